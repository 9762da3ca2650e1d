import './events.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/db/database.ts';
import type { Work } from '../platform/db/work.ts';
import type { CourseFiles } from './files.ts';
import { type AddQuiz, createImportService } from './import-course.ts';
import { createModulesService } from './modules.ts';
import { createPublishingService } from './publishing.ts';
import { coursesPersonal } from './personal.ts';
import { createCoursesRepository } from './repository/courses.ts';
import { createModulesRepository } from './repository/modules.ts';
import { createTeamRepository } from './team/repository.ts';
import { courseRoutes } from './routes.ts';
import { createCoursesService } from './service.ts';
import { createTeamService } from './team/service.ts';

export { renderQuestion } from './lessons.ts';
export type { CourseFiles } from './files.ts';
export type { AddQuiz } from './import-course.ts';

export interface CoursesParts {
  db: Database;
  work: Work;
  clock: Clock;
  files: CourseFiles;
  addQuiz: AddQuiz;
  /** Folder of the sample course. */
  sampleFolder: string;
}

export function createCourses({ db, work, clock, files, addQuiz, sampleFolder }: CoursesParts) {
  const repositories = {
    courses: createCoursesRepository(db),
    modules: createModulesRepository(db),
    team: createTeamRepository(db),
  };
  const deps = { ...repositories, work, clock, files };
  const service = createCoursesService(deps);
  const modules = createModulesService(deps);
  const publishing = createPublishingService(deps);
  const imports = createImportService({ ...deps, addQuiz, sampleFolder });
  return {
    service,
    personal: coursesPersonal,
    routes: courseRoutes({ courses: service, modules, publishing, imports, team: createTeamService(deps) }),
    addSampleCourse: imports.addSampleCourse,
    /** For assessments: an empty quiz module at the end of the course, in their transaction. */
    addQuizModule: modules.addQuizModule,
  };
}
