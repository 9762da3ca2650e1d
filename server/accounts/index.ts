import './events.ts';
import { type Clock, HOUR, SECOND } from '../platform/clock.ts';
import type { Database } from '../platform/db/database.ts';
import type { Unit, Work } from '../platform/db/work.ts';
import type { Log } from '../platform/logging/log.ts';
import type { Queue } from '../platform/jobs/queue.ts';
import type { Limits } from '../platform/limits/limits.ts';
import type { VitalsMeter } from '../platform/vitals.ts';
import type { FactorGate } from '../factors/index.ts';
import type { Door } from '../scanning/index.ts';
import type { ReadRules, Tries } from '../sign-in-rules/index.ts';
import { createAdmission } from './admission.ts';
import { createByHand } from './by-hand.ts';
import { byFactor, byPassword, type ConfirmWays, createConfirming } from './confirming.ts';
import { createEntry } from './entry.ts';
import { createImports } from './import/index.ts';
import { createInviting } from './inviting.ts';
import { accountJobs, accountSchedules } from './jobs.ts';
import { createLinks, type LinksDeps } from './links.ts';
import { createManaging } from './managing.ts';
import { createMergingRepository } from './merging/repository.ts';
import { mergeRoutes } from './merging/routes.ts';
import { createMergingService } from './merging/service.ts';
import { knownPasswords } from '../platform/crypto/known-passwords.ts';
import { createNewPasswords } from './new-passwords.ts';
import { createPasswords } from './passwords.ts';
import { createChallengesRepository } from './repository/challenges.ts';
import { createLinksRepository } from './repository/links.ts';
import { accountsPersonal } from './personal.ts';
import { openPhone, phoneColumn } from './repository/phone.ts';
import type { Sealing } from '../platform/crypto/sealing.ts';
import { createAccountsRepository } from './repository/people.ts';
import { createSessionsRepository } from './repository/sessions.ts';
import { createRegistrar } from './registrar.ts';
import { accountRoutes, answerSignedIn, answerStep } from './routes.ts';
import { createAccountsService, describeMe, type ToMe } from './service.ts';
import { buildSecurity, buildTelling } from './security/index.ts';
import { createSeen } from './seen.ts';
import { createSessions } from './sessions.ts';
import { createTokens } from '../platform/crypto/tokens.ts';

export { holdsWithin } from './permissions.ts';
export type { Admission } from './admission.ts';
export type { ByHand } from './by-hand.ts';
export type { Entered, Entering } from './entry.ts';
export type { Import, ImportRow, ImportsByHand } from './import/index.ts';
export type { ConfirmWays } from './confirming.ts';
export type { AccountsService, SignInOutcome, ToMe } from './service.ts';
export type { Registrar } from './registrar.ts';
export type AnswerSignedIn = typeof answerSignedIn;
export type AnswerStep = typeof answerStep;

export interface AccountsParts extends Pick<LinksDeps, 'mail' | 'site' | 'addresses'> {
  db: Database;
  work: Work;
  clock: Clock;
  limits: Limits;
  queue: Pick<Queue, 'read'>;
  accessKey: Uint8Array;
  /** Seals phone numbers. */
  sealing: Sealing;
  siteName: () => Promise<string>;
  /** The rules of signing in, as they are now. */
  rules: ReadRules;
  /** Counts wrong ones and lets nobody try for ever. */
  tries: Tries;
  vitals: Pick<VitalsMeter, 'count'>;
  log: Log;
  /** Second factors: whether one is due, and whether one was shown. */
  gate: FactorGate;
  /** Has a file scanned for malware. */
  door: Door;
}

/** Asking for a new password, and trying tokens that nobody was given, in an hour. */
const FORGOTTEN_PER_ACCOUNT = 5;
const FORGOTTEN_PER_ADDRESS = 60;
const WRONG_TOKENS = 60;
const HOUR_SECONDS = HOUR / SECOND;

