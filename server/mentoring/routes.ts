import { may, routes, signedIn } from '../platform/http/routes.ts';
import { mentoringEndpoints } from './contract.ts';
import { MANAGE } from './policy.ts';
import type { MentoringService } from './service.ts';

export const mentoringRoutes = (mentoring: MentoringService) =>
  routes(mentoringEndpoints, {
    mentors: may(MANAGE, () => mentoring.mentors()),
    assignments: may(MANAGE, ({ query }) => mentoring.assignments(query)),
    assign: may(MANAGE, ({ body, actor }) => mentoring.assign(body.mentor_id, body.mentee_ids, actor)),
    end: may(MANAGE, ({ body, actor }) => mentoring.end(body.ids, actor)),
    ofPerson: signedIn(({ params, actor }) => mentoring.ofPerson(params.id === 'me' ? actor.userId : params.id, actor)),
    mentees: may('student:view_progress', ({ query, actor }) => mentoring.mentees(query, actor)),
    mentee: may('student:view_progress', ({ params, actor }) => mentoring.mentee(params.id, actor)),
  });
