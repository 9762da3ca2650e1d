import { expect, test } from 'vitest';
import { minute } from '../../../tests/factories/recording.ts';
import { percentileOf, TIME_BOUNDS } from '../../platform/http/timings.ts';
import { minuteOf, points, type Sample } from './minutes.ts';

const times = (...slots: [number, number][]) => {
  const counts = Array.from({ length: TIME_BOUNDS.length + 1 }, () => 0);
  for (const [slot, count] of slots) counts[slot] = count;
  return counts;
};
const SLOW = { queue: 2, fsync: 4.5, database: 1000 };

function sample(at: number, pid: number, requests: number, change: Partial<Sample['figures']> = {}): Sample {
  return {
    figures: {
      at,
      cpu: { busy: at / 4, total: at },
      load: 0.5,
      memory: 0.4,
      swap: null,
      disk: { free: 50, total: 100 },
      io: { read: at * 2, write: at * 3 },
      temperature: null,
      network: { up: true, in: at, out: at * 10 },
      ...change,
    },
    processes: [
      {
        role: 'web',
        pid,
        started_at: pid,
        rss: 100,
        cpu_seconds: requests / 1000,
        loop_ms: pid,
        requests,
        errors: requests / 10,
        times: times([5, requests]),
        counts: { 'sign-in.refused': requests / 20 },
        connections: 7,
      },
    ],
  };
}

test('a minute holds what happened between its first and its last sample', () => {
  const row = minuteOf(0, [sample(1000, 7, 100), sample(31_000, 7, 160), sample(61_000, 7, 300)], SLOW, percentileOf);
  expect(row).toMatchObject({ requests: 200, errors: 20, sign_ins_refused: 10, cpu: 0.25, connections: 7, queue: 2 });
  expect([row.disk_read, row.disk_write, row.network_in, row.network_out]).toEqual([2000, 3000, 1000, 10_000]);
  expect(row.answer_p95).toBeGreaterThan(8);
  expect(row.answer_p95).toBeLessThanOrEqual(12);
});

test('a process that was replaced counts from nothing, and never below', () => {
  const row = minuteOf(0, [sample(0, 7, 500), sample(60_000, 8, 30)], SLOW, percentileOf);
  expect([row.requests, row.cpu_seconds]).toEqual([30, 0.03]);
});

test('counters that a machine began anew do not make speeds below nothing', () => {
  const row = minuteOf(
    0,
    [sample(0, 7, 0, { io: { read: 900, write: 900 } }), sample(60_000, 7, 0, { io: { read: 5, write: 5 } })],
    SLOW,
    percentileOf,
  );
  expect([row.disk_read, row.disk_write]).toEqual([0, 0]);
});

test('of several minutes the worst is kept where peaks matter, and what failed is summed up', () => {
  const [point] = points(
    [0, 1, 2, 3].map(index => minute(index * 60_000, { fsync: index * 100, errors: 1, requests: 10 })),
    4,
  );
  expect(point).toMatchObject({ at: 0, fsync: 300, errors: 4, requests: 10 });
});
