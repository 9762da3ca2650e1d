/** The map of a course: modules grouped into sections, what is done, where to go on. Pure. */
import type { ModuleHead } from '../../../server/courses/contract.ts';
import { minutesLeft } from '../learning/next-step.ts';

export interface MapStep {
  module: ModuleHead;
  state: 'done' | 'current' | 'ahead';
}

export interface MapSection {
  /** Id of the first module: stable while the section is shown. */
  key: number;
  title: string | null;
  steps: MapStep[];
  /** Steps that count: the mandatory ones, or all where none is mandatory. */
  total: number;
  done: number;
  /** Every step that counts is done, and the learner is not in it now: the section folds to one row. */
  finished: boolean;
}

export interface CourseMap {
  sections: MapSection[];
  /** The module to go on with; null when all is done, or for somebody who is not enrolled. */
  current: ModuleHead | null;
  /** Steps that count, in the whole course. */
  total: number;
  done: number;
  /** Minutes of everything not done. */
  minutesLeft: number;
}

const isDone = (module: ModuleHead) => module.progress?.completed_at != null;
const position = ({ content_type, duration, progress }: ModuleHead) => ({
  content_type,
  duration,
  last_position: progress?.last_position ?? 0,
});

/** Minutes of a module that are still ahead, its position considered; null when its length is not known. */
export const minutesAhead = (module: ModuleHead): number | null => minutesLeft(position(module));

/** The module to open next, as the server's home has it: from the last one opened onwards, then from the start. */
export function nextModule(modules: readonly ModuleHead[], lastModuleId: number | null): ModuleHead | null {
  const last = Math.max(
    0,
    modules.findIndex(({ id }) => id === lastModuleId),
  );
  return [...modules.slice(last), ...modules.slice(0, last)].find(module => !isDone(module)) ?? null;
}

function counted(modules: readonly ModuleHead[]): { total: number; done: number } {
  const mandatory = modules.filter(module => module.is_mandatory);
  const counting = mandatory.length > 0 ? mandatory : modules;
  return { total: counting.length, done: counting.filter(isDone).length };
}

/** Neighbours with the same section form a group. */
function grouped(modules: readonly ModuleHead[]): ModuleHead[][] {
  const groups: ModuleHead[][] = [];
  for (const module of modules) {
    const group = groups.at(-1);
    if (group && group[0]?.section === module.section) group.push(module);
    else groups.push([module]);
  }
  return groups;
}

/** `lastModuleId` is undefined for somebody who is not enrolled: the map then has no place and nothing done. */
export function courseMap(modules: readonly ModuleHead[], lastModuleId: number | null | undefined): CourseMap {
  const ordered = modules.toSorted((a, b) => a.order_index - b.order_index);
  const current = lastModuleId === undefined ? null : nextModule(ordered, lastModuleId);
  const sections = grouped(ordered).map((group): MapSection => {
    const { total, done } = counted(group);
    return {
      key: group[0]?.id ?? 0,
      title: group[0]?.section ?? null,
      steps: group.map(module => ({
        module,
        state: isDone(module) ? 'done' : module === current ? 'current' : 'ahead',
      })),
      total,
      done,
      finished: done === total && !group.some(module => module === current),
    };
  });
  const open = ordered.filter(module => !isDone(module));
  return {
    sections,
    current,
    ...counted(ordered),
    minutesLeft: open.reduce((sum, module) => sum + (minutesAhead(module) ?? 0), 0),
  };
}
