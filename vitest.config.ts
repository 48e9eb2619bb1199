import { availableParallelism } from 'node:os';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { findPrograms } from './tests/faults/postgres.ts';
import { builtWorker, bundledWorker } from './tests/support/bundled-worker.ts';
import { LongestFirst } from './tests/support/longest-first.ts';

/** For a machine of two cores that has other work: no test promises a time, so only one that hangs is ended. */
const patience = 180_000;
/** The runner leaves a core to itself, which on two cores would leave one to the tests. */
const maxWorkers = Math.max(2, availableParallelism() - 1);

/** What speaks to a central office is asked of a PostgreSQL server too: of our own, unless all tests run on a given one. */
function onServer(): TestProjectConfiguration[] {
  if (process.env.TECZKA_TEST_POSTGRES !== undefined) return [];
  if (findPrograms() === undefined) {
    const sentence = 'Tests on a PostgreSQL server are left out: install the package "postgresql".';
    if (process.env.CI !== undefined) throw new Error(sentence);
    process.stderr.write(`${sentence}\n`);
    return [];
  }
  return [
    {
      plugins: [bundledWorker],
      test: {
        name: 'server',
        include: [
          'tests/integration/central/**/*.test.ts',
          'tests/integration/sync/**/*.test.ts',
          'tests/hostile/{central,packed-bodies}.test.ts',
        ],
        // Those choose their database themselves, and were asked before.
        exclude: ['tests/integration/central/{embedded,operations-postgres,operations-process}.test.ts'],
        environment: 'node',
        pool: 'forks',
        sequence: { groupOrder: 2 },
        maxWorkers,
        globalSetup: ['tests/support/bundled-worker.ts', 'tests/support/server-setup.ts'],
        setupFiles: ['tests/support/on-server.ts'],
        testTimeout: patience,
        hookTimeout: patience,
      },
    },
  ];
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        plugins: [bundledWorker],
        test: {
          name: 'unit',
          include: [
            'tests/unit/**/*.test.ts',
            'tests/integration/**/*.test.ts',
            'tests/hostile/**/*.test.ts',
            'tests/faults/**/*.test.ts',
          ],
          exclude: ['tests/integration/packaging/**', 'tests/hostile/host/**'],
          environment: 'node',
          pool: 'forks',
          // Said, because a group that is not numbered runs last.
          sequence: { groupOrder: 1 },
          maxWorkers,
          globalSetup: ['tests/support/bundled-worker.ts'],
          testTimeout: patience,
          hookTimeout: patience,
        },
      },
      {
        // The built app in a window or a browser, and its package: built once before all. Two at a time, each with a browser,
        // ports and folders of its own; the processes of more would only wait for each other.
        plugins: [builtWorker],
        test: {
          name: 'host',
          include: [
            'tests/e2e/**/*.test.ts',
            'tests/contract/**/*.test.ts',
            'tests/hostile/host/**/*.test.ts',
            'tests/integration/packaging/**/*.test.ts',
          ],
          environment: 'node',
          pool: 'forks',
          maxWorkers: 2,
          // After the others: a page that shares two cores with them answers late.
          sequence: { groupOrder: 3 },
          globalSetup: ['tests/support/global-setup.ts'],
          testTimeout: patience,
          hookTimeout: patience,
        },
      },
      ...onServer(),
      {
        test: {
          name: 'component',
          include: ['tests/component/**/*.test.tsx'],
          environment: 'jsdom',
          setupFiles: ['tests/support/component-setup.ts'],
          sequence: { groupOrder: 1 },
          maxWorkers,
          testTimeout: patience,
        },
      },
    ],
  },
});
