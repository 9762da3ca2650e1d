/** Rules of the order of modules: from 0, without gaps; pure. */

/** Where a new or moved module goes: at the wished place, or at the end when that lies beyond. */
export function placeFor(wished: number | undefined, others: number): number {
  return Math.min(wished ?? others, others);
}

/** Ids in their new order after one of them moved. */
export function moved(ids: readonly number[], id: number, place: number): number[] {
  const others = ids.filter(other => other !== id);
  others.splice(placeFor(place, others.length), 0, id);
  return others;
}

/** True when both lists hold the same ids, each once. */
export function sameModules(present: readonly number[], named: readonly number[]): boolean {
  const known = new Set(present);
  return named.length === present.length && new Set(named).size === named.length && named.every(id => known.has(id));
}
