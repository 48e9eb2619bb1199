// Entry: the app for a browser on this machine, without Electron. Prints its one-time address; with --json as one JSON line.
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startLog } from './core/log.ts';
import { realWorld } from './core/world.ts';
import { startLoopbackHost } from './http/loopback-host.ts';
import { readStaticFiles } from './http/static-files.ts';
import { openWorkplace } from './workplace.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    folder: { type: 'string', default: join(homedir(), '.local', 'share', 'teczka', 'biuro.teczka') },
    json: { type: 'boolean', default: false },
  },
});

const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  process.stderr.write(`--port takes a whole number from 0 to 65535, not ${values.port}\n`);
  process.exit(2);
}
mkdirSync(dirname(values.folder), { recursive: true });
const workplace = openWorkplace({
  folder: values.folder,
  resources: join(root, 'resources'),
  fetch: globalThis.fetch,
  world: realWorld,
  log: startLog('error'),
});
const host = await startLoopbackHost({
  core: workplace,
  files: readStaticFiles(join(root, 'dist', 'renderer')),
  port,
  onCodeUsed: () => {
    if (!values.json) process.stderr.write(`Opened. For another tab: ${host.newAddress()}\n`);
  },
});
const address = host.newAddress();
process.stdout.write(
  values.json ? `${JSON.stringify({ url: address, port: host.port, pid: process.pid })}\n` : `${address}\n`,
);

let closing = false;
async function close(): Promise<void> {
  if (closing) return;
  closing = true;
  await host.close();
  await workplace.close();
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void close());
