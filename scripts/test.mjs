// npm test: sets up, checks formatting, lint, types and dead code, then runs every test. Arguments go to the test runner.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './installed.mjs';
import { run } from './node24.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const report = `${root}.cache/test-report.json`;
const wanted = process.argv.slice(2);

ensureInstalled();
process.chdir(root);
mkdirSync(dirname(report), { recursive: true });
if (wanted.length === 0) checkFirst();
const status = await run('vitest', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...wanted,
]);
summarise();
process.exit(status);

/** A tree that does not hold together is not worth testing. */
function checkFirst() {
  const checked = spawnSync(process.execPath, [`${root}scripts/check.mjs`], { stdio: 'inherit' });
  if (checked.status !== 0) {
    process.stdout.write('0 passed, 1 failed\n');
    process.exit(checked.status ?? 1);
  }
}

/** The last line, in a form that any reader of logs understands. */
function summarise() {
  const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  const failed = numFailedTests === 0 && status !== 0 ? Math.max(1, numFailedTestSuites) : numFailedTests;
  process.stdout.write(`${numPassedTests} passed, ${failed} failed, ${numPendingTests} skipped\n`);
}
