/** When something that is filling up will be full. */

export interface Point {
  /** Milliseconds since 1970. */
  at: number;
  free: number;
}

const DAY_MS = 86_400_000;
/** A line through less than a day says nothing about months. */
const SHORTEST_SPAN_MS = DAY_MS;
/** Further away than this is as good as never. */
const FURTHEST_DAYS = 3650;

/**
 * Days until nothing is free at the present pace, by the median of the slopes between all pairs of points (Theil–Sen: one large
 * upload or one tidying-up does not bend it; Sen, 1968). null when it does not fill, or there is too little to go by.
 */
export function daysUntilFull(points: readonly Point[]): number | null {
  const last = points.at(-1);
  const first = points[0];
  if (!first || !last || points.length < 3 || last.at - first.at < SHORTEST_SPAN_MS) return null;
  const slope = medianSlope(thinned(points));
  if (slope === null || slope >= 0) return null;
  const days = last.free / -slope / DAY_MS;
  return days > FURTHEST_DAYS ? null : days;
}

const MOST_POINTS = 120;

/** Pairs grow with the square: at most this many points, the last one among them. */
function thinned(points: readonly Point[]): Point[] {
  const step = Math.ceil(points.length / MOST_POINTS);
  return points.filter((_, index) => (points.length - 1 - index) % step === 0);
}

/** Bytes for each millisecond. */
function medianSlope(points: readonly Point[]): number | null {
  const slopes: number[] = [];
  for (const [index, from] of points.entries())
    for (const to of points.slice(index + 1))
      if (to.at > from.at) slopes.push((to.free - from.free) / (to.at - from.at));
  slopes.sort((a, b) => a - b);
  const middle = slopes[slopes.length >> 1];
  return middle ?? null;
}
