// The central office as the process that an operator starts, with the environment that a test states.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../faults/postgres.ts';

const program = fileURLToPath(new URL('../../../central/main.ts', import.meta.url));
const cache = fileURLToPath(new URL('../../../.cache/compiled', import.meta.url));

/** For expect.poll, whose own second is short on a busy machine. */
export const patiently = { timeout: 20_000 };

export type Running = {
  readonly url: string;
  readonly metricsUrl: string;
  /** When it serves; rejects when it ended before. */
  readonly serving: Promise<void>;
  /** With the exit status. */
  readonly ended: Promise<number | null>;
  signal(name: 'SIGTERM' | 'SIGKILL'): void;
  /** All that it said so far. */
  said(): { out: string; log: string };
};

type Environment = Readonly<Record<string, string>>;

function start(environment: Environment, args: readonly string[] = []) {
  const { DATABASE_URL: _, TECZKA_CENTRAL_SECRET: __, ...rest } = process.env;
  const env = { ...rest, NODE_COMPILE_CACHE: cache, HOST: '127.0.0.1', ...environment };
  return spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

export async function startCentral(environment: Environment): Promise<Running> {
  const [port, metricsPort] = [await freePort(), await freePort()];
  const child = start({ PORT: String(port), METRICS_PORT: String(metricsPort), ...environment });
  const said = { out: '', log: '' };
  child.stderr.on('data', (bytes) => {
    said.log += bytes;
  });
  const ended = new Promise<number | null>((done) => child.on('close', done));
  const serving = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      said.out += `${line}\n`;
      if (line.includes('http://')) resolve();
    });
    void ended.then(() => reject(new Error(`it ended before it served: ${said.log}`)));
  });
  serving.catch(() => undefined);
  return {
    url: `http://127.0.0.1:${port}`,
    metricsUrl: `http://127.0.0.1:${metricsPort}/metrics`,
    serving,
    ended,
    signal: (name) => void child.kill(name),
    said: () => ({ ...said }),
  };
}

/** A command of the same program; gives what it printed, or throws with what it complained of. */
export async function command(environment: Environment, ...args: string[]): Promise<string> {
  const child = start(environment, args);
  const [out, complaint] = [text(child.stdout), text(child.stderr)];
  const status = await new Promise<number | null>((done) => child.on('close', done));
  if (status !== 0) throw new Error(await complaint);
  return out;
}

/** The status of a GET, or null where nobody listens. */
export async function ask(url: string, headers: Environment = {}): Promise<number | null> {
  try {
    const response = await fetch(url, { headers });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  }
}
