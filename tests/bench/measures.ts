/** Figures made of many answers. */

export interface Figures {
  /** Measured ones. */
  requests: number;
  /** All answers, those of the ramp included. */
  served: number;
  errors: number;
  /** Requests per second over the measured time. */
  rate: number;
  /** Milliseconds. */
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

/** Nearest-rank percentile of unsorted values; 0 of nothing. */
export function percentile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) return 0;
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] as number;
}

export function figuresOf(times: readonly number[], errors: number, seconds: number, served = times.length): Figures {
  const sorted = Float64Array.from(times).sort() as unknown as number[];
  return {
    requests: times.length,
    served,
    errors,
    rate: times.length / seconds,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
    max: sorted.at(-1) ?? 0,
  };
}
