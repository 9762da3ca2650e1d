import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';
import { findChromium } from './harness/programs.ts';

const OUTPUT = resolve(import.meta.dirname, '../test-results');

export default defineConfig({
  outputDir: resolve(OUTPUT, 'browser'),
  forbidOnly: true,
  // A test that passes only when repeated hides a race.
  retries: 0,
  // Spec files run beside each other, each on a server of its own; two is what the smallest machine has.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
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
    { name: 'console', testDir: resolve(import.meta.dirname, 'console') },
  ],
});
