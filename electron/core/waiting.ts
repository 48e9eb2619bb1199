// After wrong passphrases a login has to wait, longer each time: guessing at the keyboard leads nowhere.

const freeMisses = 3;
const longestWaitSeconds = 60;
/** More names than an office has: whoever tries thousands only pushes out the oldest. */
const rememberedLogins = 500;

export type Waiting = {
  /** Whole seconds until the next attempt counts; 0 when it may be made now. */
  secondsLeft(login: string): number;
  /** Notes a miss and gives the seconds to wait now. */
  miss(login: string): number;
  forgive(login: string): void;
};

export function createWaiting(nowMs: () => number): Waiting {
  const misses = new Map<string, { count: number; untilMs: number }>();
  return {
    secondsLeft: (login) => Math.max(0, Math.ceil(((misses.get(login)?.untilMs ?? 0) - nowMs()) / 1000)),
    miss: (login) => {
      const count = (misses.get(login)?.count ?? 0) + 1;
      const seconds = count < freeMisses ? 0 : Math.min(2 ** (count - freeMisses), longestWaitSeconds);
      misses.delete(login);
      misses.set(login, { count, untilMs: nowMs() + seconds * 1000 });
      const [oldest] = misses.keys();
      if (misses.size > rememberedLogins && oldest !== undefined) misses.delete(oldest);
      return seconds;
    },
    forgive: (login) => {
      misses.delete(login);
    },
  };
}
