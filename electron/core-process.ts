// The core in a process of its own: the window stays quick whatever the case file does, and a fall takes only this down.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { net } from 'electron';
import { startLog } from './core/log.ts';
import type { Seat } from './core/seat.ts';
import { realWorld } from './core/world.ts';
import { usualBallastBytes } from './database/ballast.ts';
import type { FromCore, ToCore } from './shell/core-messages.ts';
import { linkKeyStore } from './shell/key-store-link.ts';
import { openWorkplace, type Workplace } from './workplace.ts';

const log = startLog('info');
const seats = new Map<number, Seat>();
const keyStore = linkKeyStore((call, question) => send({ kind: 'key-store', call, question }));
let workplace: Workplace | null = null;

// After either of these nobody knows what half-done state remains; main starts a fresh core.
process.on('unhandledRejection', (reason) => end('unhandled-rejection', reason));
process.on('uncaughtException', (error) => end('uncaught-exception', error));

/** Only the kind of error: its message may quote what a person typed. */
function end(code: string, error: unknown): void {
  log.error(code, { name: error instanceof Error ? error.name : typeof error });
  process.exit(1);
}

process.parentPort.on('message', ({ data }: { data: ToCore }) => {
  switch (data.kind) {
    case 'start':
      mkdirSync(dirname(data.folder), { recursive: true, mode: 0o700 });
      workplace = openWorkplace({
        folder: data.folder,
        resources: data.resources,
        fetch: (input, init) => net.fetch(input instanceof URL ? input.href : input, init),
        log,
        world: realWorld,
        ballastBytes: usualBallastBytes,
        keyStore: keyStore.store,
      });
      return;
    case 'ask':
      void answer(data);
      return;
    case 'key-store':
      keyStore.hear(data.call, data.answer);
      return;
    case 'close':
      void (workplace?.close() ?? Promise.resolve()).then(() => process.exit(0));
  }
});

async function answer({ seat, call, operation, input }: Extract<ToCore, { kind: 'ask' }>): Promise<void> {
  send({ kind: 'answer', seat, call, answer: await getSeat(seat).ask(operation, input) });
}

function getSeat(number: number): Seat {
  const known = seats.get(number);
  if (known !== undefined) return known;
  if (workplace === null) throw new Error('asked before the start');
  const seat = workplace.openSeat((event) => send({ kind: 'event', seat: number, event }));
  seats.set(number, seat);
  return seat;
}

function send(message: FromCore): void {
  process.parentPort.postMessage(message);
}
