import { expect, test } from 'vitest';
import { diskFinding, fsyncFinding, smartFinding, upsFinding } from './machine-findings.ts';
import { integrityFinding, queueFinding, reserveFinding, workersFinding } from './service-findings.ts';
import { administratorsFinding, clockFinding, timeSyncFinding } from './trust-findings.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-21T09:00:00.000Z');

test.each([
  [300, 'disk-ok'],
  [199, 'disk-filling'],
  [100, 'disk-low'],
  [20, 'disk-full'],
])('of 1000 GB %i free is %s', (free, code) => {
  expect(diskFinding({ free: free * 1e9, total: 1000e9 }, 0).code).toBe(code);
});

test('uploads have stopped exactly when the reserve is used', () => {
  expect([reserveFinding(513, 512).state, reserveFinding(512, 512).state]).toEqual(['ok', 'failing']);
});

test('a disk is slow by its middle write, not by one that waited', () => {
  expect(fsyncFinding([2, 3, 2, 900, 2]).code).toBe('disk-speed-ok');
  expect(fsyncFinding([250, 300, 260]).code).toBe('disk-slow');
  expect(fsyncFinding([2000, 3000, 2600]).state).toBe('failing');
});

test('a disk that cannot be asked is no alarm; one that says it fails is', () => {
  expect(smartFinding(null, 'no-right').state).toBe('ok');
  const disk = { passed: true, badSectors: 0, worn: null, device: 'SanDisk' };
  expect(smartFinding(disk, 'no-answer').state).toBe('ok');
  expect(smartFinding({ ...disk, badSectors: 8 }, 'no-answer').code).toBe('smart-sectors');
  expect(smartFinding({ ...disk, worn: 0.97 }, 'no-answer').code).toBe('smart-worn');
  expect(smartFinding({ ...disk, passed: false }, 'no-answer').state).toBe('failing');
});

test.each([
  ['OL', 100, 'ups-ok'],
  ['OL CHRG', 40, 'ups-ok'],
  ['OL RB', 100, 'ups-replace'],
  ['OB DISCHRG', 80, 'ups-battery'],
  ['OB DISCHRG', 12, 'ups-low'],
  ['OB LB', 30, 'ups-low'],
])('a UPS that says %s at %i %% is %s', (status, charge, code) => {
  expect(upsFinding({ name: 'desk', status, charge, runtime: 600 }).code).toBe(code);
});

test('a clock is wrong before the product was made, and behind what has happened; five minutes are forgiven', () => {
  expect(clockFinding(0, null).code).toBe('clock-past');
  expect(clockFinding(NOW, NOW + 6 * 60_000).code).toBe('clock-back');
  expect(clockFinding(NOW, NOW + 4 * 60_000).state).toBe('ok');
});

test('no internet is no fault of the clock', () => {
  expect(timeSyncFinding({ enabled: true, synchronised: false, offset: null }).state).toBe('ok');
  expect(timeSyncFinding(null).state).toBe('ok');
  expect(timeSyncFinding({ enabled: true, synchronised: true, offset: 95_000 }).code).toBe('time-off');
});

test('one administrator is enough for two weeks', () => {
  const one = (age: number, seen: number | null) => [
    {
      name: 'Marisol Vega',
      created_at: new Date(NOW - age * DAY).toISOString(),
      last_sign_in_at: seen === null ? null : new Date(NOW - seen * DAY).toISOString(),
    },
  ];
  expect(administratorsFinding(one(3, 0), NOW).state).toBe('ok');
  expect(administratorsFinding(one(30, 0), NOW).code).toBe('administrators-one');
  expect(administratorsFinding([...one(30, 0), ...one(30, 1)], NOW).state).toBe('ok');
  expect(administratorsFinding([...one(30, 0), ...one(30, null)], NOW).code).toBe('administrators-idle');
  expect(administratorsFinding([...one(300, 0), ...one(300, 200)], NOW).code).toBe('administrators-idle');
});

test('work that waits is late after five minutes and stuck after an hour', () => {
  expect([300, 301, 3601].map(seconds => queueFinding(3, seconds).code)).toEqual([
    'queue-ok',
    'queue-late',
    'queue-stuck',
  ]);
});

test('a database that was not read for a week is told, a damaged one at once', () => {
  const read = (days: number, troubles: string[] = []) => ({ at: NOW - days * DAY, seconds: 2, troubles });
  expect(integrityFinding(read(2), NOW, 'sqlite').code).toBe('integrity-ok');
  expect(integrityFinding(read(9), NOW, 'sqlite').code).toBe('integrity-old');
  expect(integrityFinding(read(0, ['page 7 is never used']), NOW, 'sqlite').state).toBe('failing');
  expect(integrityFinding(null, NOW, 'sqlite').state).toBe('ok');
});

test('a crash is told for a day', () => {
  const life = (ago: number) => ({
    restarts: 1,
    state: 'ready',
    lastCrash: { at: new Date(NOW - ago).toISOString(), reason: 'A web worker was ended by SIGSEGV.' },
  });
  expect(workersFinding(life(DAY - 1), NOW).code).toBe('workers-crashed');
  expect(workersFinding(life(DAY), NOW).code).toBe('workers-ok');
  expect(workersFinding(null, NOW).state).toBe('ok');
});
