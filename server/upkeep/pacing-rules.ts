/** How much is done in one transaction, learnt from how long the one before took: a slow disk gets smaller slices. Pure. */

/** What a slice should hold the writers up for, milliseconds. */
const AIM_MS = 25;
/** Between one slice and the next the size is at most doubled, and at least quartered. */
const [SHRINK, GROW] = [0.25, 2];

export interface Slices {
  least: number;
  most: number;
}

/** The size of the next slice after one of this size that took so many milliseconds. */
export function nextSize(size: number, ms: number, { least, most }: Slices): number {
  const factor = Math.min(GROW, Math.max(SHRINK, AIM_MS / Math.max(1, ms)));
  return Math.min(most, Math.max(least, Math.round(size * factor)));
}

/** The pause after a slice: as long as it took, so that half of the time belongs to others; at least `least` milliseconds. */
export const breathAfter = (ms: number, least: number): number => Math.max(least, Math.round(ms));
