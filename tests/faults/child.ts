// A child process as the harness holds it: what it says, what it is told, how it ends.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Order, Said } from './plans.ts';

export type Child = {
  readonly isAlive: () => boolean;
  tell(order: Order): void;
  /** SIGKILL, to this process alone. */
  kill(): void;
  /** Resolves with what it says of that kind first, or null when it ends or `limitMs` pass without. */
  hear<Kind extends Said['said']>(kind: Kind, limitMs: number): Promise<Extract<Said, { said: Kind }> | null>;
  /** When the process is gone and all that it said was heard. */
  readonly ended: Promise<void>;
};

/** Null only for a stream that was not asked for. */
function toReadable(stream: Readable | null): Readable {
  if (stream === null) throw new Error('a child says nothing');
  return stream;
}

const cache = fileURLToPath(new URL('../../.cache/compiled', import.meta.url));

export type Casting = {
  readonly entry: URL;
  readonly plan: unknown;
  /** Beside this process's own. */
  readonly environment: Readonly<Record<string, string>>;
  readonly listener: (said: Said) => void;
};

export function startChild({ entry, plan, environment, listener }: Casting): Child {
  const child = spawn(process.execPath, [fileURLToPath(entry), JSON.stringify(plan)], {
    // What it complains of while its database is down is part of the weather.
    stdio: ['ignore', 'pipe', process.env.TECZKA_FAULTS_VERBOSE === undefined ? 'ignore' : 'inherit', 'ipc'],
    env: { ...process.env, NODE_COMPILE_CACHE: cache, ...environment },
  });
  let isAlive = true;
  const heard: Said[] = [];
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const look of [...waiting]) look();
  };
  const ended = new Promise<void>((done) => {
    child.on('close', () => {
      isAlive = false;
      done();
      wake();
    });
  });
  child.on('error', () => undefined);
  createInterface({ input: toReadable(child.stdout) }).on('line', (line) => {
    const said = JSON.parse(line) as Said; // its own words, of plans.ts
    heard.push(said);
    listener(said);
    wake();
  });
  const hear = <Kind extends Said['said']>(kind: Kind, limitMs: number) =>
    new Promise<Extract<Said, { said: Kind }> | null>((done) => {
      const find = () => heard.find((said): said is Extract<Said, { said: Kind }> => said.said === kind);
      const finish = () => {
        clearTimeout(timer);
        waiting.delete(look);
        done(find() ?? null);
      };
      const look = () => {
        if (find() !== undefined || !isAlive) finish();
      };
      const timer = setTimeout(finish, limitMs);
      waiting.add(look);
      look();
    });
  return {
    isAlive: () => isAlive,
    // A process that is just being killed hears nothing any more.
    tell: (order) => void (child.connected && child.send(order, () => undefined)),
    kill: () => void child.kill('SIGKILL'),
    hear,
    ended,
  };
}
