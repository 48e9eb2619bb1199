// Which PostgreSQL the central office stands on: one of the harness's own, which may be killed, one that was given, or none.
import { execFile, execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
} from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';

export type Server = {
  readonly words: string;
  /** null for the embedded one. */
  readonly url: string | null;
  /** null where there is none: the embedded database then. */
  readonly databases: {
    create(name: string, template: string): Promise<string>;
    drop(name: string): Promise<void>;
  } | null;
  /** SIGKILL to every process of the cluster, then a start that recovers; null where the cluster isn't ours. */
  readonly kill: (() => Promise<void>) | null;
  stop(): Promise<void>;
};

export const embeddedServer: Server = {
  ...{ words: 'the embedded PostgreSQL', url: null, databases: null, kill: null },
  stop: async () => {},
};

type ServerWish = {
  /** False where nobody looks at what a power cut leaves: databases are then made and thrown away several times as fast. */
  readonly isDurable?: boolean;
};

export async function openServer({ isDurable = true }: ServerWish = {}): Promise<Server> {
  const given = process.env.TECZKA_TEST_POSTGRES;
  if (given !== undefined) {
    const words = 'the PostgreSQL that was given';
    return { words, url: given, databases: databasesOf(given), kill: null, stop: async () => {} };
  }
  const programs = findPrograms();
  if (programs !== undefined) return startCluster(programs, isDurable);
  return embeddedServer;
}

export function findPrograms(): string | undefined {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return undefined;
  const versions = readdirSync(root).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(root, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo; // what a server that listens on TCP has
  await new Promise((done) => server.close(done));
  return port;
}

const inFolder = promisify(execFile);

async function startCluster(bin: string, isDurable: boolean): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'teczka-faults-postgres-'));
  const isRoot = process.getuid?.() === 0;
  const run = async (program: string, args: readonly string[]) => {
    const own = [join(bin, program), ...args] as const;
    // PostgreSQL refuses to run as root: Debian's own user for it does.
    const [file, ...rest] = isRoot ? (['runuser', '-u', 'postgres', '--', ...own] as const) : own;
    await inFolder(file, rest, { cwd: folder });
  };
  if (isRoot) {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'postgres'])));
    chownSync(folder, uid ?? 0, gid ?? 0);
  }
  chmodSync(folder, 0o700);
  const data = join(folder, 'data');
  const port = await freePort();
  await run('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C']);
  const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '', shared_buffers: '32MB' };
  const lines = Object.entries({ ...settings, fsync: isDurable ? 'on' : 'off' }).map(
    ([name, value]) => `${name} = '${value}'\n`,
  );
  appendFileSync(join(data, 'postgresql.conf'), lines.join(''));
  const start = () => run('pg_ctl', ['-D', data, '-w', '-s', '-l', join(folder, 'log'), 'start']);
  const stop = async () => {
    await killCluster(data);
    rmSync(folder, { recursive: true, force: true });
  };
  await start();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  return {
    words: `PostgreSQL of ${bin}`,
    url,
    databases: databasesOf(url),
    kill: async () => {
      await killCluster(data);
      await start();
    },
    stop,
  };
}

/** Every process of a cluster works in its data folder, also one whose parent was killed a moment ago. */
async function killCluster(data: string): Promise<void> {
  for (let pids = listWorkingIn(data); pids.length > 0; pids = listWorkingIn(data)) {
    for (const pid of pids) endNow(pid);
    await pause(3);
  }
  // Where nobody collects ended processes, PostgreSQL would take the dead one for a running one.
  rmSync(join(data, 'postmaster.pid'), { force: true });
}

function endNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself in between.
  }
}

/** In the order of their ids, the oldest first: the postmaster before its children. */
function listWorkingIn(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => folderOf(pid) === folder)
    .sort((a, b) => a - b);
}

/** undefined for a process that ended. */
function folderOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

export function databasesOf(url: string): NonNullable<Server['databases']> {
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  return {
    create: async (name, template) => {
      await run(`CREATE DATABASE ${name} TEMPLATE ${template}`);
      const own = new URL(url);
      own.pathname = `/${name}`;
      return own.href;
    },
    drop: (name) => run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}
