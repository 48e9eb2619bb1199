import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
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
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // The built app in a window or a browser, and its package: one after the other, built once before all.
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
          fileParallelism: false,
          // After the others: a page that shares two cores with them answers late.
          sequence: { groupOrder: 1 },
          globalSetup: ['tests/support/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'component',
          include: ['tests/component/**/*.test.tsx'],
          environment: 'jsdom',
          setupFiles: ['tests/support/component-setup.ts'],
          testTimeout: 60_000,
        },
      },
    ],
  },
});
