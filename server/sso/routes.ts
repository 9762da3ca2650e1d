import type { AnswerStep, ToMe } from '../accounts/index.ts';
import type { Actor } from '../platform/http/actor.ts';
import { anyone, type From, may, type Reply, routes, signedIn } from '../platform/http/routes.ts';
import { type ProviderButton, ssoEndpoints } from './contract.ts';
import type { Managing } from './managing.ts';
import type { Outcome, SigningIn } from './signing-in.ts';

interface RoutesDeps {
  signingIn: SigningIn;
  managing: Managing;
  buttons: () => Promise<ProviderButton[]>;
  /** Where providers may send people back to. */
  returnAddresses: (from: From) => Promise<string[]>;
  answerStep: AnswerStep;
  me: ToMe;
}

const sessionOf = ({ userId, sessionId }: Actor) => ({ userId, sessionId });

export function ssoRoutes({ signingIn, managing, buttons, returnAddresses, answerStep, me }: RoutesDeps) {
  const answer = async ({ entered, ...rest }: Outcome, reply: Reply) => {
    if (!entered) return { ...rest, signed_in: null };
    const { tokens, waiting, userId } = entered;
    const step = tokens ? { tokens, user: await me(userId, tokens) } : { user: null, waiting };
    return { ...rest, signed_in: answerStep(step, reply) };
  };
  return routes(ssoEndpoints, {
    buttons: anyone(() => buttons()),
    start: anyone(({ params, body, from, reply }) => signingIn.start({ ...params, ...body }, from, reply)),
    finish: anyone(async ({ body, actor, from, reply }) =>
      answer(await signingIn.finish(body, actor, from, reply), reply),
    ),
    confirmers: signedIn(({ actor }) => signingIn.confirmers(actor.userId), { enrolling: true }),
    confirm: signedIn(
      ({ params, body, actor, from, reply }) =>
        signingIn.start({ ...params, ...body, confirms: sessionOf(actor) }, from, reply),
      { inPerson: true, enrolling: true },
    ),
    identities: signedIn(({ actor, from }) => signingIn.identities(actor, from)),
    join: signedIn(
      ({ params, body, actor, from, reply }) =>
        signingIn.start({ ...params, ...body, joins: actor.userId }, from, reply),
      { fresh: true },
    ),
    claim: signedIn(({ actor, from, reply }) => signingIn.claim(actor, from, reply), { fresh: true }),
    part: signedIn(
      async ({ params, actor }) => {
        await signingIn.part(params.id, actor);
        return {};
      },
      { fresh: true },
    ),
    providers: may('settings:read', () => managing.list()),
    addresses: may('settings:read', ({ from }) => returnAddresses(from)),
    create: may('settings:update', ({ body, actor }) => managing.create(body, actor), { fresh: true }),
    update: may('settings:update', ({ params, body, actor }) => managing.update(params.id, body, actor), {
      fresh: true,
    }),
    remove: may(
      'settings:update',
      async ({ params, actor }) => {
        await managing.remove(params.id, actor);
        return {};
      },
      { fresh: true },
    ),
    test: may('settings:update', ({ params }) => managing.test(params.id)),
  });
}
