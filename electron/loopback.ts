// Entry: the app for a browser on this machine, without Electron. Prints its one-time address; with --json as one JSON line.
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startLog } from './core/log.ts';
import { realWorld } from './core/world.ts';
import { usualBallastBytes } from './database/ballast.ts';
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
mkdirSync(dirname(values.folder), { recursive: true });
const workplace = openWorkplace({
  folder: values.folder,
  resources: join(root, 'resources'),
  fetch: globalThis.fetch,
  world: realWorld,
  ballastBytes: usualBallastBytes,
  log: startLog('error'),
});
await serveInBrowser({ workplace, port, json: values.json });
