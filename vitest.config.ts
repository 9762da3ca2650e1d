import { defineConfig } from 'vitest/config';

const SECOND = 1000;

/** Tests that start processes and databases: one file at a time, and long enough for a busy machine. */
const heavy = { fileParallelism: false, testTimeout: 60 * SECOND, hookTimeout: 90 * SECOND };

export default defineConfig({
  test: {
    pool: 'forks',
    // The smallest machine that this is developed on has two cores.
    maxWorkers: 2,
    restoreMocks: true,
    coverage: { reportsDirectory: 'coverage', include: ['server/**', 'renderer/**', 'app/**'] },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{server,renderer,app,build,migrations}/**/*.test.{ts,tsx}'],
          testTimeout: 20 * SECOND,
        },
      },
      {
        extends: true,
        test: { name: 'architecture', include: ['tests/architecture/**/*.test.ts'], testTimeout: 60 * SECOND },
      },
      { extends: true, test: { name: 'harness', include: ['tests/harness/**/*.test.ts'], ...heavy } },
      {
        extends: true,
        test: {
          name: 'api',
          include: ['tests/api/**/*.test.ts'],
          globalSetup: ['tests/harness/engine-setup.ts'],
          testTimeout: 30 * SECOND,
          hookTimeout: 60 * SECOND,
        },
      },
      {
        extends: true,
        test: { name: 'faults', include: ['tests/faults/**/*.test.ts'], ...heavy, testTimeout: 300 * SECOND },
      },
      {
        extends: true,
        test: { name: 'packaging', include: ['tests/packaging/**/*.test.ts'], ...heavy, testTimeout: 300 * SECOND },
      },
    ],
  },
});
