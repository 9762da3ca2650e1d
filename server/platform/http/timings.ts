/** Answer times of this process: the last ones for "typical answer", and all of them counted by how long they took. */
export interface Timings {
  /** `failed`: answered with a fault of ours (status 500 and above). */
  add(ms: number, failed: boolean): void;
  /** Answer times in milliseconds, unsorted, at most `KEPT`. */
  recent(): number[];
  /** Since the process began: requests, those that failed, and how many took up to each of `TIME_BOUNDS`. */
  totals(): { requests: number; errors: number; times: number[] };
}

const KEPT = 500;

/** Upper ends of the classes in milliseconds; a last class holds everything above. */
export const TIME_BOUNDS = [
  1, 2, 3, 5, 8, 12, 20, 30, 50, 80, 120, 200, 300, 500, 800, 1200, 2000, 3000, 5000, 8000, 12_000, 20_000,
] as const;

export function createTimings(): Timings {
  const ring: number[] = [];
  const times: number[] = Array.from({ length: TIME_BOUNDS.length + 1 }, () => 0);
  let next = 0;
  let requests = 0;
  let errors = 0;
  return {
    add(ms, failed) {
      ring[next] = ms;
      next = (next + 1) % KEPT;
      requests++;
      if (failed) errors++;
      const place = TIME_BOUNDS.findIndex(bound => ms <= bound);
      const index = place === -1 ? TIME_BOUNDS.length : place;
      times[index] = (times[index] as number) + 1;
    },
    recent: () => ring.slice(),
    totals: () => ({ requests, errors, times: [...times] }),
  };
}

/**
 * The time in milliseconds within which this share (0 to 1) of the requests was answered, estimated inside its class; null of
 * none. `times` is counted by `TIME_BOUNDS`.
 */
export function percentileOf(times: readonly number[], share: number): number | null {
  const total = times.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let wanted = share * total;
  for (const [index, count] of times.entries()) {
    const from = index === 0 ? 0 : (TIME_BOUNDS[index - 1] as number);
    const to = TIME_BOUNDS[index] ?? from;
    if (count > 0 && wanted <= count) return from + (to - from) * (wanted / count);
    wanted -= count;
  }
  return TIME_BOUNDS.at(-1) as number;
}

/** Median; null of nothing. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}
