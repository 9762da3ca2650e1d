import type { AnswerSignedIn } from '../accounts/index.ts';
import { refuse } from '../platform/errors/refusal.ts';
import { anyone, may, routes } from '../platform/http/routes.ts';
import { type Health, siteEndpoints } from './contract.ts';
import type { SiteService } from './service.ts';

export interface SiteRoutesDeps {
  site: SiteService;
  health: () => Promise<Health>;
  isReady: () => boolean;
  /** Hands out the tokens of a sign-in as cookies or in the answer. */
  answerSignedIn: AnswerSignedIn;
}

export const siteRoutes = ({ site, health, isReady, answerSignedIn }: SiteRoutesDeps) =>
  routes(siteEndpoints, {
    read: anyone(() => site.read()),
    update: may('site:update', ({ body, actor }) => site.update(body, actor)),
    setupFacts: anyone(({ body, from }) => site.setupFacts(body.code, from)),
    setup: anyone(async ({ body, from, reply }) => {
      const { signedIn, sampleId } = await site.setup(body, from);
      return { ...answerSignedIn(signedIn, reply), sample_course_id: sampleId };
    }),
    health: anyone(async ({ reply }) => {
      const report = await health();
      if (report.state === 'failing') reply.status(503);
      return report;
    }),
    live: anyone(async () => ({ state: 'ok' as const })),
    ready: anyone(async () => {
      if (!isReady()) refuse('NOT_READY', 'The server is starting or stopping.');
      return { state: 'ok' as const };
    }),
  });
