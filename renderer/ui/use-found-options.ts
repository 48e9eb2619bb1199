import { useEffect, useState } from 'react';
import type { Option } from './select.tsx';

/** Asks for options that match a text; an empty text may give the most usual ones. */
export type FindOptions = (text: string) => Promise<readonly Option[]>;

type Found = { readonly text: string; readonly options: readonly Option[] };

const waitMs = 150;
const noOptions: readonly Option[] = [];

/** Asks after a short pause in typing; an answer to an older text is dropped. `null` asks nothing. */
export function useFoundOptions(find: FindOptions | undefined, typed: string | null) {
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    if (find === undefined || typed === null) return;
    let isCurrent = true;
    const timer = setTimeout(() => {
      void find(typed).then((options) => isCurrent && setFound({ text: typed, options }));
    }, waitMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [find, typed]);
  const isLoading = find !== undefined && typed !== null && found?.text !== typed;
  return { options: found?.options ?? noOptions, isLoading };
}
