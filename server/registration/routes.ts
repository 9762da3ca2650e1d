import type { AnswerSignedIn, AnswerStep } from '../accounts/index.ts';
import { anyone, may, type Reply, routes, signedIn } from '../platform/http/routes.ts';
import { type Registered, registrationEndpoints } from './contract.ts';
import type { EmailChanges } from './email-change.ts';
import type { Invitations } from './invitations.ts';
import type { Leaving } from './leaving.ts';
import type { Registering, RegisterOutcome } from './registering.ts';

export interface RegistrationRoutesDeps {
  registering: Registering;
  invitations: Invitations;
  changes: EmailChanges;
  leaving: Leaving;
  /** Hand out the tokens of a sign-in as cookies or in the answer. */
  answerSignedIn: AnswerSignedIn;
  answerStep: AnswerStep;
}

export const registrationRoutes = (deps: RegistrationRoutesDeps) => {
  const { registering, invitations, changes, leaving, answerSignedIn, answerStep } = deps;
  return routes(registrationEndpoints, {
    register: anyone(async ({ body, from, reply }) => answer(await registering.register(body, from), reply, deps)),
    checkInvitation: anyone(({ body, from }) => invitations.check(body.code, from)),
    verify: anyone(async ({ body, from, reply }) =>
      answerSignedIn(await registering.verify(body.token, body, from), reply),
    ),
    resend: anyone(async ({ body, from }) => {
      await registering.resend(body.email, from);
      return {};
    }),
    invitations: may('user:create', ({ from }) => invitations.list(from)),
    invite: may('user:create', ({ body, actor, from }) => invitations.create(body, actor, from)),
    invitationUses: may('user:create', ({ params }) => invitations.uses(params.id)),
    revokeInvitation: may('user:create', async ({ params, actor }) => {
      await invitations.revoke(params.id, actor);
      return {};
    }),
    ownEmail: signedIn(({ actor }) => changes.own(actor)),
    changeEmail: signedIn(({ body, actor, from }) => changes.ask(body.email, actor, from), { fresh: true }),
    resendChange: signedIn(({ actor, from }) => changes.resend(actor, from), { inPerson: true }),
    waitingChange: may('user:update', ({ params }) => changes.waitingOf(params.id)),
    handOutChange: may('user:update', ({ params, actor, from }) => changes.handOut(params.id, actor, from), {
      fresh: true,
    }),
    cancelChange: signedIn(({ actor }) => changes.cancel(actor), { inPerson: true }),
    checkChange: anyone(({ body, from }) => changes.check(body.token, from)),
    confirmChange: anyone(({ body, from }) => changes.confirm(body.token, from)),
    refuseChange: anyone(({ body, from }) => changes.refuse(body.token, body.sign_out, from)),
    leave: signedIn(({ body, actor, from }) => leaving.leave(body.email, actor, from), { fresh: true }),
    comeBack: anyone(async ({ body, from, reply }) =>
      answerStep(await leaving.comeBack(body.token, body, from), reply),
    ),
  });
};

function answer(outcome: RegisterOutcome, reply: Reply, { answerSignedIn }: RegistrationRoutesDeps): Registered {
  if (outcome.user) return { ...answerSignedIn(outcome, reply), verify_email: false };
  reply.status(202);
  return { user: null, token: null, refresh_token: null, expires_at: outcome.until, verify_email: true };
}
