import { may, routes, signedIn } from '../platform/http/routes.ts';
import { learningEndpoints } from './contract.ts';
import type { LearningService } from './service.ts';

export const learningRoutes = (learning: LearningService) =>
  routes(learningEndpoints, {
    enrol: may('course:enroll', ({ params, actor }) => learning.enrol(params.id, actor), { inPerson: true }),
    withdraw: signedIn(({ params, actor }) => learning.withdraw(params.id, actor), { inPerson: true }),
    progress: signedIn(({ params, actor }) => learning.progress(params.id, actor)),
    report: signedIn(({ params, body, actor }) => learning.report(params.id, params.moduleId, body, actor), {
      inPerson: true,
    }),
    home: signedIn(({ actor }) => learning.home(actor)),
    ownCourses: signedIn(({ params, actor }) =>
      learning.ownCourses(params.id === 'me' ? actor.userId : params.id, actor),
    ),
    learners: may('student:view_progress', ({ params, query, actor }) => learning.learners(params.id, query, actor)),
  });
