// A child process: real workstations over real case files, already unlocked; their outboxes go when the word comes.
import { fileURLToPath } from 'node:url';
import { silentLog } from '../electron/core/log.ts';
import { realWorld } from '../electron/core/world.ts';
import { openWorkplace } from '../electron/workplace.ts';
import { cheapCost, passphrase } from '../tests/support/case-file.ts';
import { readPlan, serveParent } from './child.ts';

export type WorkstationPlan = {
  readonly folders: readonly string[];
  /** Sends what waits there before anything is measured; null for nothing. */
  readonly warmUp: string | null;
  readonly batchSize: number;
};
/** Milliseconds on performance.now() of that process, from the word on. */
export type Pushed = {
  readonly tookMs: number;
  readonly requestsMs: readonly number[];
  /** Vouchers that still wait: none, or the figures are void. */
  readonly waiting: number;
};

const plan = readPlan<WorkstationPlan>();
const resources = fileURLToPath(new URL('../resources', import.meta.url));

type Gate = { readonly opened: Promise<void>; open(): void };

function createGate(): Gate {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

/** Signs in; the push loop starts by that and waits at the gate with its first request. */
async function sitDown(folder: string, gate: Gate) {
  const requestsMs: number[] = [];
  const workplace = openWorkplace({
    ...{ folder, resources, world: realWorld, log: silentLog, cost: cheapCost, batchSize: plan.batchSize },
    fetch: async (input, init) => {
      await gate.opened;
      const begun = performance.now();
      const response = await fetch(input, init);
      if (String(input).endsWith(':batch')) requestsMs.push(performance.now() - begun);
      return response;
    },
  });
  const finished = Promise.withResolvers<number>();
  const seat = workplace.openSeat((event) => {
    if (event.kind === 'sync' && event.status.waiting === 0 && !event.status.inFlight)
      finished.resolve(performance.now());
  });
  await seat.ask('session.signIn', { login: 'anna', passphrase });
  return { workplace, requestsMs, finished: finished.promise };
}

if (plan.warmUp !== null) {
  const open = createGate();
  open.open();
  const { workplace, finished } = await sitDown(plan.warmUp, open);
  await finished;
  await workplace.close();
}
const gate = createGate();
const desks = await Promise.all(plan.folders.map((folder) => sitDown(folder, gate)));

serveParent(null, {
  push: async (): Promise<Pushed[]> => {
    const begun = performance.now();
    gate.open();
    return Promise.all(
      desks.map(async ({ finished, requestsMs }) => ({ tookMs: (await finished) - begun, requestsMs, waiting: 0 })),
    );
  },
  rssBytes: () => process.memoryUsage.rss(),
  end: async () => {
    for (const { workplace } of desks) await workplace.close();
  },
});
