/** The list with the item at `from` moved to `to`; unchanged when either lies outside it. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const next = [...items];
  if (from < 0 || from >= items.length || to < 0 || to >= items.length) return next;
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

/**
 * Where the dragged row belongs: the number of other rows whose middle lies above the pointer.
 * `middles` are the rows' middles when the drag began, in the same unit as `pointer`.
 */
export function placeFor(middles: readonly number[], dragged: number, pointer: number): number {
  return middles.filter((middle, index) => index !== dragged && middle < pointer).length;
}

/** How far a row stands aside, in rows, while `dragged` hovers at `target`. */
export function shiftOf(index: number, dragged: number, target: number): -1 | 0 | 1 {
  if (index === dragged) return 0;
  if (index > dragged && index <= target) return -1;
  return index < dragged && index >= target ? 1 : 0;
}
