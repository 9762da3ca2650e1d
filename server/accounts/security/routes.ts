import { may, routes, signedIn } from '../../platform/http/routes.ts';
import { answerSignedIn } from '../routes.ts';
import { securityEndpoints } from './contract.ts';
import type { Impersonation } from './impersonation.ts';
import type { OwnSecurity } from './own.ts';

export interface SecurityParts {
  own: OwnSecurity;
  impersonation: Impersonation;
}

const IN_PERSON = { inPerson: true } as const;

export const securityRoutes = ({ own, impersonation }: SecurityParts) =>
  routes(securityEndpoints, {
    session: signedIn(({ actor }) => own.session(actor), { enrolling: true }),
    // That somebody asks is what it says.
    activity: signedIn(async () => ({}), { enrolling: true }),
    sessions: signedIn(({ params, actor }) => own.list(params.id, actor)),
    endSession: signedIn(async ({ params, actor }) => {
      await own.end(params.id, params.sessionId, actor);
      return {};
    }, IN_PERSON),
    endOthers: signedIn(({ actor }) => own.endOthers(actor), IN_PERSON),
    changePassword: signedIn(({ body, actor, from }) => own.changePassword(body, actor, from), IN_PERSON),
    security: signedIn(({ actor }) => own.security(actor), IN_PERSON),
    saveSecurity: signedIn(async ({ body, actor }) => {
      await own.save(body, actor);
      return {};
    }, IN_PERSON),
    putNoticeAway: signedIn(async ({ params, actor }) => {
      await own.putNoticeAway(params.noticeId, actor);
      return {};
    }, IN_PERSON),
    impersonate: may(
      'user:impersonate',
      async ({ params, body, actor, from, reply }) =>
        answerSignedIn(await impersonation.begin(params.id, body.client, actor, from), reply),
      { fresh: true },
    ),
    endImpersonation: signedIn(async ({ actor, reply }) => answerSignedIn(await impersonation.end(actor), reply)),
  });
