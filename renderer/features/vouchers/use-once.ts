import { useRef, useState } from 'react';

/** Runs one act at a time: a second press while the first is under way does nothing. */
export function useOnce() {
  const isBusy = useRef(false);
  const [isPending, setPending] = useState(false);
  const once = async (act: () => Promise<void>): Promise<void> => {
    if (isBusy.current) return;
    isBusy.current = true;
    setPending(true);
    await act();
    isBusy.current = false;
    setPending(false);
  };
  return { isPending, once };
}
