// Which test files start first: those that take long, or the last of them would run on alone while the other core rests.
// (The test runner itself begins with the largest files, and the slowest are not the largest.)
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Half a minute and more on two cores, the longest first. */
const long = [
  'tests/faults/faults.test.ts',
  'tests/e2e/browser/every-screen.test.ts',
  'tests/hostile/host/every-operation.test.ts',
  'tests/e2e/browser/whole-path.test.ts',
  'tests/e2e/browser/backups.test.ts',
  'tests/integration/sync/restored-central.test.ts',
  'tests/integration/sync/enrol-again.test.ts',
  'tests/hostile/every-operation.test.ts',
  'tests/unit/bench/benchmarks.test.ts',
  'tests/contract/every-host.test.ts',
  'tests/e2e/browser/locked-window.test.ts',
  'tests/integration/office/generate.test.ts',
].map((path) => fileURLToPath(new URL(`../../${path}`, import.meta.url)));
for (const path of long) if (!existsSync(path)) throw new Error(`${path} is to run early, and is not there`);

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // The runner's own order keeps the files of a project together.
    const projects = Map.groupBy(await super.sort(files), ({ project }) => project.name);
    return [...projects.values()].flatMap((ofOne) => {
      const early = long.flatMap((path) => ofOne.filter(({ moduleId }) => moduleId === path));
      return [...early, ...ofOne.filter((file) => !early.includes(file))];
    });
  }
}
