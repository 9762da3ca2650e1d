import type { Admission, AnswerStep, ConfirmWays, ToMe } from '../accounts/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Sealing } from '../platform/crypto/sealing.ts';
import type { Database } from '../platform/db/database.ts';
import type { Work } from '../platform/db/work.ts';
import { refuse } from '../platform/errors/refusal.ts';
import { createManaging } from './managing.ts';
import { ssoPersonal, ssoSealed } from './personal.ts';
import { createProtocol } from './protocol.ts';
import { createSsoRepository } from './repository.ts';
import { ssoRoutes } from './routes.ts';
import { createSigningIn, returnAddressAt } from './signing-in.ts';
import { createTravelling } from './travelling.ts';

export interface SsoParts {
  db: Database;
  work: Work;
  clock: Clock;
  sealing: Sealing;
  admission: Admission;
  answerStep: AnswerStep;
  me: ToMe;
  /** How people prove again who they are: their providers become one of them. */
  confirmWays: ConfirmWays;
  /** Origins at which the academy is reached besides the one that is used now, the likeliest first. */
  origins: () => Promise<string[]>;
}

export function createSso({ db, work, clock, sealing, admission, answerStep, me, confirmWays, origins }: SsoParts) {
  const repository = createSsoRepository(db, sealing);
  const protocol = createProtocol(clock);
  const deps = { work, clock, repository, protocol };
  const signingIn = createSigningIn({ ...deps, travelling: createTravelling(sealing, clock), admission });
  confirmWays.provider = {
    has: async userId => (await signingIn.confirmers(userId)).length > 0,
    check: () =>
      refuse('VALIDATION_ERROR', 'The provider itself is asked: begin with POST /auth/sso/:provider/confirm.', {
        field: 'method',
      }),
  };
  return {
    personal: ssoPersonal,
    sealed: [ssoSealed],
    routes: ssoRoutes({
      signingIn,
      managing: createManaging(deps),
      buttons: repository.buttons,
      returnAddresses: async ({ origin }) => [...new Set([origin, ...(await origins())])].map(returnAddressAt),
      answerStep,
      me,
    }),
  };
}
