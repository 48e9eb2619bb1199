// One place at which a process is started again and again.
import { type Casting, type Child, startChild } from './child.ts';
import type { Count } from './fault-kinds.ts';
import type { LabelledDeath } from './plans.ts';

export type Seat = {
  child(): Child;
  /** Resolves with the codes that it made once it is ready. */
  start(death: LabelledDeath | null): Promise<readonly string[]>;
  /** Asks it to end, and ends it if it does not. */
  leave(): Promise<void>;
  /** Up again, after whatever befell its disk meanwhile. */
  revive(death: LabelledDeath | null): Promise<void>;
};

export type Role = {
  readonly count: Count;
  cast(isFirst: boolean, death: LabelledDeath | null): Casting;
  /** Between its end and its next start. */
  whileDown(): void;
};

/** For a machine that is busy with something else. */
export const startLimitMs = 60_000;

export function createSeatOf({ count, cast, whileDown }: Role): Seat {
  let current: Child | null = null;
  let isFirst = true;
  const child = () => {
    if (current === null) throw new Error('nobody was started here');
    return current;
  };
  const start = async (death: LabelledDeath | null) => {
    const casting = cast(isFirst, death);
    const listener: Casting['listener'] = (said) => {
      if (said.said === 'dying') count(`killed at ${said.label}`);
      casting.listener(said);
    };
    const started = startChild({ ...casting, listener });
    current = started;
    const ready = await started.hear('ready', startLimitMs);
    if (isFirst && ready === null) throw new Error(`${casting.entry.pathname} did not start`);
    // At first everybody waits until everybody is enrolled.
    if (!isFirst) started.tell({ order: 'begin' });
    isFirst = false;
    return ready?.codes ?? [];
  };
  return {
    child,
    start,
    revive: async (death) => {
      await current?.ended;
      whileDown();
      await start(death);
    },
    leave: async () => {
      current?.tell({ order: 'stop' });
      const tooLong = setTimeout(() => current?.kill(), 3000);
      await current?.ended;
      clearTimeout(tooLong);
    },
  };
}