export function createAccounts(given: AccountsParts) {
  const { db, work, clock, limits, queue, vitals, accessKey, siteName, log, rules, tries, gate, ...parts } = given;
  const { sealing } = given;
  const sessionsRepository = createSessionsRepository(db);
  const accounts = createAccountsRepository(db, sealing);
  const sessionRules = async () => (await rules()).sessions;
  const seen = createSeen({ repository: sessionsRepository, work, log });
  const telling = buildTelling(db, { ...parts, accounts, clock });
  const sessions = createSessions({
    repository: sessionsRepository,
    work,
    clock,
    gate,
    tokens: createTokens(accessKey, clock),
    rules: sessionRules,
    seen,
    ...telling,
  });
  const passwords = createPasswords();
  const newPasswords = createNewPasswords({ rules, siteName, isCommon: knownPasswords() });
  const linksRepository = createLinksRepository(db);
  const signingIn = {
    work,
    clock,
    sessions,
    gate,
    rules,
    countRefused: () => vitals.count('sign-in.refused'),
    accounts,
    tries,
  };
  const challenges = createChallengesRepository(db);
  const guesses = limits.limit('challenge-token', WRONG_TOKENS, HOUR_SECONDS);
  const entry = createEntry({ ...signingIn, challenges, guesses });
  const deps = { ...signingIn, entry, passwords, newPasswords };
  const me: ToMe = (userId, session) => describeMe(deps, userId, session);
  const links = createLinks({
    ...deps,
    ...parts,
    links: linksRepository,
    me,
    limits: {
      token: limits.limit('link-token', WRONG_TOKENS, HOUR_SECONDS),
      forgotten: limits.limit('forgotten', FORGOTTEN_PER_ACCOUNT, HOUR_SECONDS),
      forgottenFrom: limits.limit('forgotten-from', FORGOTTEN_PER_ADDRESS, HOUR_SECONDS),
    },
  });
  const managing = createManaging({ ...deps, links, openLinks: linksRepository, challenges });
  const service = createAccountsService(deps, managing);
  const inviting = createInviting({ ...deps, mail: parts.mail, links, openLinks: linksRepository, challenges });
  const merging = createMergingService({
    ...deps,
    merging: createMergingRepository(db, stored => openPhone(sealing, stored)),
  });
  const imports = createImports({ db, work, clock, queue, accounts, links, ...parts });
  /** How people prove again who they are; further ways are added before the first request. */
  const ownPassword = byPassword(deps);
  const confirmWays: ConfirmWays = {
    password: ownPassword,
    passkey: byFactor(deps, 'passkey'),
    totp: byFactor(deps, 'totp'),
  };
  const confirming = createConfirming({ work, sessions, ways: confirmWays });
  const security = buildSecurity({
    ...deps,
    db,
    log,
    post: parts,
    sessionRules,
    sessionsRepository,
    byPassword: ownPassword,
    me: service.me,
  });
  return {
    service,
    personal: accountsPersonal(accounts, sessions),
    sealed: [phoneColumn],
    confirmWays,
    requireFresh: sessions.requireFresh,
    // Before those of a person: /users/imports is no person.
    routes: [
      ...imports.routes,
      ...mergeRoutes(merging),
      ...accountRoutes({ accounts: service, managing, links, inviting, confirming, newPasswords }),
      ...security.routes,
    ],
    watch: security.watch,
    admission: createAdmission({ accounts, clock, entry, gate, confirming }),
    jobs: { ...accountJobs(links, entry), ...imports.jobs },
    schedules: [...accountSchedules, ...imports.schedules],
    byHand: createByHand(deps),
    imports: imports.byHand,
    async onFactorsChange(unit: Unit, userId: number, what: 'changed' | 'reset') {
      if (what === 'reset') await sessions.end(unit, { user_id: userId }, 'factors reset');
      await telling.onFactors(unit, userId, `factors-${what}`);
    },
    authenticate: sessions.authenticate,
    answerSignedIn,
    answerStep,
    registrar: createRegistrar({ ...deps, ...parts, me, managing }),
    async close() {
      passwords.close();
      await seen.close();
    },
  };
}
