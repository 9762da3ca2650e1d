/** How this process is doing. Counted all the time at next to no cost; read by the flight recorder, which asks every process. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { SECOND } from './clock.ts';
import type { Timings } from './http/timings.ts';

export type VitalsRole = 'web' | 'jobs' | 'all';

/** Everything that is counted is counted since the process began: whoever asks twice has the difference. */
export interface Vitals {
  role: VitalsRole;
  pid: number;
  /** Milliseconds since 1970. */
  started_at: number;
  /** Memory that the process holds, bytes. */
  rss: number;
  /** Processor time used, seconds. */
  cpu_seconds: number;
  /** 99 of 100 turns of the event loop in the last ten seconds were late by no more than this, milliseconds. */
  loop_ms: number;
  requests: number;
  errors: number;
  /** Requests by how long they took; see TIME_BOUNDS. */
  times: number[];
  /** What features count, by name: `sign-in.refused`. */
  counts: Record<string, number>;
}

export interface VitalsMeter {
  take(): Vitals;
  /** Counts one more of what has this name. */
  count(name: string): void;
  close(): void;
}

const RESOLUTION_MS = 20;
const WINDOW_MS = 10 * SECOND;
const NANOSECONDS = 1e6;

export function createVitals(role: VitalsRole, timings: Timings, startedAt: number): VitalsMeter {
  const loop = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  loop.enable();
  const counts: Record<string, number> = {};
  let windowMs = 0;
  const measured = () => Math.max(0, loop.percentile(99) / NANOSECONDS - RESOLUTION_MS);
  const turn = setInterval(() => {
    windowMs = measured();
    loop.reset();
  }, WINDOW_MS).unref();
  return {
    take() {
      const { user, system } = process.cpuUsage();
      return {
        role,
        pid: process.pid,
        started_at: startedAt,
        rss: process.memoryUsage.rss(),
        cpu_seconds: (user + system) / 1e6,
        loop_ms: Math.max(windowMs, loop.count > 0 ? measured() : 0),
        ...timings.totals(),
        counts: { ...counts },
      };
    },
    count(name) {
      counts[name] = (counts[name] ?? 0) + 1;
    },
    close() {
      clearInterval(turn);
      loop.disable();
    },
  };
}
