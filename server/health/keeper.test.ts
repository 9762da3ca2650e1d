import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Check, Finding } from '../platform/health/contract.ts';
import type { Log } from '../platform/logging/log.ts';
import { createKeeper } from './keeper.ts';
import { openRecorder } from './repository/recorder.ts';

const quiet = { info() {}, warn() {}, error() {}, debug() {} } as unknown as Log;

const says = (state: Finding['state']): Finding => ({
  state,
  code: `keys-${state}`,
  values: {},
  title: state,
  detail: '',
  remedy: null,
});

it('looks each minute at what is not well, and each hour at the rest', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lyceum-keeper-'));
  const recorder = openRecorder(folder);
  onTestFinished(async () => {
    recorder.close();
    await rm(folder, { recursive: true });
  });
  const said = { keys: 'warning' as Finding['state'], disk: 'ok' as Finding['state'] };
  const looked: string[] = [];
  const check = (name: 'keys' | 'disk'): Check => ({
    name,
    title: name,
    run: async () => {
      looked.push(name);
      return says(said[name]);
    },
  });
  const keeper = createKeeper({
    checks: [check('keys'), check('disk')],
    recorder,
    clock: { now: () => Date.UTC(2026, 10, 21, 9) },
    log: quiet,
  });
  await keeper.run('all', false);
  looked.length = 0;
  said.keys = 'ok';
  await keeper.run('minute', false);
  expect(looked).toEqual(['keys']);
  expect(keeper.standings().map(({ name, finding }) => [name, finding.state])).toEqual([
    ['keys', 'ok'],
    ['disk', 'ok'],
  ]);
  await keeper.run('minute', false);
  expect(looked).toEqual(['keys']);
});
