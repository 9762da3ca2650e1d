import type { Course, Module, ModuleHead } from '../../../server/courses/contract.ts';
import type { Study } from './use-study.ts';
import type { WayOn } from './way-on.ts';

/** What every kind of lesson needs to stand on its page. */
export interface LessonParts {
  course: Course;
  outline: readonly ModuleHead[];
  module: Module;
  study: Study;
  way: WayOn<ModuleHead>;
  done: boolean;
}
