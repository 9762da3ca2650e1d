// The system's Chromium, in which every window is a page.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { chromium } from 'playwright-core';
import { findChromium } from '../../harness/programs.ts';
import { app, beforeExit, markReady, profile, quitting } from './app.mjs';
import { serveSchemes } from './protocol.mjs';

const CLOSING_MS = 1_500;

const FLAGS = [
  '--no-sandbox',
  '--headless=new',
  '--hide-scrollbars',
  '--no-first-run',
  '--no-startup-window',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-component-update',
  '--disable-background-networking',
  '--disable-extensions',
  '--password-store=basic',
  '--disable-features=HttpsUpgrades,MediaRouter,Translate',
  '--remote-allow-origins=*',
  '--remote-debugging-pipe',
];

let context;
let version = '';

/** The browser context in which windows open; there once the app is ready. */
export const pages = () => context;
export const chromiumVersion = () => version;

/** The address at which Chromium can be driven, which it prints when it is up. */
function addressOf(child) {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.once('error', reject);
    child.once('exit', code => reject(new Error(`Chromium ended with ${code}\n${printed}`)));
    child.stderr.on('data', chunk => {
      printed += chunk;
      const found = /^DevTools listening on (ws:\S+)$/m.exec(printed);
      if (found) resolve(found[1]);
    });
  });
}

function within(milliseconds, promise) {
  let timer;
  const limit = new Promise(resolve => {
    timer = setTimeout(resolve, milliseconds);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
}

async function stop(child, browser) {
  await within(
    CLOSING_MS,
    browser.close().catch(() => undefined),
  );
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise(resolve => child.once('exit', resolve));
  child.kill('SIGTERM');
  await within(CLOSING_MS, ended);
  child.kill('SIGKILL');
}

/** Starts Chromium and makes the app ready. */
export async function startChromium() {
  const program = findChromium();
  if (!program) throw new Error('Chromium is not installed');
  const port = app.commandLine.getSwitchValue('remote-debugging-port') || '0';
  const flags = [...FLAGS, `--remote-debugging-port=${port}`, `--user-data-dir=${join(profile, 'chromium')}`];
  const child = spawn(program, flags, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] });
  process.once('exit', () => child.kill('SIGKILL'));
  const address = await addressOf(child);
  const browser = await chromium.connectOverCDP(address, { noDefaults: true });
  beforeExit(() => stop(child, browser));
  child.once('exit', () => {
    if (!quitting()) app.exit(1);
  });
  version = browser.version();
  context = browser.contexts()[0];
  await serveSchemes(context);
  // Playwright waits for this line before it takes the program for started.
  process.stderr.write(`DevTools listening on ${address}\n`);
  markReady();
}
