import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../platform/clock.ts';
import { readJournal, writeJournal } from './journal.ts';
import type { StepName } from './kinds.ts';
import { createOperations, type Host, type Operations } from './machine.ts';
import { CANCELLED } from './states.ts';

let dataFolder: string;
/** What happened, in order. */
let happened: string[];
/** Called before a step answers. */
let during: (step: StepName | 'announce' | 'trial') => Promise<void>;

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'lyceum-machine-'));
  happened = [];
  during = async () => {};
});
afterEach(() => rmSync(dataFolder, { recursive: true }));

const plan = { kind: 'restore', title: 'Restore', academy: 'Northgate', values: {}, relaunch: false };

function machine(): Operations {
  const note = async (what: string) => void happened.push(what);
  const host: Host = {
    announce: () => note('announce').then(() => during('announce')),
    pause: () => note('pause'),
    resume: () => void happened.push('resume'),
    fail: reason => void happened.push(`fail: ${reason}`),
    relaunch: () => note('relaunch').then(() => new Promise<never>(() => {})),
  };
  return createOperations({
    dataFolder,
    host,
    clock: systemClock,
    log: pino({ level: 'silent' }),
    givenUp: () => null,
    newId: () => 'abc',
    onChange: () => {},
    processes: {
      async run({ step, secret }, _onProgress, signal) {
        happened.push(secret ? `${step} with the secret` : step);
        const killed = new Promise<never>((_, reject) =>
          signal.addEventListener('abort', () => reject(new Error('killed'))),
        );
        await Promise.race([killed, during(step)]);
      },
      async trial() {
        await note('trial');
        await during('trial');
        return { origin: 'http://127.0.0.1:1', stop: () => note('trial ended') };
      },
    },
  });
}

const ended = (operations: Operations) => expect.poll(() => operations.report()?.ended_at ?? null).not.toBeNull();

test('every state does its work once, in order; the secret is handed only to those before anything is replaced', async () => {
  const operations = machine();
  expect(operations.begin(plan, 'passphrase')).toEqual({ id: 'abc' });
  expect(() => operations.begin(plan, null)).toThrow('“Restore” is still under way.');
  await ended(operations);
  await expect.poll(() => happened).toContain('resume');
  expect(happened.join(', ')).toBe(
    'verify with the secret, save with the secret, announce, pause, stopped, replace, migrate, trial, probe, trial ended, resume',
  );
  expect(operations.report()).toMatchObject({ state: 'done', progress: 1, reason: null });
  expect(JSON.stringify(readJournal(dataFolder))).not.toContain('passphrase');
});

test('a fault leads back, tells why, and the academy serves again', async () => {
  during = async step => {
    if (step === 'migrate') throw new Error('The database is too old.');
  };
  const operations = machine();
  operations.begin(plan, null);
  await ended(operations);
  expect(operations.report()).toMatchObject({ state: 'rolled-back', reason: 'The database is too old.' });
  await expect.poll(() => happened.slice(-3)).toEqual(['migrate', 'roll-back', 'resume']);
});

test('cancelling while people work kills the step and changes nothing', async () => {
  const operations = machine();
  during = async step => {
    if (step === 'save') {
      operations.cancel();
      await new Promise(() => {});
    }
  };
  operations.begin(plan, null);
  await ended(operations);
  expect(operations.report()).toMatchObject({ state: 'rolled-back', reason: CANCELLED });
  expect(happened).not.toContain('pause');
  expect(() => operations.cancel()).toThrow('nothing that can still be cancelled');
});

test('what was interrupted in any state is undone at the next start; what was done stays', async () => {
  for (const name of [
    'verifying',
    'saving',
    'draining',
    'stopping',
    'replacing',
    'migrating',
    'starting',
    'probing',
  ] as const) {
    happened = [];
    writeJournal(dataFolder, journalIn({ name }));
    const operations = machine();
    expect(operations.isPending()).toBe(true);
    expect(await operations.recover()).toBe(true);
    expect([name, ...happened, operations.report()?.state]).toEqual([name, 'roll-back', 'rolled-back']);
  }
  writeJournal(dataFolder, journalIn({ name: 'done' }));
  expect(machine().isPending()).toBe(false);
});

test('going back that fails keeps everybody out and is tried again at the next start', async () => {
  during = async () => {
    throw new Error('The disk does not answer.');
  };
  writeJournal(dataFolder, journalIn({ name: 'replacing' }));
  const operations = machine();
  expect(await operations.recover()).toBe(false);
  expect(happened.at(-1)).toMatch(/^fail: .*The disk does not answer\.$/);
  during = async () => {};
  const next = machine();
  expect(next.isPending()).toBe(true);
  expect(await next.recover()).toBe(true);
});

test('another program takes over before the trial, and the old one comes back when that fails', async () => {
  const old = machine();
  old.begin({ ...plan, relaunch: true }, null);
  await expect.poll(() => happened.at(-1)).toBe('relaunch');
  expect(readJournal(dataFolder)).toMatchObject({ state: { name: 'starting' }, handed_over: 'called' });
  happened = [];
  during = async step => {
    if (step === 'probe') throw new Error('The new program shows no courses.');
  };
  void machine().recover();
  await expect.poll(() => happened.join(', ')).toBe('trial, probe, trial ended, roll-back, relaunch');
  expect(readJournal(dataFolder)?.state.name).toBe('rolled-back');
  expect(machine().isPending()).toBe(false);
});

const journalIn = (state: {
  name: 'done' | 'replacing' | 'verifying' | 'saving' | 'draining' | 'stopping' | 'migrating' | 'starting' | 'probing';
}) => ({
  version: 1 as const,
  id: 'abc',
  plan,
  state,
  started_at: '2026-11-21T03:00:00.000Z',
  ended_at: null,
  handed_over: 'no' as const,
});

test('what cannot be written down does not happen: refused at the beginning, undone later on', async () => {
  rmSync(dataFolder, { recursive: true });
  expect(() => machine().begin(plan, null)).toThrow(/cannot be written.*Nothing was changed/);
  mkdirSync(dataFolder);
  const operations = machine();
  during = async step => {
    if (step === 'replace') rmSync(dataFolder, { recursive: true });
  };
  operations.begin(plan, null);
  await ended(operations);
  expect(operations.report()).toMatchObject({
    state: 'rolled-back',
    reason: expect.stringContaining('cannot be written'),
  });
  await expect.poll(() => happened.at(-1)).toBe('resume');
  expect(happened).not.toContain('migrate');
  mkdirSync(dataFolder);
});
