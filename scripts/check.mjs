// What must hold before a commit: formatting, lint with the room table, types, no dead code.
import { ensureInstalled } from './installed.mjs';
import { run } from './node24.mjs';

const checks = [
  ['biome', ['check', '--max-diagnostics=none']],
  ['tsc', ['-b']],
  ['knip', ['--no-progress']],
];

ensureInstalled();
for (const [name, args] of checks) {
  const status = await run(name, args);
  if (status !== 0) {
    process.stderr.write(`${name} found something; nothing after it was run.\n`);
    process.exit(status);
  }
}
