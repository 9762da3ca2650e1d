import type { AnswerSignedIn } from '../accounts/index.ts';
import { anyone, may, routes } from '../platform/http/routes.ts';
import { siteEndpoints } from './contract.ts';
import type { SiteService } from './service.ts';

export interface SiteRoutesDeps {
  site: SiteService;
  /** Hands out the tokens of a sign-in as cookies or in the answer. */
  answerSignedIn: AnswerSignedIn;
}

export const siteRoutes = ({ site, answerSignedIn }: SiteRoutesDeps) =>
  routes(siteEndpoints, {
    read: anyone(() => site.read()),
    update: may('site:update', ({ body, actor }) => site.update(body, actor)),
    logo: anyone(async () => {
      const body = await site.logo();
      const cache = 'public, max-age=86400';
      return { body, type: 'image/png', name: 'logo.png', inline: true, cache };
    }),
    setLogo: may('site:update', ({ body, actor }) => site.setLogo(Buffer.from(body.image, 'base64'), actor)),
    removeLogo: may('site:update', ({ actor }) => site.setLogo(null, actor)),
    setupFacts: anyone(({ body, from }) => site.setupFacts(body.code, from)),
    setup: anyone(async ({ body, from, reply }) => {
      const { signedIn, sampleId } = await site.setup(body, from);
      return { ...answerSignedIn(signedIn, reply), sample_course_id: sampleId };
    }),
    addSample: may('site:update', async ({ actor }) => ({ course_id: await site.addSample(actor) })),
  });
