import type { TFunction } from 'i18next';
import { useEffect, useState } from 'react';

const minuteMs = 60_000;
const tickMs = 30_000;

/** Milliseconds of now, moving on twice a minute. */
export function useNow(): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNowMs(Date.now()), tickMs);
    return () => window.clearInterval(timer);
  }, []);
  return nowMs;
}

/** "5 min", "3 godz.", "2 dni": how long ago an instant was. */
export function ageText(t: TFunction<'sync'>, instant: string, nowMs: number): string {
  const minutes = Math.max(0, Math.floor((nowMs - Date.parse(instant)) / minuteMs));
  if (minutes < 60) return t('minutes', { count: minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? t('hours', { count: hours }) : t('days', { count: Math.floor(hours / 24) });
}
