import { may, routes } from '../platform/http/routes.ts';
import type { TakingService } from './attempts.ts';
import { assessmentEndpoints } from './contract.ts';
import type { WritingService } from './service.ts';

export const assessmentRoutes = (writing: WritingService, taking: TakingService) =>
  routes(assessmentEndpoints, {
    create: may('assessment:create', ({ body, actor }) => writing.create(body, actor)),
    read: may('course:read', ({ params, actor }) => writing.read(params.id, actor)),
    update: may('assessment:create', ({ params, body, actor }) => writing.update(params.id, body, actor)),
    remove: may('assessment:create', async ({ params, actor }) => {
      await writing.remove(params.id, actor);
      return {};
    }),
    start: may(
      'assessment:submit',
      async ({ params, actor, reply }) => {
        const { attempt, resumed } = await taking.start(params.id, actor);
        if (resumed) reply.status(200);
        return attempt;
      },
      { inPerson: true },
    ),
    attempt: may('assessment:submit', ({ params, actor }) => taking.read(params.attemptId, actor)),
    save: may(
      'assessment:submit',
      ({ params, body, actor }) => taking.save(params.attemptId, params.questionId, body.answer, actor),
      { inPerson: true },
    ),
    submit: may(
      'assessment:submit',
      ({ params, body, actor }) => taking.submit(params.id, body.attempt_id, body.answers ?? {}, actor),
      { inPerson: true },
    ),
    results: may('assessment:submit', ({ params, query, actor }) =>
      taking.results(params.id, { ...query, all: query.all === 'true' }, actor),
    ),
    result: may('assessment:submit', ({ params, actor }) => taking.result(params.attemptId, actor)),
  });
