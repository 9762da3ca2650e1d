import { anyone, may, routes, signedIn } from '../platform/http/routes.ts';
import { factorEndpoints } from './contract.ts';
import type { Passkeys } from './passkeys.ts';
import { personOf } from './policy.ts';
import type { FactorsService } from './service.ts';

/** Setting a factor up is what somebody who owes one is let in for. */
const SEEN = { enrolling: true } as const;
const OWN = { enrolling: true, fresh: true } as const;
const NAMED = { enrolling: true, inPerson: true } as const;

export const factorRoutes = ({ service, passkeys }: { service: FactorsService; passkeys: Passkeys }) =>
  routes(factorEndpoints, {
    read: signedIn(({ params, actor, from }) => service.read(personOf(params.id, actor), from), SEEN),
    beginAuthenticator: signedIn(({ actor }) => service.begin(actor.userId), OWN),
    confirmAuthenticator: signedIn(
      ({ params, body, actor, from }) => service.confirm({ actor, id: params.id, ...body }, from),
      OWN,
    ),
    renameAuthenticator: signedIn(
      ({ params, body, actor, from }) => service.rename(actor.userId, 'authenticators', { ...params, ...body }, from),
      NAMED,
    ),
    removeAuthenticator: signedIn(
      ({ params, actor, from }) => service.remove(actor.userId, 'authenticators', params.id, from),
      OWN,
    ),
    passkeyOptions: signedIn(({ actor, from }) => passkeys.enrolOptions(actor.userId, from), OWN),
    addPasskey: signedIn(
      ({ body, actor, from }) => service.addPasskey(actor.userId, body.name, body.passkey, from),
      OWN,
    ),
    renamePasskey: signedIn(
      ({ params, body, actor, from }) => service.rename(actor.userId, 'passkeys', { ...params, ...body }, from),
      NAMED,
    ),
    removePasskey: signedIn(
      ({ params, actor, from }) => service.remove(actor.userId, 'passkeys', params.id, from),
      OWN,
    ),
    signInOptions: anyone(({ from }) => passkeys.signInOptions(from)),
    newCodes: signedIn(({ actor }) => service.newCodes(actor.userId), OWN),
    removePassword: signedIn(({ actor, from }) => service.removePassword(actor.userId, from), { fresh: true }),
    reset: may(
      'user:update',
      async ({ params, actor }) => {
        await service.reset(params.id, actor.userId);
        return {};
      },
      { fresh: true },
    ),
  });
