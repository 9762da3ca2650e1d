/** Where a lesson leads. Pure. */
import type { ModuleHead } from '../../../server/courses/contract.ts';

type Step = Pick<ModuleHead, 'id' | 'title' | 'is_mandatory' | 'progress' | 'content_type' | 'duration'>;

export interface WayOn<S extends Step> {
  /** Place in the course from 0; -1 for a module that is not in it. */
  at: number;
  previous: S | null;
  /** null after the last one. */
  next: S | null;
}

/** The neighbours of a module in the outline's order. */
export function wayOnAfter<S extends Step>(outline: readonly S[], moduleId: number): WayOn<S> {
  const at = outline.findIndex(({ id }) => id === moduleId);
  return { at, previous: outline[at - 1] ?? null, next: at === -1 ? null : (outline[at + 1] ?? null) };
}

/** What still has to be done for the course: mandatory modules, or all where none is mandatory. */
export function stillToDo<S extends Step>(outline: readonly S[]): S[] {
  const mandatory = outline.filter(module => module.is_mandatory);
  return (mandatory.length > 0 ? mandatory : [...outline]).filter(({ progress }) => !progress?.completed_at);
}

export interface Section<S> {
  title: string | null;
  modules: { module: S; number: number }[];
}

/** Equal neighbouring sections form a group; numbers count through the whole course from 1. */
export function sectionsOf<S extends { section: string | null }>(outline: readonly S[]): Section<S>[] {
  const sections: Section<S>[] = [];
  outline.forEach((module, index) => {
    const last = sections.at(-1);
    if (last && last.title === module.section) last.modules.push({ module, number: index + 1 });
    else sections.push({ title: module.section, modules: [{ module, number: index + 1 }] });
  });
  return sections;
}
