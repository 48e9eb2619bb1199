// What was searched for among people: a name or a PESEL, so it stands in no address, which a browser would write down.
import { useCallback } from 'react';
import { create } from 'zustand';
import { useSession } from '../../app/session-store.ts';

type Kept = { readonly userId: string | null; readonly text: string };

const useKept = create<Kept>(() => ({ userId: null, text: '' }));

/** Kept while the window is open, for whoever typed it: Back brings the same list. */
export function useSearchText(): readonly [text: string, keep: (text: string) => void] {
  const userId = useSession(({ status }) => status?.user?.id ?? null);
  const text = useKept((kept) => (kept.userId === userId ? kept.text : ''));
  const keep = useCallback((typed: string) => useKept.setState({ userId, text: typed }), [userId]);
  return [text, keep];
}
