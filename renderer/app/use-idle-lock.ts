// Nobody touched the window for a while: it locks, drafts kept. The core checks the same on its own clock.
import { useEffect } from 'react';
import { useSession } from './session-store.ts';

const signsOfLife = ['keydown', 'pointerdown', 'wheel'] as const;

export function useIdleLock(): void {
  const minutes = useSession((session) => session.status?.lockAfterMinutes ?? 10);
  const lock = useSession((session) => session.lock);
  useEffect(() => {
    let timer = 0;
    const restart = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => void lock(), minutes * 60_000);
    };
    restart();
    for (const sign of signsOfLife) window.addEventListener(sign, restart, { passive: true });
    return () => {
      window.clearTimeout(timer);
      for (const sign of signsOfLife) window.removeEventListener(sign, restart);
    };
  }, [minutes, lock]);
}
