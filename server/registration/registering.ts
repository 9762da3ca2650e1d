/** Registering: at once on an academy without mail, else after the address is proved. README.md says why the two differ. */
import { type Clock, instant } from '../platform/clock.ts';
import type { Unit, Work } from '../platform/db/work.ts';
import { refuse } from '../platform/errors/refusal.ts';
import type { From } from '../platform/http/routes.ts';
import type { Limit } from '../platform/limits/limits.ts';
import type { Registrar } from '../accounts/index.ts';
import type { Me } from '../accounts/contract.ts';
import type { Answers } from '../privacy/contract.ts';
import type { Consents } from '../privacy/index.ts';
import { type AddressLinks, linkOver } from './address-links.ts';
import { PENDING_LIFE } from './change-rules.ts';
import type { Invitations } from './invitations.ts';
import type { Mails } from './mails.ts';
import type { PendingRow, WaitingRepository } from './repository/waiting.ts';

type Entering = Parameters<Registrar['completeSignIn']>[1];
/** How the tokens travel, and what was accepted before signing in. */
export type Browser = Pick<Entering, 'client' | 'notice'>;
type Tokens = NonNullable<Awaited<ReturnType<Registrar['completeSignIn']>>['tokens']>;

export interface RegisteringDeps {
  work: Work;
  clock: Clock;
  registrar: Registrar;
  invitations: Invitations;
  waiting: WaitingRepository;
  links: AddressLinks;
  mails: Mails;
  consents: Pick<Consents, 'requireAgreed' | 'answerAtRegistration'>;
  site: () => Promise<{ mode: 'open' | 'invitation' | 'closed'; verify: boolean }>;
  /** Mails to one e-mail address. */
  mailed: Limit;
}

export interface NewPerson extends Browser {
  email: string;
  first_name: string;
  last_name: string;
  password: string;
  invitation?: string | undefined;
  consents?: Answers | undefined;
}

interface SignedInPerson {
  user: Me;
  tokens: Tokens;
}
/** Somebody who is in, or who looks into the mail first. */
export type RegisterOutcome = SignedInPerson | { user: null; until: string };

export type Registering = ReturnType<typeof createRegistering>;

export function createRegistering(deps: RegisteringDeps) {
  const { work, waiting, invitations, clock, mails } = deps;
  return {
    register: (person: NewPerson, from: From) => register(deps, person, from),
    /** The same answer, work and time for every address: what waits for it is looked up by a job, later. */
    async resend(email: string, from: From): Promise<void> {
      await countMail(deps, email);
      const base = await deps.registrar.linkBase(from);
      await work.run(({ enqueue }) => enqueue('registration.resend', { email, base }));
    },
    verify: (token: string, browser: Browser, from: From) => verify(deps, token, browser, from),
    /** What the job of a registration does. */
    async mailLink({ id, base }: { id: number; base: string }): Promise<void> {
      if (await mails.isConfigured()) await work.run(unit => mailLink(deps, unit, id, base));
    },
    async mailAgain({ email, base }: { email: string; base: string }): Promise<void> {
      const pending = await waiting.waitingFor(deps.registrar.fold(email), instant(clock.now()));
      if (pending && (await mails.isConfigured())) await work.run(unit => mailLink(deps, unit, pending.id, base));
    },
    removeOld: () =>
      work.run(async unit => {
        const now = clock.now();
        await invitations.giveBack(unit, await waiting.removeWaiting(unit.tx, { before: instant(now) }));
        await waiting.removeOld(unit.tx, instant(now - PENDING_LIFE));
      }),
  };
}

async function register(deps: RegisteringDeps, person: NewPerson, from: From): Promise<RegisterOutcome> {
  const { site, invitations, mails, registrar } = deps;
  const { mode, verify: wanted } = await site();
  if (mode === 'closed')
    refuse('REGISTRATION_CLOSED', 'This academy does not take registrations. Ask its administrator for an account.');
  if (mode === 'invitation' && person.invitation === undefined)
    refuse('INVITATION_NEEDED', 'Registering here takes an invitation. Ask the academy for one.', {
      field: 'invitation',
    });
  const invitation = person.invitation === undefined ? null : await invitations.requireOpen(person.invitation, from);
  // Programs ask people in their own way.
  if (person.client === 'cookie') await deps.consents.requireAgreed(person.consents);
  const byMail = wanted && (await mails.isConfigured());
  if (byMail) await countMail(deps, person.email);
  const passwordHash = await registrar.newPassword(person.password, person);
  const comes = { person, invitation, passwordHash, from };
  return byMail ? wait(deps, comes) : enterAtOnce(deps, comes);
}

async function countMail({ mailed, registrar }: RegisteringDeps, email: string): Promise<void> {
  const key = registrar.fold(email);
  await mailed.check(key);
  await mailed.count(key);
}

