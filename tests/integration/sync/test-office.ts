// An office without a case file: an enrolled desk, an outbox in memory, a push loop, and time that a test moves.
import { createCentralClient } from '../../../electron/sync/central-client.ts';
import type { QueuedDelivery } from '../../../electron/sync/delivery-store.ts';
import { createPushLoop, type PushLoop, type PushLoopOptions } from '../../../electron/sync/push-loop.ts';
import { type Desk, enrolDesk, type TestCentral, toLine } from '../../support/central.ts';
import { createOutbox, type Outbox } from './outbox.ts';

/** Nothing happens by itself: time is moved, then everything that is due runs to its end. */
function createTime() {
  let nowMs = Date.parse('2026-03-02T08:00:00.000Z');
  let due: { atMs: number; work: () => void } | null = null;
  const time = {
    now: () => new Date(nowMs).toISOString(),
    timers: {
      after: (waitMs: number, work: () => void) => {
        const mine = { atMs: nowMs + waitMs, work };
        due = mine;
        return () => {
          if (due === mine) due = null;
        };
      },
    },
    waitMs: () => (due === null ? null : due.atMs - nowMs),
    /** Goes to the moment the loop waits for and lets it work until it rests. */
    elapse: async (loop: PushLoop) => {
      if (due === null) throw new Error('the loop waits for nothing');
      const { atMs, work } = due;
      due = null;
      nowMs = Math.max(nowMs, atMs);
      work();
      await rest(loop);
    },
  };
  return time;
}

function rest(loop: PushLoop): Promise<void> {
  return new Promise((done) => {
    const look = () => {
      if (!loop.state().inFlight) {
        end();
        // The loop sets its next timer right after it says that it rests.
        setImmediate(done);
      }
    };
    const end = loop.onState(look);
    look();
  });
}

export type TestOffice = { loop: PushLoop; outbox: Outbox; time: ReturnType<typeof createTime>; desk: Desk };
export type OfficeChanges = Partial<PushLoopOptions> & { readonly timeoutMs?: number; readonly centralUrl?: string };

/** `centralUrl` may be a proxy before the central office. */
export async function openTestOffice(
  central: TestCentral,
  deliveries: readonly QueuedDelivery[],
  { timeoutMs, centralUrl = central.url, ...options }: OfficeChanges = {},
): Promise<TestOffice> {
  const desk = await enrolDesk(central);
  const outbox = createOutbox(deliveries);
  const time = createTime();
  const line = toLine(timeoutMs === undefined ? {} : { timeoutMs });
  const client = createCentralClient(line, { ...desk.enrolment, centralUrl });
  const { now, timers } = time;
  const centreKeys = () => desk.enrolment.centreKeys;
  const loop = createPushLoop({ store: outbox, client, centreKeys, now, timers, random: () => 1, ...options });
  return { loop, outbox, time, desk };
}
