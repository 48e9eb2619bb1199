import { useCallback, useRef } from 'react';

/** Whichever answer comes first, that to the last question is the newest. To be called with each question; tells of its own. */
export function useLastQuestion(): () => { isLast(): boolean } {
  const asked = useRef(0);
  return useCallback(() => {
    asked.current += 1;
    const mine = asked.current;
    return { isLast: () => mine === asked.current };
  }, []);
}
