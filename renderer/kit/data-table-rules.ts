/** Rules of a table that draw nothing, so that they can be read and tested alone. */
export type Direction = 'asc' | 'desc';
export type Sort = { key: string; direction: Direction };

/** The order after a head was pressed: a new column rises, the same one turns round. */
export function nextSort(current: Sort | undefined, key: string): Sort {
  return { key, direction: current?.key === key && current.direction === 'asc' ? 'desc' : 'asc' };
}

/** Selection with one row turned on or off. */
export function toggled<K>(selected: ReadonlySet<K>, key: K): Set<K> {
  const next = new Set(selected);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** Selection after Shift and a click: every row from the last one touched to this one takes this one's new state. */
export function rangeSelected<K>(selected: ReadonlySet<K>, keys: readonly K[], from: K | undefined, to: K): Set<K> {
  const start = from === undefined ? -1 : keys.indexOf(from);
  const end = keys.indexOf(to);
  if (start === -1 || end === -1) return toggled(selected, to);
  const next = new Set(selected);
  const on = !selected.has(to);
  for (const key of keys.slice(Math.min(start, end), Math.max(start, end) + 1)) {
    if (on) next.add(key);
    else next.delete(key);
  }
  return next;
}

/** Selection after the head's box: all of this page, or none of it when all were; other pages keep theirs. */
export function pageSelected<K>(selected: ReadonlySet<K>, keys: readonly K[]): Set<K> {
  const all = keys.every(key => selected.has(key));
  const next = new Set(selected);
  for (const key of keys) {
    if (all) next.delete(key);
    else next.add(key);
  }
  return next;
}

/** First and last row of a page, counted from 1; 0 and 0 when there is none. */
export function spanOf(page: number, size: number, total: number): { from: number; to: number } {
  return total === 0 ? { from: 0, to: 0 } : { from: (page - 1) * size + 1, to: Math.min(total, page * size) };
}