interface Coming {
  person: NewPerson;
  invitation: Awaited<ReturnType<Invitations['requireOpen']>> | null;
  passwordHash: string;
  from: From;
}

/** Nothing here may depend on whether somebody has the address. */
async function wait(
  deps: RegisteringDeps,
  { person, invitation, passwordHash, from }: Coming,
): Promise<RegisterOutcome> {
  const { work, clock, waiting, invitations, registrar } = deps;
  const base = await registrar.linkBase(from);
  const now = clock.now();
  const until = instant(now + PENDING_LIFE);
  await work.run(async unit => {
    const { email, first_name, last_name, consents } = person;
    const id = await waiting.insertRegistration(unit.tx, {
      email,
      email_folded: registrar.fold(email),
      first_name,
      last_name,
      password_hash: passwordHash,
      consents: consents === undefined ? null : JSON.stringify(consents),
      use_id: invitation && (await invitations.takePlace(unit, invitation)),
      created_at: instant(now),
      expires_at: until,
    });
    await unit.enqueue('registration.mail-link', { id, base });
  });
  return { user: null, until };
}

async function enterAtOnce(deps: RegisteringDeps, { person, invitation, passwordHash, from }: Coming) {
  const tokens = await deps.work.run(async unit => {
    const useId = invitation && (await deps.invitations.takePlace(unit, invitation));
    return enter(deps, unit, { ...person, passwordHash, useId, from, agreedAt: instant(deps.clock.now()) });
  });
  return { tokens, user: await deps.registrar.me(tokens.userId) };
}

interface Entrant extends Omit<NewPerson, 'password' | 'invitation'> {
  passwordHash: string;
  useId: number | null;
  from: From;
  /** Instant of the answers. */
  agreedAt: string;
}

/** Makes the account, enrols, opens the session. */
async function enter(deps: RegisteringDeps, unit: Unit, entrant: Entrant): Promise<Tokens> {
  const { registrar, invitations } = deps;
  const { passwordHash, useId, client, notice, from, consents, agreedAt, ...person } = entrant;
  const userId = await registrar.insert(unit, person, passwordHash);
  if (consents) await deps.consents.answerAtRegistration(unit.tx, userId, consents, agreedAt);
  const invitation = useId === null ? null : await invitations.settle(unit, useId, userId);
  const about = { userId, action: 'user.register', resourceType: 'user', resourceId: userId };
  await unit.record(invitation === null ? about : { ...about, details: { invitation } });
  unit.announce('user.registered', { userId });
  const { tokens } = await registrar.completeSignIn(unit, { userId, client, from, proof: 'registration', notice });
  return tokens ?? refuse('CONFLICT', 'A second factor is asked for. Please sign in.');
}

async function verify(deps: RegisteringDeps, token: string, browser: Browser, from: From): Promise<SignedInPerson> {
  const { work, links, waiting, invitations, clock, registrar } = deps;
  const link = await links.requireOpen(token, ['verify'], from);
  const tokens = await work.run(async unit => {
    await links.use(unit, link);
    const pending = await waiting.registration(unit.tx, Number(link.registration_id));
    if (!pending || pending.verified_at) return linkOver();
    const { email, first_name, last_name, password_hash: passwordHash } = pending;
    const useId = pending.use_id === null ? null : Number(pending.use_id);
    const consents = pending.consents === null ? undefined : (JSON.parse(pending.consents) as Answers);
    const person = { email, first_name, last_name, passwordHash, consents };
    // What was asked for since is asked when the person is in, like of everybody else.
    const opened = await enter(deps, unit, { ...person, ...browser, useId, from, agreedAt: pending.created_at });
    await waiting.verified(unit.tx, pending.id, instant(clock.now()));
    // Whoever else wanted this address waits in vain.
    const held = await waiting.removeWaiting(unit.tx, { email_folded: pending.email_folded });
    await invitations.giveBack(unit, held);
    return opened;
  });
  return { tokens, user: await registrar.me(tokens.userId) };
}

const isOver = (pending: PendingRow, now: string) => pending.verified_at !== null || pending.expires_at <= now;

async function mailLink(deps: RegisteringDeps, unit: Unit, id: number, base: string): Promise<void> {
  const { waiting, registrar, links, mails, clock } = deps;
  const pending = await waiting.registration(unit.tx, id);
  if (!pending || isOver(pending, instant(clock.now()))) return;
  if ((await registrar.idOf(pending.email)) !== undefined) {
    await waiting.forgetPassword(unit.tx, id);
    await mails.accountExists(unit, pending.email, base);
  } else await mails.verify(unit, pending.email, await links.make(unit, 'verify', { registration_id: id }, base));
}
