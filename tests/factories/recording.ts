/** Minutes of the flight recorder, as a small machine with a class on it would leave them. */
import type { Minute } from '../../server/health/contract.ts';
import { MINUTE } from '../../server/platform/clock.ts';

const GB = 1e9;

export const minute = (at: number, change: Partial<Minute> = {}): Minute => ({
  at,
  cpu: 0.12,
  load: 0.4,
  memory: 0.42,
  swap: 0.02,
  rss: 412e6,
  processes: [
    { role: 'web', pid: 4711, rss: 214e6 },
    { role: 'jobs', pid: 4712, rss: 198e6 },
  ],
  disk_free: 286 * GB,
  disk_total: 468 * GB,
  disk_read: 120_000,
  disk_write: 340_000,
  temperature: 51,
  loop: 4.2,
  answer_p50: 6.5,
  answer_p95: 38,
  requests: 240,
  errors: 0,
  cpu_seconds: 1.4,
  connections: 24,
  queue: 0,
  fsync: 3.1,
  network_up: true,
  network_in: 42_000,
  network_out: 380_000,
  database: 84e6,
  sign_ins_refused: 0,
  ...change,
});

/** So many minutes up to now, going up and down as a day does; the disk is slow for four of them, twenty minutes before the end. */
export function minutesUpTo(now: number, count: number): Minute[] {
  const last = Math.floor(now / MINUTE) * MINUTE;
  return Array.from({ length: count }, (_, index) => {
    const wave = (Math.sin(index / 9) + Math.sin(index / 23) + 2) / 4;
    const back = count - 1 - index;
    const isSlow = back >= 17 && back < 21;
    return minute(last - back * MINUTE, {
      cpu: 0.06 + wave * 0.3,
      load: 0.2 + wave,
      memory: 0.38 + wave * 0.12,
      requests: Math.round(60 + wave * 420),
      connections: Math.round(8 + wave * 30),
      answer_p95: 22 + wave * 50,
      loop: 2 + wave * 9,
      fsync: isSlow ? 640 : 2 + wave * 4,
      network_out: Math.round(90_000 + wave * 700_000),
      temperature: Math.round(46 + wave * 9),
      disk_free: 286 * GB + back * 2e6,
    });
  });
}
