/** The last answer times of this process, for "typical answer" on the console's home. */
export interface Timings {
  add(ms: number): void;
  /** Answer times in milliseconds, unsorted, at most `KEPT`. */
  recent(): number[];
}

const KEPT = 500;

export function createTimings(): Timings {
  const ring: number[] = [];
  let next = 0;
  return {
    add(ms) {
      ring[next] = ms;
      next = (next + 1) % KEPT;
    },
    recent: () => ring.slice(),
  };
}

/** Median; null of nothing. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}
