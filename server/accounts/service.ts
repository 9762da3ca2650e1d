/** People and how they get in. */
import { type Clock, instant } from '../platform/clock.ts';
import type { Act } from '../platform/db/acts.ts';
import type { Unit, Work } from '../platform/db/work.ts';
import { found, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { Page } from '../platform/http/contract.ts';
import type { From } from '../platform/http/routes.ts';
import type { PasskeyAnswer } from '../factors/contract.ts';
import { changesOf } from '../platform/settings/change-rules.ts';
import type { FactorGate } from '../factors/index.ts';
import type { ReadRules, Tries } from '../sign-in-rules/index.ts';
import { type Client, type Me, Role, type RoleFacts, type User, type UserListItem } from './contract.ts';
import { type Entry, openedAtOnce, type SecondFactorAnswer, signAct, type Waiting, triedBy } from './entry.ts';
import { insertPerson, type Managing } from './managing.ts';
import type { NewPasswords } from './new-passwords.ts';
import { isDated } from './password-rules.ts';
import type { Passwords } from './passwords.ts';
import { allPermissions, grantsOf, permissionsFor } from './permissions.ts';
import {
  requireAdministratorRemains,
  requireMayChangeEmail,
  requireOwnPicture,
  requireSelfOrManager,
  userIdOf,
} from './policy.ts';
import type { Accounts, ProfileChange, UserFilter } from './repository/people.ts';
import type { Sessions, TokenPair } from './sessions.ts';

export interface Person {
  email: string;
  first_name: string;
  last_name: string;
}
/** Whoever manages people: one of them, or nobody by name: the machine's owner at its command line. */
export interface By {
  userId: number | null;
}
export interface SignedInPerson {
  user: Me;
  tokens: TokenPair;
}
/** Somebody who is in, or who still has to show a second factor. */
export type SignInOutcome = SignedInPerson | { user: null; waiting: Waiting };

export interface Credentials {
  email: string;
  password: string;
  client: Client;
  /** Version of the notice that was accepted. */
  notice?: number | undefined;
}

export interface AccountsService {
  signIn(credentials: Credentials, from: From): Promise<SignInOutcome>;
  /** The second step of signing in. */
  finishSignIn(answer: SecondFactorAnswer, from: From): Promise<SignedInPerson>;
  /** Refuses with PASSKEY_UNKNOWN. */
  signInByPasskey(
    answer: Omit<Credentials, 'email' | 'password'> & { passkey: PasskeyAnswer },
    from: From,
  ): Promise<SignedInPerson>;
  refresh(token: string | undefined, from: From): Promise<SignedInPerson>;
  /** `refresh`: what a browser still holds whose access token has run out. */
  signOut(actor: Actor | null, refresh: string | undefined): Promise<void>;
  read(ref: 'me' | number, actor: Actor): Promise<Me>;
  update(ref: 'me' | number, change: ProfileChange & { email?: string | undefined }, actor: Actor): Promise<User>;
  list(filter: UserFilter): Promise<Page<UserListItem>>;
  roles(): Promise<{ roles: RoleFacts[]; permissions: string[] }>;
  setRoles(id: number, roles: Role[], by: By): Promise<User>;
  setActive(id: number, active: boolean, by: By): Promise<User>;
  /** Inside the set-up's transaction: the first administrator. */
  createFirstAdministrator(
    unit: Unit,
    person: Person & { password: string; client: Client },
    from: From,
  ): Promise<TokenPair>;
  /** What the signed-in browser needs; for other features that sign somebody in. */
  me: ToMe;
}

export interface AccountsDeps {
  work: Work;
  clock: Clock;
  accounts: Accounts;
  sessions: Sessions;
  passwords: Passwords;
  newPasswords: NewPasswords;
  entry: Entry;
  gate: FactorGate;
  tries: Tries;
  rules: ReadRules;
  /** Told of every wrong password, for the watch over attacks. */
  countRefused: () => void;
}

export function createAccountsService(deps: AccountsDeps, managing: Pick<Managing, 'changeEmail'>): AccountsService {
  const { work, clock, accounts, sessions } = deps;
  const now = () => instant(clock.now());
  const me: ToMe = (userId, session) => describeMe(deps, userId, session);
  const change = (id: number, apply: (unit: Unit, user: User) => Promise<Told>, by: By): Promise<User> =>
    work.run(async unit => {
      const { tx, record } = unit;
      const user = found(await accounts.read(id, tx), 'There is no such person.');
      const told = await apply(unit, user);
      await record({ userId: by.userId, resourceType: 'user', resourceId: id, ...told });
      return (await accounts.read(id, tx)) as User;
    });
  return {
    me,
    list: accounts.list,
    signIn: (credentials, from) => signIn(deps, credentials, from, me),
    async finishSignIn(answer, from) {
      const tokens = await deps.entry.finish(answer, from);
      return { tokens, user: await me(tokens.userId) };
    },
    async signInByPasskey({ passkey, client, notice }, from) {
      const tokens = await deps.entry.byPasskey(passkey, client, from, notice);
      return { tokens, user: await me(tokens.userId) };
    },
    async refresh(token, from) {
      if (!token) refuse('UNAUTHENTICATED', 'Please sign in.');
      const tokens = await sessions.refresh(token, from);
      await deps.gate.entered(tokens.userId);
      return { tokens, user: await me(tokens.userId, tokens) };
    },
    async signOut(actor, refresh) {
      await work.run(async unit => {
        if (!actor) {
          const ended = await sessions.giveBack(unit, refresh, 'signed out');
          if (ended) await unit.record({ ...signAct('session.sign-out', ended.userId), resourceId: ended.id });
          return;
        }
        // Who looks on as somebody else leaves altogether.
        const own = actor.impersonatedBy === null ? null : await sessions.returnsTo(unit.tx, actor.sessionId);
        await sessions.end(unit, { id: own ?? actor.sessionId }, 'signed out');
        await unit.record({ ...signAct('session.sign-out', actor.userId), resourceId: actor.sessionId });
      });
    },
    async read(ref, actor) {
      const id = userIdOf(ref, actor);
      requireSelfOrManager(actor, id);
      return me(id, id === actor.userId ? actor : {});
    },
    async update(ref, { email, ...profile }, actor) {
      const id = userIdOf(ref, actor);
      requireSelfOrManager(actor, id);
      if (email !== undefined) {
        requireMayChangeEmail(actor);
        await sessions.requireFresh(actor);
      }
      return change(
        id,
        async ({ tx }, user) => {
          if (profile.avatar && profile.avatar !== user.avatar)
            requireOwnPicture(await accounts.ownerOfPicture(tx, profile.avatar), [id, actor.userId]);
          if (email !== undefined && email !== user.email) await managing.changeEmail(tx, id, email);
          await accounts.update(tx, id, profile, now());
          // Which of them, not what they say: it is the person's own.
          const fields = Object.keys(changesOf({ ...user }, { ...profile, email }));
          return { action: 'user.update', details: { fields } };
        },
        actor,
      );
    },
    async roles() {
      const holders = await accounts.holders();
      const facts = Role.options.map(role => ({ role, people: holders.get(role) ?? 0, permissions: grantsOf(role) }));
      return { roles: facts, permissions: [...allPermissions] };
    },
    setRoles: (id, roles, by) =>
      change(
        id,
        async ({ tx, announce }, user) => {
          announce('user.rights-changed', { userId: id });
          requireAdministratorRemains(user, roles, user.is_active, await accounts.activeAdministrators(tx));
          await accounts.setRoles(tx, id, roles, by.userId, now());
          return { action: 'user.roles', details: { roles: { from: user.roles, to: roles } } };
        },
        by,
      ),
    setActive: (id, active, by) =>
      work.run(async unit => {
        const { tx } = unit;
        const user = found(await accounts.read(id, tx), 'There is no such person.');
        requireAdministratorRemains(user, user.roles, active, await accounts.activeAdministrators(tx));
        await accounts.setActive(tx, id, active, now());
        if (!active) await sessions.end(unit, { user_id: id }, 'suspended');
        await unit.record({
          userId: by.userId,
          action: active ? 'user.reactivate' : 'user.suspend',
          resourceType: 'user',
          resourceId: id,
        });
        return (await accounts.read(id, tx)) as User;
      }),
    async createFirstAdministrator(unit, person, from) {
      await deps.newPasswords.require(person.password, person);
      const passwordHash = await deps.passwords.hash(person.password);
      const userId = await insertPerson(deps, unit.tx, person, passwordHash, ['administrator', 'instructor'], null);
      const { client } = person;
      return openedAtOnce(await deps.entry.completeSignIn(unit, { userId, client, from, proof: 'setup' }));
    },
  };
}

/** What an act says of what was done. */
type Told = Pick<Act, 'action' | 'details'>;
export type ToMe = (userId: number, session?: InSession) => Promise<Me>;
/** What of a session its person's pages must know. */
type InSession = Partial<Pick<Actor, 'factorElsewhere' | 'impersonatedBy'>>;

/** What the signed-in browser needs. */
export async function describeMe(
  { accounts, gate }: Pick<AccountsDeps, 'accounts' | 'gate'>,
  userId: number,
  { factorElsewhere = false, impersonatedBy = null }: InSession = {},
): Promise<Me> {
  const user = found(await accounts.read(userId), 'There is no such person.');
  const standing = await gate.standing(userId);
  const second_factor = factorElsewhere ? { ...standing, required: false, due_at: null, overdue: false } : standing;
  const permissions = [...permissionsFor(user.roles)];
  return { ...user, permissions, second_factor, impersonated: impersonatedBy !== null };
}

/** The account that somebody tried to enter; of an address that nobody has, nothing is kept. */
const recordRefused = (work: Work, id: number | null, reason: 'password' | 'unknown' | 'suspended') =>
  work.run(({ record }) =>
    record({ userId: null, action: 'session.refused', resourceType: 'user', resourceId: id, details: { reason } }),
  );

async function signIn(
  deps: AccountsDeps,
  { email, password, client, notice }: Credentials,
  from: From,
  me: ToMe,
): Promise<SignInOutcome> {
  const { work, accounts, entry, passwords, tries, countRefused } = deps;
  const account = await accounts.byEmail(email);
  const who = triedBy({ email, userId: account?.id ?? null }, from);
  const right = await tries.attempt(who, () => passwords.matches(password, account?.password_hash || null));
  if (!account || !right) {
    countRefused();
    await recordRefused(work, account?.id ?? null, account ? 'password' : 'unknown');
    refuse('WRONG_CREDENTIALS', 'E-mail address and password do not belong together.');
  }
  if (!account.is_active) await recordRefused(work, account.id, 'suspended');
  if (isDated(account.password_hash)) await renewHash(deps, account, password);
  const entering = { userId: account.id, client, from, proof: 'password', notice } as const;
  const { tokens, waiting } = await work.run(unit => entry.completeSignIn(unit, entering));
  // The tries are forgotten when the person is in: a right password gives nobody new tries at the second factor.
  if (!tokens) return { user: null, waiting };
  await tries.succeeded(who);
  return { tokens, user: await me(account.id) };
}

/** The only moment at which the password is known: from now on it is kept as strongly as any other. */
async function renewHash(
  { accounts, passwords, work, clock }: AccountsDeps,
  { id, password_hash: stored }: { id: number; password_hash: string },
  password: string,
): Promise<void> {
  const hash = await passwords.hash(password);
  await work.run(({ tx }) => accounts.renewHash(tx, id, { stored, hash }, instant(clock.now())));
}
