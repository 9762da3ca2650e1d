import { defineConfig } from 'vitest/config';
import { CODE_CACHE } from './tests/harness/code-cache.ts';

// The processes of the tests, and what academies in them start.
Object.assign(process.env, CODE_CACHE);

const SECOND = 1000;

/**
 * Every file in the same process with the product loaded once: loading it takes longer than most files. What a test changes of the
 * process (environment, clock, fetch) it puts back.
 */
const together = { isolate: false };

/** Tests that start processes and databases: one file at a time, and long enough for a busy machine. */
const heavy = { fileParallelism: false, testTimeout: 300 * SECOND, hookTimeout: 300 * SECOND };

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
          ...together,
          testTimeout: 60 * SECOND,
        },
      },
      {
        extends: true,
        test: {
          name: 'architecture',
          include: ['tests/architecture/**/*.test.ts'],
          ...together,
          testTimeout: 60 * SECOND,
        },
      },
      { extends: true, test: { name: 'harness', include: ['tests/harness/**/*.test.ts'], ...heavy } },
      {
        extends: true,
        test: {
          name: 'api',
          include: ['tests/api/**/*.test.ts'],
          ...together,
          globalSetup: ['tests/harness/engine-setup.ts'],
          testTimeout: 120 * SECOND,
          hookTimeout: 120 * SECOND,
        },
      },
      {
        extends: true,
        test: {
          name: 'cli',
          include: ['tests/cli/**/*.test.ts'],
          ...heavy,
          globalSetup: ['tests/harness/engine-setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          ...heavy,
          fileParallelism: true,
          // Of the tests in one file that say they may run beside each other.
          maxConcurrency: 3,
        },
      },
      { extends: true, test: { name: 'network', include: ['tests/network/**/*.test.ts'], ...heavy } },
      {
        extends: true,
        test: { name: 'packaging', include: ['tests/packaging/**/*.test.ts'], ...heavy },
      },
    ],
  },
});
