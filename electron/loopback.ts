// Entry: the app for a browser on this machine, without Electron. Prints its one-time address; with --json as one JSON line.
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { CaseFileHolder } from '../shared/contract/problem.ts';
import { startLog } from './core/log.ts';
import { realWorld } from './core/world.ts';
import { usualBallastBytes } from './database/ballast.ts';
import { findHolder } from './database/lock.ts';
import { findPort, serveInBrowser } from './serve-browser.ts';
import { openWorkplace } from './workplace.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    folder: { type: 'string', default: join(homedir(), '.local', 'share', 'teczka', 'biuro.teczka') },
    json: { type: 'boolean', default: false },
  },
});

const port = findPort(values.port);
if (port === undefined) {
  process.stderr.write(`--port takes a whole number from 0 to 65535, not ${values.port}\n`);
  process.exit(2);
}
const holder = findHolder(values.folder);
if (holder !== undefined) {
  process.stderr.write(`${inUse(holder)}\n`);
  process.exit(1);
}
mkdirSync(dirname(values.folder), { recursive: true });
let address: string | null = null;
const workplace = openWorkplace({
  folder: values.folder,
  resources: join(root, 'resources'),
  fetch: globalThis.fetch,
  world: realWorld,
  ballastBytes: usualBallastBytes,
  address: () => address,
  log: startLog('error'),
});
await serveInBrowser({
  ...{ workplace, port, json: values.json },
  onListening: (listensAt) => {
    address = listensAt;
  },
});

/** Two programs on one case file would lock each other out, so the second one says where the first one is. */
function inUse(holder: CaseFileHolder | null): string {
  const who = holder === null ? '' : ` (${holder.computer}, process ${holder.pid}, since ${holder.since})`;
  const where = holder?.address ? `Work there: ${holder.address}` : 'Work there, or end that program first.';
  return `Another program has ${values.folder} open${who}. ${where}`;
}
