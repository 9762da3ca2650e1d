/** What administrators do with accounts besides roles and suspension: creating them, signing people out, taking the list along. */
import { instant } from '../platform/clock.ts';
import { randomToken } from '../platform/crypto/secrets.ts';
import type { Tx } from '../platform/db/database.ts';
import { isUniqueViolation } from '../platform/db/dialect.ts';
import { found, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { From } from '../platform/http/routes.ts';
import { foldEmail } from './address-rules.ts';
import type { MadeLink, Role, User, UserListItem } from './contract.ts';
import { csvOf } from '../platform/files/csv-rules.ts';
import type { Links } from './links.ts';
import type { ChallengesRepository } from './repository/challenges.ts';
import type { LinksRepository } from './repository/links.ts';
import type { UserFilter } from './repository/people.ts';
import type { AccountsDeps, Person } from './service.ts';

export interface NewPerson extends Person {
  roles: Role[];
  password?: string | undefined;
  welcome: 'password' | 'link' | 'mail';
}

export interface ManagingDeps extends AccountsDeps {
  links: Pick<Links, 'make'>;
  openLinks: Pick<LinksRepository, 'revoke'>;
  challenges: Pick<ChallengesRepository, 'drop'>;
}

type ExportFilter = Omit<UserFilter, 'page' | 'per_page'>;

export interface Managing {
  create(person: NewPerson, actor: Actor, from: From): Promise<Created>;
  signOutEverywhere(id: number, actor: Actor): Promise<{ ended: number }>;
  /** CSV in UTF-8 with a byte order mark, which spreadsheets need. */
  exportUsers(filter: ExportFilter, actor: Actor): Promise<Uint8Array>;
  /** Inside the caller's transaction; links that went to the old address stop working, and so do half-done sign-ins. */
  changeEmail(tx: Tx, id: number, email: string): Promise<void>;
}

interface Created {
  user: User;
  password: string | null;
  link: MadeLink | null;
}

export function createManaging(deps: ManagingDeps): Managing {
  const { work, clock, accounts, sessions, openLinks, challenges } = deps;
  const now = () => instant(clock.now());
  return {
    create: (person, actor, from) => create(deps, person, actor, from),
    signOutEverywhere: (id, actor) =>
      work.run(async unit => {
        found(await accounts.read(id, unit.tx), 'There is no such person.');
        const ended = await sessions.end(unit, { user_id: id }, 'signed out by an administrator');
        await unit.record({ userId: actor.userId, action: 'user.sign-out', resourceType: 'user', resourceId: id });
        return { ended: ended.length };
      }),
    async exportUsers(filter, actor) {
      const people = await everybody(deps, filter);
      await work.run(({ record }) =>
        record({
          userId: actor.userId,
          action: 'user.export',
          resourceType: 'user',
          resourceId: null,
          details: { people: people.length },
        }),
      );
      return Buffer.from(`\uFEFF${csvOf(HEAD, people.map(rowOf))}`);
    },
    async changeEmail(tx, id, email) {
      await requireFree(accounts, tx, email, id);
      await unlessTaken(() => accounts.setEmail(tx, id, email, now()));
      await openLinks.revoke(tx, { user_id: id }, now());
      await challenges.drop(tx, id);
    },
  };
}

async function create(deps: ManagingDeps, person: NewPerson, actor: Actor, from: From): Promise<Created> {
  const { work, accounts, passwords, links } = deps;
  const { welcome } = person;
  const password = welcome === 'password' ? (person.password ?? randomToken().slice(0, 16)) : null;
  if (welcome === 'password' && person.password) await deps.newPasswords.require(person.password, person);
  const passwordHash = password === null ? '' : await passwords.hash(password);
  return work.run(async unit => {
    const id = await insertPerson(deps, unit.tx, person, passwordHash, person.roles, actor.userId);
    const details = { roles: person.roles, welcome };
    await unit.record({ userId: actor.userId, action: 'user.create', resourceType: 'user', resourceId: id, details });
    const user = (await accounts.read(id, unit.tx)) as User;
    const inviter = await accounts.read(actor.userId, unit.tx);
    const link =
      welcome === 'password'
        ? null
        : await links.make(unit, user, 'invitation', { send: welcome, actor, from, inviter });
    return { user, password: person.password ? null : password, link };
  });
}

export async function insertPerson(
  { accounts, clock }: Pick<AccountsDeps, 'accounts' | 'clock'>,
  tx: Tx,
  person: Person,
  passwordHash: string,
  roles: readonly Role[],
  grantedBy: number | null,
): Promise<number> {
  const { email, first_name: firstName, last_name: lastName } = person;
  const at = instant(clock.now());
  await requireFree(accounts, tx, email);
  return unlessTaken(() => accounts.insert(tx, { email, firstName, lastName, passwordHash, roles, grantedBy, at }));
}

/** An address that leads to a merged account belongs to somebody too. */
async function requireFree(accounts: AccountsDeps['accounts'], tx: Tx, email: string, id?: number): Promise<void> {
  const owner = (await accounts.owners(tx, [foldEmail(email)])).get(foldEmail(email));
  if (owner !== undefined && owner !== id) refuse('EMAIL_TAKEN', TAKEN, { field: 'email' });
}

const TAKEN = 'There is an account with this address already.';

async function unlessTaken<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (cause) {
    if (isUniqueViolation(cause)) refuse('EMAIL_TAKEN', TAKEN, { field: 'email', cause });
    throw cause;
  }
}

const SLICE = 1000;

async function everybody({ accounts }: ManagingDeps, filter: ExportFilter): Promise<UserListItem[]> {
  const all: UserListItem[] = [];
  for (let page = 1; ; page++) {
    const { items } = await accounts.list({ ...filter, page, per_page: SLICE });
    all.push(...items);
    if (items.length < SLICE) return all;
  }
}

const HEAD = [
  'id',
  'first_name',
  'last_name',
  'email',
  'roles',
  'organization',
  'state',
  'courses',
  'progress_percentage',
  'created_at',
  'last_sign_in_at',
];

function rowOf(user: UserListItem): (string | number | null)[] {
  const state = user.is_active ? (user.invited ? 'invited' : 'active') : 'suspended';
  const progress = user.progress_percentage === null ? null : Math.round(user.progress_percentage);
  const { id, first_name, last_name, email, organization, course_count, created_at, last_sign_in_at } = user;
  const roles = user.roles.join(' ');
  return [
    id,
    first_name,
    last_name,
    email,
    roles,
    organization,
    state,
    course_count,
    progress,
    created_at,
    last_sign_in_at,
  ];
}
