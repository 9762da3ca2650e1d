/** Work of two windows on the same thing, brought together field by field. Pure. */

export type Fields = Record<string, unknown>;

export interface Merge<F extends Fields> {
  /** What stands now: own changes, and what others changed elsewhere. */
  fields: F;
  /** Fields that both changed, to different values. */
  conflicts: (keyof F & string)[];
}

const same = (one: unknown, other: unknown) => Object.is(one, other) || JSON.stringify(one) === JSON.stringify(other);

/** `base` is what both began from. A field that only one of them changed is taken from that one; own ones win a conflict. */
export function merged<F extends Fields>(base: F, mine: F, theirs: F): Merge<F> {
  const names = Object.keys(mine) as (keyof F & string)[];
  const isMine = (name: keyof F) => !same(mine[name], base[name]);
  const isTheirs = (name: keyof F) => !same(theirs[name], base[name]);
  const fields = Object.fromEntries(names.map(name => [name, isMine(name) ? mine[name] : theirs[name]])) as F;
  return { fields, conflicts: names.filter(name => isMine(name) && isTheirs(name) && !same(mine[name], theirs[name])) };
}

/** The fields that differ from the base. */
export function changesOf<F extends Fields>(base: F, fields: F): Partial<F> {
  const changed = Object.entries(fields).filter(([name, value]) => !same(value, base[name]));
  return Object.fromEntries(changed) as Partial<F>;
}

export const isChanged = <F extends Fields>(base: F, fields: F): boolean =>
  Object.keys(changesOf(base, fields)).length > 0;
