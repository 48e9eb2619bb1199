// Looks at what the central office decided meanwhile: after an exchange, and every few minutes while there is nothing to send.
import { toWaitMs } from './back-off.ts';
import type { Reply } from './failure.ts';
import type { FeedAlarm } from './feed.ts';
import type { PushLoopOptions } from './push-loop.ts';
import type { PushState } from './push-state.ts';
import { createTelling } from './telling.ts';

type WatchState = {
  readonly lastLookAt: string | null;
  readonly lastFailure: PushState['lastFailure'];
  readonly alarm: FeedAlarm | null;
};

export type WatchOptions = Pick<PushLoopOptions, 'now' | 'timers' | 'random' | 'onFault'> & {
  readonly look: () => Promise<Reply<FeedAlarm | null>>;
  readonly onState: () => void;
};

export type Watch = {
  start(): void;
  /** Looks now; while a look is under way, once more after it. Once stopped, not at all. */
  look(): Promise<void>;
  /** For good. Resolves when nothing is under way any more. */
  stop(): Promise<void>;
  state(): WatchState;
};

const noLook: WatchState = { lastLookAt: null, lastFailure: null, alarm: null };
const leastWaitMs = 3 * 60_000;
const jitterMs = 3 * 60_000;

export function createWatch({ look: ask, now, timers, random, onState, onFault }: WatchOptions): Watch {
  const telling = createTelling(noLook, (error) => onFault?.(error));
  telling.onState(onState);
  let failures = 0;
  let phase: 'new' | 'started' | 'stopped' = 'new';
  let running: Promise<void> | null = null;
  let cancel = () => {};
  const schedule = (waitMs: number) => {
    cancel();
    if (phase === 'started') cancel = timers.after(waitMs, () => void start());
  };
  /** Gives how long to wait. */
  const take = (reply: Reply<FeedAlarm | null>): number => {
    const usualMs = leastWaitMs + random() * jitterMs;
    failures = reply.ok ? 0 : failures + 1;
    if (reply.ok) telling.change({ lastLookAt: now(), lastFailure: null, alarm: reply.value });
    else telling.change({ lastFailure: { cause: reply.failure.cause, code: reply.failure.code, at: now() } });
    return reply.ok ? usualMs : Math.max(usualMs, toWaitMs(reply.failure, failures, random()));
  };
  const work = async () => {
    const waitMs = await ask().then(take, (error) => {
      onFault?.(error);
      return leastWaitMs;
    });
    running = null;
    schedule(waitMs);
  };
  const start = async () => {
    cancel();
    // Whoever asked while a look was under way may come to it when the file is closed already.
    if (phase === 'stopped') return;
    running ??= work();
    await running;
  };
  const look = async () => {
    await running;
    await start();
  };
  return {
    look,
    start: () => {
      phase = 'started';
      schedule(0);
    },
    stop: async () => {
      phase = 'stopped';
      cancel();
      await running;
    },
    state: telling.state,
  };
}
