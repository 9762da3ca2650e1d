import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';
import { CODE_CACHE } from './harness/code-cache.ts';
import { findChromium } from './harness/programs.ts';

// The console and its server, and what academies in the tests' own processes start.
Object.assign(process.env, CODE_CACHE);

const OUTPUT = resolve(import.meta.dirname, '../test-results');

export default defineConfig({
  globalSetup: resolve(import.meta.dirname, 'harness/pages-setup.ts'),
  outputDir: resolve(OUTPUT, 'browser'),
  forbidOnly: true,
  // A test that passes only when repeated hides a race.
  retries: 0,
  // Spec files run beside each other, each on a server of its own; two is what the smallest machine has.
  workers: 2,
  timeout: 180_000,
  // Patience costs nothing where all is well, and a busy machine is no failure.
  expect: { timeout: 60_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ?? resolve(OUTPUT, 'browser.json') }],
  ],
  use: {
    launchOptions: { executablePath: findChromium() },
    locale: 'en-GB',
    timezoneId: 'UTC',
    video: 'off',
    trace: 'off',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'journeys', testDir: resolve(import.meta.dirname, 'journeys') },
    { name: 'network-journeys', testDir: resolve(import.meta.dirname, 'network'), testMatch: '*.spec.ts' },
    { name: 'console', testDir: resolve(import.meta.dirname, 'console') },
  ],
});
