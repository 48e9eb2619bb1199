// Another process that makes a backup or goes back to one, and is killed the moment a path appears.
// Arguments: the case file's folder; make or restore; the backups' folder, or the backup; a pattern of the path that kills.
import { Worker } from 'node:worker_threads';
import { createCaseFileHost } from '../../electron/core/case-file-door.ts';
import { Refusal } from '../../electron/core/context.ts';
import { realWorld } from '../../electron/core/world.ts';
import { keepBackups } from './backups.ts';
import { cheapCost, passphrase } from './case-file.ts';

const [, , folder = '', act = '', path = '', killer = ''] = process.argv;

/** In a thread of its own, because renames happen while the main one does nothing else. */
const watch = `
  const { workerData: { where, killer } } = require('node:worker_threads');
  const { readdirSync } = require('node:fs');
  const pattern = new RegExp(killer);
  const list = () => { try { return readdirSync(where, { recursive: true }); } catch { return []; } };
  while (!list().some((name) => pattern.test(String(name)))) {}
  process.kill(process.pid, 'SIGKILL');
`;

const door = createCaseFileHost({ folder, world: realWorld, cost: cheapCost });
await door.signIn('anna', passphrase);
const keeper = keepBackups({ door, world: realWorld });
const where = act === 'make' ? path : `${folder}/..`;
if (killer !== '') new Worker(watch, { eval: true, workerData: { where, killer } });
try {
  const done = await (act === 'make'
    ? keeper.makeNow(path)
    : keeper.restore({ path, login: 'anna', passphrase, isByAnyone: false }));
  process.stdout.write(JSON.stringify(done));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  process.stdout.write(JSON.stringify(error.problem));
}
await door.close();
// The watcher never ends by itself.
process.exit(0);
