// Entry: the demonstration, an office of fictional people with a central office of its own, kept in .data/demo.
//   --fresh   makes it anew   --without-page   only prepares it and runs its central office, for a window that opens it
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startLog } from './core/log.ts';
import { realWorld } from './core/world.ts';
import { Unusable } from './office/arguments.ts';
import { type Demonstration, prepareDemo } from './office/demonstration-start.ts';
import { toTable } from './office/print.ts';
import { endOnSignal, findPort, serveInBrowser } from './serve-browser.ts';
import { openWorkplace } from './workplace.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    json: { type: 'boolean', default: false },
    fresh: { type: 'boolean', default: false },
    'without-page': { type: 'boolean', default: false },
  },
});

try {
  const port = findPort(values.port);
  if (port === undefined) throw new Unusable(`--port takes a whole number from 0 to 65535, not ${values.port}`);
  const say = (sentence: string) => process.stderr.write(`Teczka: ${sentence}\n`);
  const demonstration = await prepareDemo({ root: join(root, '.data', 'demo'), fresh: values.fresh, say });
  process.stderr.write(`\n${toUserTable(demonstration)}\n`);
  await (values['without-page'] ? runCentral(demonstration) : openPage(demonstration, port));
} catch (error) {
  if (!(error instanceof Unusable)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

async function openPage({ folder, central, users }: Demonstration, port: number): Promise<void> {
  const workplace = openWorkplace({
    folder,
    resources: join(root, 'resources'),
    fetch: globalThis.fetch,
    world: realWorld,
    log: startLog('error'),
  });
  await serveInBrowser({ workplace, port, json: values.json, about: { users }, afterwards: central.stop });
}

async function runCentral({ folder, central, users }: Demonstration): Promise<void> {
  endOnSignal(central.stop);
  process.stdout.write(`${JSON.stringify({ folder, centralUrl: central.url, pid: process.pid, users })}\n`);
}

function toUserTable({ users }: Demonstration): string {
  const rows = users.map(({ login, passphrase, roles, displayName }) => [
    login,
    passphrase,
    roles.join(' '),
    displayName,
  ]);
  return toTable(['user', 'passphrase', 'roles', 'name'], rows);
}
