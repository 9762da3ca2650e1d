import { anyone, may, routes, signedIn } from '../platform/http/routes.ts';
import { courseEndpoints } from './contract.ts';
import type { ImportService } from './import-course.ts';
import type { ModulesService } from './modules.ts';
import type { PublishingService } from './publishing.ts';
import type { CoursesService } from './service.ts';
import type { TeamService } from './team/service.ts';

export interface CourseUseCases {
  courses: CoursesService;
  modules: ModulesService;
  publishing: PublishingService;
  imports: ImportService;
  team: TeamService;
}

export const courseRoutes = ({ courses, modules, publishing, imports, team }: CourseUseCases) =>
  routes(courseEndpoints, {
    list: anyone(({ query, actor }) => courses.list(query, actor)),
    categories: anyone(() => courses.categories()),
    create: may('course:create', ({ body, actor }) => courses.create(body, actor)),
    read: anyone(({ params, actor }) => courses.read(params.id, actor)),
    update: may('course:update', ({ params, body, actor }) => courses.update(params.id, body, actor)),
    remove: may('course:update', async ({ params, actor }) => {
      await courses.remove(params.id, actor);
      return {};
    }),
    readiness: may('course:update', ({ params, actor }) => publishing.readiness(params.id, actor)),
    publish: may('course:update', ({ params, actor }) => publishing.publish(params.id, actor)),
    archive: may('course:update', ({ params, actor }) => publishing.archive(params.id, actor)),
    team: may('course:update', ({ params, actor }) => team.read(params.id, actor)),
    teamCandidates: may('course:update', ({ params, query, actor }) => team.candidates(params.id, query.search, actor)),
    addInstructor: may('course:update', ({ params, actor }) => team.add(params.id, params.userId, actor)),
    removeInstructor: may('course:update', async ({ params, actor }) => {
      await team.remove(params.id, params.userId, actor);
      return {};
    }),
    handOver: may('course:update', ({ params, actor }) => team.handOver(params.id, params.userId, actor)),
    modules: anyone(({ params, actor }) => modules.outline(params.id, actor)),
    addModule: may('course:update', ({ params, body, actor }) => modules.add(params.id, body, actor)),
    readModule: signedIn(({ params, actor }) => modules.read(params.id, params.moduleId, actor)),
    updateModule: may('course:update', ({ params, body, actor }) =>
      modules.update(params.id, params.moduleId, body, actor),
    ),
    removeModule: may('course:update', async ({ params, actor }) => {
      await modules.remove(params.id, params.moduleId, actor);
      return {};
    }),
    reorder: may('course:update', ({ params, body, actor }) => modules.reorder(params.id, body.modules, actor)),
    planImport: may('course:create', ({ body, actor }) => imports.plan(body, actor)),
    runImport: may('course:create', ({ body, actor }) => imports.run(body, actor)),
  });
