/** From the samples of one minute, taken every few seconds in every process, to one row of the flight recorder; and to fewer rows. */
import type { Vitals } from '../../platform/vitals.ts';
import type { Minute } from '../contract.ts';

/** What the machine says at one moment. Counters are since the machine was started. */
export interface Figures {
  /** Milliseconds since 1970. */
  at: number;
  /** Milliseconds of all processors together. */
  cpu: { busy: number; total: number };
  load: number;
  memory: number;
  swap: number | null;
  disk: { free: number; total: number } | null;
  /** Bytes since the start. */
  io: { read: number; write: number } | null;
  temperature: number | null;
  network: { up: boolean; in: number; out: number } | null;
}

export interface Sample {
  figures: Figures;
  processes: (Vitals & { connections: number })[];
}

/** What is asked for once a minute. */
export interface Slow {
  queue: number | null;
  fsync: number | null;
  database: number | null;
}

const MOST_PROCESSES = 64;
const round = (value: number, digits = 3) => Number(value.toFixed(digits));
const positive = (value: number) => Math.max(0, value);

/** `samples` holds the last one of the minute before and all of this one, oldest first; at least one. */
export function minuteOf(at: number, samples: readonly Sample[], slow: Slow, share: Share): Minute {
  const [first, last] = [samples[0] as Sample, samples.at(-1) as Sample];
  const own = usedIn(samples);
  const processes = last.processes.slice(0, MOST_PROCESSES).map(({ role, pid, rss }) => ({ role, pid, rss }));
  const seconds = positive(last.figures.at - first.figures.at) / 1000;
  const rate = (pick: (figures: Figures) => number | undefined) => {
    const [from, to] = [pick(first.figures), pick(last.figures)];
    return from === undefined || to === undefined || seconds === 0 ? null : Math.round(positive(to - from) / seconds);
  };
  return {
    at,
    cpu: cpuShare(first.figures, last.figures),
    load: round(last.figures.load, 2),
    memory: round(Math.max(...samples.map(sample => sample.figures.memory))),
    swap: last.figures.swap === null ? null : round(last.figures.swap),
    rss: processes.reduce((sum, process) => sum + process.rss, 0),
    processes,
    disk_free: last.figures.disk?.free ?? null,
    disk_total: last.figures.disk?.total ?? null,
    disk_read: rate(figures => figures.io?.read),
    disk_write: rate(figures => figures.io?.write),
    temperature: last.figures.temperature,
    loop: round(Math.max(0, ...samples.flatMap(sample => sample.processes.map(process => process.loop_ms))), 1),
    answer_p50: share(own.times, 0.5),
    answer_p95: share(own.times, 0.95),
    requests: own.requests,
    errors: own.errors,
    cpu_seconds: round(own.cpu_seconds, 2),
    connections: last.processes.reduce((sum, process) => sum + process.connections, 0),
    ...slow,
    network_up: last.figures.network?.up ?? null,
    network_in: rate(figures => figures.network?.in),
    network_out: rate(figures => figures.network?.out),
    sign_ins_refused: own.refused,
  };
}

/** Estimates the time within which a share of requests was answered. */
type Share = (times: readonly number[], share: number) => number | null;

function cpuShare(from: Figures, to: Figures): number | null {
  const total = to.cpu.total - from.cpu.total;
  return total > 0 ? round(Math.min(1, positive(to.cpu.busy - from.cpu.busy) / total)) : null;
}

interface Used {
  requests: number;
  errors: number;
  cpu_seconds: number;
  refused: number;
  times: number[];
}

/** What our processes did between the samples; one that began meanwhile counts from nothing. */
function usedIn(samples: readonly Sample[]): Used {
  const used: Used = { requests: 0, errors: 0, cpu_seconds: 0, refused: 0, times: [] };
  for (const [index, sample] of samples.entries()) {
    const previous = samples[index - 1];
    if (!previous) continue;
    for (const now of sample.processes) {
      const before = previous.processes.find(one => one.pid === now.pid && one.started_at === now.started_at);
      used.requests += now.requests - (before?.requests ?? 0);
      used.errors += now.errors - (before?.errors ?? 0);
      used.cpu_seconds += now.cpu_seconds - (before?.cpu_seconds ?? 0);
      used.refused += (now.counts['sign-in.refused'] ?? 0) - (before?.counts['sign-in.refused'] ?? 0);
      used.times = now.times.map((count, place) => (used.times[place] ?? 0) + count - (before?.times[place] ?? 0));
    }
  }
  return used;
}

/** Of several minutes one point: the worst where a peak matters, the sum of what is counted, the last of what stands. */
export function merged(minutes: readonly Minute[]): Minute {
  const last = minutes.at(-1) as Minute;
  const of = <K extends keyof Minute>(key: K) => minutes.map(minute => minute[key]).filter(value => value !== null);
  const most = <K extends keyof Minute>(key: K) => largest(of(key) as number[]);
  const mean = <K extends keyof Minute>(key: K) => average(of(key) as number[]);
  const sum = <K extends keyof Minute>(key: K) => (of(key) as number[]).reduce((total, value) => total + value, 0);
  return {
    ...last,
    at: (minutes[0] as Minute).at,
    cpu: mean('cpu'),
    memory: most('memory') ?? 0,
    swap: most('swap'),
    disk_read: mean('disk_read'),
    disk_write: mean('disk_write'),
    temperature: most('temperature'),
    loop: most('loop') ?? 0,
    answer_p50: mean('answer_p50'),
    answer_p95: most('answer_p95'),
    // Told a minute, whatever a point stands for.
    requests: Math.round(mean('requests') ?? 0),
    errors: sum('errors'),
    cpu_seconds: sum('cpu_seconds'),
    connections: most('connections') ?? 0,
    queue: most('queue'),
    fsync: most('fsync'),
    network_up: minutes.every(minute => minute.network_up !== false) ? last.network_up : false,
    network_in: mean('network_in'),
    network_out: mean('network_out'),
    sign_ins_refused: sum('sign_ins_refused'),
  };
}

const largest = (values: readonly number[]) => (values.length === 0 ? null : Math.max(...values));
const average = (values: readonly number[]) =>
  values.length === 0 ? null : round(values.reduce((sum, value) => sum + value, 0) / values.length, 4);

/** The minutes in groups of `step`, each one point. Minutes that were not recorded stay away. */
export function points(minutes: readonly Minute[], step: number): Minute[] {
  const groups = Map.groupBy(minutes, minute => Math.floor(minute.at / 60_000 / step));
  return [...groups.values()].map(group => (step === 1 ? (group[0] as Minute) : merged(group)));
}
