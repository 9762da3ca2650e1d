/** How a backup and the academy differ, thing by thing: pure. */
import type { Comparison, InsideItem, InsideKind, InsideState } from './contract.ts';

/** What is compared of a thing. */
export interface Side {
  id: number;
  name: string;
  detail: string;
  at: string;
  amount: number | null;
  /** Differs when the thing does. */
  mark: string;
}

/** `lacks`: the academy lost something that belongs to it, although the thing itself is there. */
export function stateOf(then: Side, now: Side | undefined, lacks: boolean): InsideState {
  if (!now) return 'gone';
  return then.mark !== now.mark || lacks ? 'changed' : 'same';
}

/** Everything in the backup, what is gone first, then what changed, each by name. */
export function compareAll(
  then: ReadonlyMap<number, Side>,
  now: ReadonlyMap<number, Side>,
  lacks: (id: number) => boolean,
): InsideItem[] {
  const order: Record<InsideState, number> = { gone: 0, changed: 1, same: 2 };
  return [...then.values()]
    .map(side => {
      const other = now.get(side.id);
      const { id, name, detail, at } = side;
      const state = stateOf(side, other, lacks(id));
      return { id, state, name, detail, at, then: side.amount, now: other?.amount ?? null };
    })
    .toSorted((a, b) => order[a.state] - order[b.state] || a.name.localeCompare(b.name) || b.at.localeCompare(a.at));
}

export function countsOf(
  kind: InsideKind,
  items: readonly InsideItem[],
  now: ReadonlyMap<number, unknown>,
): Comparison {
  const known = new Set(items.map(item => item.id));
  const count = (state: InsideState) => items.filter(item => item.state === state).length;
  return {
    kind,
    then: items.length,
    now: now.size,
    gone: count('gone'),
    changed: count('changed'),
    newer: [...now.keys()].filter(id => !known.has(id)).length,
  };
}
