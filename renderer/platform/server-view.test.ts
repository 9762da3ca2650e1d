import { expect, test } from 'vitest';
import type { ApplianceState } from '../../app/ipc/contract.ts';
import { isServing, uptimeParts, viewOfAppliance, viewOfHealth } from './server-view.ts';

const attached = (state: object) =>
  ({ name: 'attached', report: { state, started_at: '2026-11-21T09:00:00.000Z' } }) as ApplianceState;

test('the machine’s own server is shown in its own words', () => {
  expect(viewOfAppliance({ name: 'stopped' })).toEqual({ name: 'stopped', reason: null, startedAt: null });
  expect(viewOfAppliance({ name: 'failed', trouble: { kind: 'other' }, reason: 'Port 80 is used.' })).toMatchObject({
    name: 'failed',
    reason: 'Port 80 is used.',
  });
  expect(viewOfAppliance(attached({ name: 'preparing' })).name).toBe('starting');
  const ready = viewOfAppliance(attached({ name: 'ready' }));
  expect(ready).toEqual({ name: 'running', reason: null, startedAt: Date.parse('2026-11-21T09:00:00.000Z') });
  expect(viewOfAppliance(attached({ name: 'recovering', reason: 'A worker ended.' }))).toMatchObject({
    name: 'recovering',
    reason: 'A worker ended.',
  });
});

test('a browser tells a starting server from one that cannot be reached', () => {
  expect(viewOfHealth({ uptime: 60 }, 100_000)).toEqual({ name: 'running', reason: null, startedAt: 40_000 });
  expect(viewOfHealth({ code: 'NOT_READY' }, 0).name).toBe('starting');
  expect(viewOfHealth({ code: 'OFFLINE' }, 0).name).toBe('unreachable');
  expect(viewOfHealth(null, 0).name).toBe('unknown');
});

test('pages are shown only while requests are answered', () => {
  const named = (name: 'running' | 'restarting' | 'stopped' | 'recovering' | 'failed') => ({
    name,
    reason: null,
    startedAt: null,
  });
  expect((['running', 'restarting'] as const).every(name => isServing(named(name)))).toBe(true);
  expect((['stopped', 'recovering', 'failed'] as const).some(name => isServing(named(name)))).toBe(false);
});

test('uptime in days, hours and minutes, never negative', () => {
  const minute = 60_000;
  expect(uptimeParts(0, (14 * 1440 + 6 * 60 + 5) * minute)).toEqual({ days: 14, hours: 6, minutes: 5 });
  expect(uptimeParts(5 * minute, 0)).toEqual({ days: 0, hours: 0, minutes: 0 });
});
