import './events.ts';
import { type Clock, MINUTE, SECOND } from '../platform/clock.ts';
import type { Database } from '../platform/db/database.ts';
import type { Work } from '../platform/db/work.ts';
import type { Limits } from '../platform/limits/limits.ts';
import { createPasswords } from './passwords.ts';
import { createAccountsRepository } from './repository/people.ts';
import { createSessionsRepository } from './repository/sessions.ts';
import { accountRoutes, answerSignedIn } from './routes.ts';
import { createAccountsService } from './service.ts';
import { createSessions } from './sessions.ts';
import { createTokens } from './tokens.ts';

export type { AccountsService } from './service.ts';
export type AnswerSignedIn = typeof answerSignedIn;

export interface AccountsParts {
  db: Database;
  work: Work;
  clock: Clock;
  limits: Limits;
  accessKey: Uint8Array;
  registrationOpen: () => Promise<boolean>;
}

/** Wrong passwords in a quarter of an hour before an account, and before an address, has to wait. */
const TRIES_PER_ACCOUNT = 10;
const TRIES_PER_ADDRESS = 100;
const WINDOW_SECONDS = (15 * MINUTE) / SECOND;

export function createAccounts({ db, work, clock, limits, accessKey, registrationOpen }: AccountsParts) {
  const sessions = createSessions({
    repository: createSessionsRepository(db),
    work,
    clock,
    tokens: createTokens(accessKey, clock),
  });
  const passwords = createPasswords();
  const service = createAccountsService({
    work,
    clock,
    sessions,
    registrationOpen,
    accounts: createAccountsRepository(db),
    passwords,
    failures: {
      account: limits.limit('sign-in-account', TRIES_PER_ACCOUNT, WINDOW_SECONDS),
      address: limits.limit('sign-in-address', TRIES_PER_ADDRESS, WINDOW_SECONDS),
    },
  });
  return {
    service,
    routes: accountRoutes(service),
    authenticate: sessions.authenticate,
    answerSignedIn,
    close: passwords.close,
  };
}
