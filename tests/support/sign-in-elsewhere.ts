// Another program on the same case file: signs in and prints what came of it. Arguments: folder; standard input: passphrase.
import { readFileSync } from 'node:fs';
import { createCaseFileHost } from '../../electron/core/case-file-door.ts';
import { realWorld } from '../../electron/core/world.ts';

const [, , folder = '', afterwards = 'close'] = process.argv;
const door = createCaseFileHost({ folder, world: realWorld });
try {
  const user = await door.signIn('anna', readFileSync(0, 'utf8'));
  process.stdout.write(JSON.stringify({ login: user.login }));
  if (afterwards === 'die') process.kill(process.pid, 'SIGKILL');
  await door.close();
} catch (error) {
  process.stdout.write(JSON.stringify(error instanceof Error && 'problem' in error ? error.problem : String(error)));
}
