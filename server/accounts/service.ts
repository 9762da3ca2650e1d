/** People and how they get in. */
import { type Clock, instant } from '../platform/clock.ts';
import { randomToken } from '../platform/crypto/secrets.ts';
import type { Tx } from '../platform/db/database.ts';
import { isUniqueViolation } from '../platform/db/dialect.ts';
import type { Work } from '../platform/db/work.ts';
import { found, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { Page } from '../platform/http/contract.ts';
import type { From } from '../platform/http/routes.ts';
import type { Limit } from '../platform/limits/limits.ts';
import type { Client, Me, Role, User, UserListItem } from './contract.ts';
import type { Passwords } from './passwords.ts';
import { permissionsFor } from './permissions.ts';
import { requireAdministratorRemains, requireSelfOrManager, userIdOf } from './policy.ts';
import type { Accounts, ProfileChange, UserFilter } from './repository/people.ts';
import type { Sessions, TokenPair } from './sessions.ts';

export interface Person {
  email: string;
  first_name: string;
  last_name: string;
}
export interface SignedInPerson {
  user: Me;
  tokens: TokenPair;
}

export interface AccountsService {
  register(person: Person & { password: string; client: Client }, from: From): Promise<SignedInPerson>;
  signIn(credentials: { email: string; password: string; client: Client }, from: From): Promise<SignedInPerson>;
  refresh(token: string | undefined): Promise<SignedInPerson>;
  signOut(actor: Actor | null, from: From): Promise<void>;
  read(ref: 'me' | number, actor: Actor): Promise<Me>;
  update(ref: 'me' | number, change: ProfileChange, actor: Actor): Promise<User>;
  list(filter: UserFilter): Promise<Page<UserListItem>>;
  create(
    person: Person & { roles: Role[]; password?: string | undefined },
    actor: Actor,
  ): Promise<{ user: User; password: string | null }>;
  setRoles(id: number, roles: Role[], actor: Actor): Promise<User>;
  setActive(id: number, active: boolean, actor: Actor): Promise<User>;
  /** Inside the set-up's transaction: the first administrator. */
  createFirstAdministrator(
    tx: Tx,
    person: Person & { password: string; client: Client },
    from: From,
  ): Promise<TokenPair>;
  /** What the signed-in browser needs; for other features that sign somebody in. */
  me(userId: number): Promise<Me>;
}

export interface AccountsDeps {
  work: Work;
  clock: Clock;
  accounts: Accounts;
  sessions: Sessions;
  passwords: Passwords;
  /** Failed sign-ins per account and per address. */
  failures: { account: Limit; address: Limit };
  registrationOpen: () => Promise<boolean>;
}

export function createAccountsService(deps: AccountsDeps): AccountsService {
  const { work, clock, accounts, sessions } = deps;
  const now = () => instant(clock.now());
  const me = async (userId: number): Promise<Me> => {
    const user = found(await accounts.read(userId), 'There is no such person.');
    return { ...user, permissions: [...permissionsFor(user.roles)] };
  };
  const change = (id: number, apply: (tx: Tx, user: User) => Promise<string>, actor: Actor): Promise<User> =>
    work.run(async ({ tx, record }) => {
      const user = found(await accounts.read(id, tx), 'There is no such person.');
      const action = await apply(tx, user);
      await record({ userId: actor.userId, action, resourceType: 'user', resourceId: id });
      return (await accounts.read(id, tx)) as User;
    });
  return {
    me,
    list: accounts.list,
    register: (person, from) => register(deps, person, from, me),
    signIn: (credentials, from) => signIn(deps, credentials, from, me),
    async refresh(token) {
      if (!token) refuse('UNAUTHENTICATED', 'Please sign in.');
      const tokens = await sessions.refresh(token);
      return { tokens, user: await me(tokens.userId) };
    },
    async signOut(actor, from) {
      if (!actor) return;
      await work.run(async ({ tx, announce, record }) => {
        await sessions.end(tx, actor.sessionId, 'signed out');
        await record({ ...signAct('session.sign-out', actor.userId, from), resourceId: actor.sessionId });
        announce('session.ended', { sessionId: actor.sessionId, userId: actor.userId });
      });
    },
    async read(ref, actor) {
      const id = userIdOf(ref, actor);
      requireSelfOrManager(actor, id);
      return me(id);
    },
    async update(ref, profile, actor) {
      const id = userIdOf(ref, actor);
      requireSelfOrManager(actor, id);
      return change(id, async tx => accounts.update(tx, id, profile, now()).then(() => 'user.update'), actor);
    },
    async create(person, actor) {
      const password = person.password ?? randomToken().slice(0, 16);
      const passwordHash = await deps.passwords.hash(password);
      const user = await work.run(async ({ tx, record }) => {
        const id = await insertPerson(deps, tx, person, passwordHash, person.roles, actor.userId);
        await record({ userId: actor.userId, action: 'user.create', resourceType: 'user', resourceId: id });
        return (await accounts.read(id, tx)) as User;
      });
      return { user, password: person.password ? null : password };
    },
    setRoles: (id, roles, actor) =>
      change(
        id,
        async (tx, user) => {
          requireAdministratorRemains(user, roles, user.is_active, await accounts.activeAdministrators(tx));
          await accounts.setRoles(tx, id, roles, actor.userId, now());
          return 'user.roles';
        },
        actor,
      ),
    setActive: (id, active, actor) =>
      work.run(async ({ tx, announce, record }) => {
        const user = found(await accounts.read(id, tx), 'There is no such person.');
        requireAdministratorRemains(user, user.roles, active, await accounts.activeAdministrators(tx));
        await accounts.setActive(tx, id, active, now());
        const ended = active ? [] : await sessions.endAllOf(tx, id, 'suspended');
        for (const sessionId of ended) announce('session.ended', { sessionId, userId: id });
        await record({
          userId: actor.userId,
          action: active ? 'user.reactivate' : 'user.suspend',
          resourceType: 'user',
          resourceId: id,
        });
        return (await accounts.read(id, tx)) as User;
      }),
    async createFirstAdministrator(tx, person, from) {
      const passwordHash = await deps.passwords.hash(person.password);
      const id = await insertPerson(deps, tx, person, passwordHash, ['administrator', 'instructor'], null);
      await accounts.signedIn(tx, id, now());
      return sessions.open(tx, id, person.client, from);
    },
  };
}

type ToMe = (userId: number) => Promise<Me>;

const signAct = (action: string, userId: number, from: From) => ({
  userId,
  action,
  resourceType: 'session',
  resourceId: null,
  ip: from.ip,
  userAgent: from.userAgent,
});

async function insertPerson(
  { accounts, clock }: AccountsDeps,
  tx: Tx,
  person: Person,
  passwordHash: string,
  roles: readonly Role[],
  grantedBy: number | null,
): Promise<number> {
  const { email, first_name: firstName, last_name: lastName } = person;
  try {
    return await accounts.insert(tx, {
      email,
      firstName,
      lastName,
      passwordHash,
      roles,
      grantedBy,
      at: instant(clock.now()),
    });
  } catch (cause) {
    if (isUniqueViolation(cause))
      refuse('EMAIL_TAKEN', 'There is an account with this address already.', { field: 'email', cause });
    throw cause;
  }
}

async function register(
  deps: AccountsDeps,
  person: Person & { password: string; client: Client },
  from: From,
  me: ToMe,
): Promise<SignedInPerson> {
  if (!(await deps.registrationOpen()))
    refuse('REGISTRATION_CLOSED', 'This academy does not take registrations. Ask its administrator for an account.');
  const passwordHash = await deps.passwords.hash(person.password);
  const tokens = await deps.work.run(async ({ tx, record, announce }) => {
    const id = await insertPerson(deps, tx, person, passwordHash, ['student'], null);
    await deps.accounts.signedIn(tx, id, instant(deps.clock.now()));
    await record({
      userId: id,
      action: 'user.register',
      resourceType: 'user',
      resourceId: id,
      ip: from.ip,
      userAgent: from.userAgent,
    });
    announce('user.registered', { userId: id });
    return deps.sessions.open(tx, id, person.client, from);
  });
  return { tokens, user: await me(tokens.userId) };
}

async function signIn(
  { work, accounts, sessions, passwords, failures, clock }: AccountsDeps,
  { email, password, client }: { email: string; password: string; client: Client },
  from: From,
  me: ToMe,
): Promise<SignedInPerson> {
  const key = email.toLowerCase();
  await failures.account.check(key);
  await failures.address.check(from.ip);
  const account = await accounts.byEmail(email);
  const right = await passwords.matches(password, account?.password_hash ?? null);
  if (!account || !right) {
    await failures.account.count(key);
    await failures.address.count(from.ip);
    refuse('WRONG_CREDENTIALS', 'E-mail address and password do not belong together.');
  }
  if (!account.is_active) refuse('ACCOUNT_SUSPENDED', 'This account is suspended. Please ask the administrator.');
  await failures.account.forget(key);
  const tokens = await work.run(async ({ tx, record }) => {
    await accounts.signedIn(tx, account.id, instant(clock.now()));
    await record(signAct('session.sign-in', account.id, from));
    return sessions.open(tx, account.id, client, from);
  });
  return { tokens, user: await me(account.id) };
}
