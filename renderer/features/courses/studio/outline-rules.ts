/** Order and sections of a course's lessons, as values. Pure. */

/** What placing needs to know of a module. */
export interface Placed {
  id: number;
  section: string | null;
}

/** Neighbours with the same section, in order. */
export interface Group<M extends Placed> {
  /** Index among the groups: two groups may have the same name. */
  index: number;
  section: string | null;
  modules: M[];
}

export function groupsOf<M extends Placed>(modules: readonly M[]): Group<M>[] {
  const groups: Group<M>[] = [];
  for (const module of modules) {
    const last = groups.at(-1);
    if (last && last.section === module.section) last.modules.push(module);
    else groups.push({ index: groups.length, section: module.section, modules: [module] });
  }
  return groups;
}

/** One step up (-1) or down (1): within its section, and over the section's edge into the neighbouring one. */
export function stepped<M extends Placed>(modules: readonly M[], id: number, step: -1 | 1): M[] {
  const from = modules.findIndex(module => module.id === id);
  const module = modules[from];
  const neighbour = modules[from + step];
  if (!module || !neighbour) return [...modules];
  // At the edge only the section changes: the lesson becomes the last of the one above, or the first of the one below.
  if (neighbour.section !== module.section) return replaced(modules, from, { ...module, section: neighbour.section });
  return inserted(without(modules, id), from + step, module);
}

/** Before or after another module, taking over its section. */
export function placedAt<M extends Placed>(
  modules: readonly M[],
  id: number,
  target: number,
  side: 'before' | 'after',
): M[] {
  const module = modules.find(each => each.id === id);
  const rest = without(modules, id);
  const at = rest.findIndex(each => each.id === target);
  const neighbour = rest[at];
  if (!module || !neighbour) return [...modules];
  return inserted(rest, side === 'before' ? at : at + 1, { ...module, section: neighbour.section });
}

/** To the end of a group. */
export function movedToGroup<M extends Placed>(modules: readonly M[], id: number, index: number): M[] {
  const group = groupsOf(modules)[index];
  const last = group?.modules.filter(module => module.id !== id).at(-1);
  return last ? placedAt(modules, id, last.id, 'after') : [...modules];
}

/** A whole section one place up or down. */
export function sectionStepped<M extends Placed>(modules: readonly M[], index: number, step: -1 | 1): M[] {
  const groups = groupsOf(modules);
  const group = groups[index];
  if (!group || !groups[index + step]) return [...modules];
  const rest = groups.filter(each => each !== group);
  rest.splice(index + step, 0, group);
  return rest.flatMap(each => each.modules);
}

/** The same lessons under another name of their section; null for none. */
export function sectionNamed<M extends Placed>(modules: readonly M[], index: number, section: string | null): M[] {
  const group = groupsOf(modules)[index];
  return modules.map(module => (group?.modules.includes(module) ? { ...module, section } : module));
}

/** Whether two orders say the same. */
export const sameOrder = (one: readonly Placed[], other: readonly Placed[]): boolean =>
  one.length === other.length &&
  one.every((module, at) => module.id === other[at]?.id && module.section === other[at]?.section);

const without = <M extends Placed>(modules: readonly M[], id: number) => modules.filter(module => module.id !== id);
const inserted = <M>(list: readonly M[], at: number, item: M): M[] => [...list.slice(0, at), item, ...list.slice(at)];
const replaced = <M>(list: readonly M[], at: number, item: M): M[] =>
  list.map((each, index) => (index === at ? item : each));
