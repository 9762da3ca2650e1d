import type { Knex } from 'knex';
import type { Database } from '../../platform/db/database.ts';
import { anywhere, folded, insertedId } from '../../platform/db/dialect.ts';
import type { Page, Paging } from '../../platform/http/contract.ts';
import { foldEmail } from '../address-rules.ts';
import type { Sealing } from '../../platform/crypto/sealing.ts';
import type { Role, User, UserListItem } from '../contract.ts';
import { openPhone, sealPhone } from './phone.ts';

interface UserRow {
  id: number;
  email: string;
  is_active: boolean | number;
  invited: boolean | number;
  created_at: string;
  last_sign_in_at: string | null;
  first_name: string;
  last_name: string;
  bio: string | null;
  avatar_file_id: number | null;
  phone: string | null;
  organization: string | null;
}

export interface NewUser {
  email: string;
  /** Empty for somebody who is invited and has not chosen one. */
  passwordHash: string;
  firstName: string;
  lastName: string;
  roles: readonly Role[];
  grantedBy: number | null;
  at: string;
}

export interface ProfileChange {
  first_name?: string | undefined;
  last_name?: string | undefined;
  bio?: string | null | undefined;
  phone?: string | null | undefined;
  organization?: string | null | undefined;
  avatar?: number | null | undefined;
}

export interface UserFilter extends Paging {
  search?: string | undefined;
  role?: Role | undefined;
  state?: 'active' | 'invited' | 'suspended' | undefined;
  /** Only these. */
  ids?: readonly number[] | undefined;
  sort: 'name' | 'email' | 'created_at' | 'last_sign_in_at';
  order: 'asc' | 'desc';
}

const sortColumns = {
  name: 'users.name_folded',
  email: 'users.email_folded',
  created_at: 'users.created_at',
  last_sign_in_at: 'users.last_sign_in_at',
} as const;

const BY_EMAIL = `select id, case when password_hash = '-' then '' else password_hash end as password_hash, is_active
  from users where id = coalesce(
  (select id from users where email_folded = ?), (select user_id from merged_accounts where alias_folded = ?))`;

export type Accounts = ReturnType<typeof createAccountsRepository>;

export function createAccountsRepository(db: Database, sealing: Sealing) {
  const shown = (row: UserRow): UserRow => ({ ...row, phone: openPhone(sealing, row.phone) });
  return {
    /** Also by the address of an account that was merged into this one; `password_hash` is empty for somebody without a password. */
    byEmail: (email: string) =>
      db.read.get<{ id: number; password_hash: string; is_active: boolean | number }>(BY_EMAIL, [
        foldEmail(email),
        foldEmail(email),
      ]),
    /** Of these folded addresses, those that somebody has or that lead to somebody, with whose they are. */
    async owners(tx: Knex, emails: readonly string[]): Promise<Map<string, number>> {
      const own = await tx<{ id: number; email_folded: string }>('users')
        .whereIn('email_folded', emails)
        .select('id', 'email_folded');
      const merged = await tx<{ user_id: number; alias_folded: string }>('merged_accounts')
        .whereIn('alias_folded', emails)
        .select('user_id', 'alias_folded');
      return new Map([
        ...merged.map(row => [row.alias_folded, Number(row.user_id)] as const),
        ...own.map(row => [row.email_folded, Number(row.id)] as const),
      ]);
    },
    async read(id: number, queries: Knex = db.reader): Promise<User | undefined> {
      const row = await people(queries).where('users.id', id).first<UserRow | undefined>();
      return row && toUser(shown(row), (await rolesOf(queries, [id])).get(id) ?? []);
    },
    async list(filter: UserFilter): Promise<Page<UserListItem>> {
      const [count] = (await matching(db.reader('users').whereNull('users.erased_at'), filter).count({ n: '*' })) as [
        { n: number },
      ];
      const column = sortColumns[filter.sort];
      const rows = (await matching(people(db.reader), filter)
        .orderByRaw(`${column} is null, ${column} ${filter.order}, users.id`)
        .limit(filter.per_page)
        .offset((filter.page - 1) * filter.per_page)) as UserRow[];
      return { items: await withFigures(db.reader, rows.map(shown)), total: Number(count.n) };
    },
    /** How many people hold each role. */
    async holders(): Promise<Map<Role, number>> {
      const rows = await db.read.all<{ role: Role; n: number }>(
        'select role, count(*) as n from user_roles group by role',
      );
      return new Map(rows.map(({ role, n }) => [role, Number(n)]));
    },
    insert: insertUser,
    /** Only while it is still the old one: somebody may have chosen another password meanwhile. */
    renewHash: (tx: Knex, id: number, { stored, hash }: { stored: string; hash: string }, at: string) =>
      tx('users').where({ id, password_hash: stored }).update({ password_hash: hash, updated_at: at }),
    setPassword: (tx: Knex, id: number, passwordHash: string, at: string) =>
      tx('users').where({ id }).update({ password_hash: passwordHash, updated_at: at }),
    setEmail: (tx: Knex, id: number, email: string, at: string) =>
      tx('users')
        .where({ id })
        .update({ email, email_folded: foldEmail(email), updated_at: at }),
    async update(tx: Knex, id: number, change: ProfileChange, at: string): Promise<void> {
      const { avatar, phone, ...profile } = change;
      const sealed = phone === undefined ? {} : { phone: sealPhone(sealing, phone) };
      const columns = { ...profile, ...sealed, ...(avatar === undefined ? {} : { avatar_file_id: avatar }) };
      if (Object.values(columns).some(value => value !== undefined))
        await tx('user_profiles').where({ user_id: id }).update(columns);
      const names = await tx('user_profiles')
        .where({ user_id: id })
        .first<{ first_name: string; last_name: string }>('first_name', 'last_name');
      await tx('users')
        .where({ id })
        .update({ name_folded: nameFolded(names.first_name, names.last_name), updated_at: at });
    },
    /** Whose picture a file is; undefined when there is no such picture. */
    async ownerOfPicture(tx: Knex, fileId: number): Promise<number | null | undefined> {
      const file = await tx('content_files')
        .where({ id: fileId })
        .whereLike('mime_type', 'image/%')
        .first<{ uploaded_by: number | null } | undefined>('uploaded_by');
      return file && (file.uploaded_by === null ? null : Number(file.uploaded_by));
    },
    async setRoles(
      tx: Knex,
      userId: number,
      roles: readonly Role[],
      grantedBy: number | null,
      at: string,
    ): Promise<void> {
      await tx('user_roles').where({ user_id: userId }).whereNotIn('role', roles).delete();
      await grantRoles(tx, userId, roles, grantedBy, at);
    },
    setActive: (tx: Knex, id: number, active: boolean, at: string) =>
      tx('users').where({ id }).update({ is_active: active, left_at: null, updated_at: at }),
    /** By the person's own wish, which is told apart from a suspension: only the first can be taken back by the person. */
    leave: (tx: Knex, id: number, at: string) =>
      tx('users').where({ id }).update({ is_active: false, left_at: at, updated_at: at }),
    /** By their own wish, and not come back. */
    hasLeft: async (tx: Knex, id: number) =>
      (await tx('users').where({ id }).whereNotNull('left_at').first('id')) !== undefined,
    /** False unless the person left by their own wish. */
    comeBack: async (tx: Knex, id: number, at: string) =>
      (await tx('users')
        .where({ id })
        .whereNotNull('left_at')
        .update({ is_active: true, left_at: null, updated_at: at })) > 0,
    signedIn: (tx: Knex, id: number, at: string) => tx('users').where({ id }).update({ last_sign_in_at: at }),
    /** The account stays as a number without a person: what others did with it refers to it. */
    async anonymise(tx: Knex, id: number, name: { first: string; last: string }, at: string): Promise<void> {
      const email = `erased-${id}@invalid`;
      const nobody = { email, email_folded: email, password_hash: '!', name_folded: nameFolded(name.first, name.last) };
      await tx('users')
        .where({ id })
        .update({ ...nobody, is_active: false, last_sign_in_at: null, updated_at: at, erased_at: at });
      await tx('user_profiles').where({ user_id: id }).update({ first_name: name.first, last_name: name.last });
    },
    async activeAdministrators(tx: Knex): Promise<number> {
      const [row] = await tx('users')
        .join('user_roles', 'user_roles.user_id', 'users.id')
        .where({ 'user_roles.role': 'administrator', 'users.is_active': true })
        .count({ n: '*' });
      return Number((row as { n: number }).n);
    },
  };
}

function people(queries: Knex) {
  return queries('users')
    .join('user_profiles as p', 'p.user_id', 'users.id')
    .whereNull('users.erased_at')
    .select('users.id', 'users.email', 'users.is_active', 'users.created_at', 'users.last_sign_in_at')
    .select(queries.raw(`case when users.password_hash = '' then 1 else 0 end as invited`))
    .select('p.first_name', 'p.last_name', 'p.bio', 'p.avatar_file_id', 'p.phone', 'p.organization');
}

function matching(query: Knex.QueryBuilder, { search, role, state, ids }: UserFilter): Knex.QueryBuilder {
  if (ids) query.whereIn('users.id', ids);
  if (search) {
    const pattern = anywhere(search);
    query.whereRaw(`(users.name_folded like ? escape '\\' or users.email_folded like ? escape '\\')`, [
      pattern,
      pattern,
    ]);
  }
  if (role)
    query.whereExists(q => {
      void q.select('user_id').from('user_roles').whereRaw('user_roles.user_id = users.id').where({ role });
    });
  if (state) query.where('users.is_active', state !== 'suspended');
  if (state === 'active') query.whereNot('users.password_hash', '');
  if (state === 'invited') query.where('users.password_hash', '');
  return query;
}

async function rolesOf(queries: Knex, ids: readonly number[]): Promise<Map<number, Role[]>> {
  const rows = await queries<{ user_id: number; role: Role }>('user_roles')
    .whereIn('user_id', ids)
    .orderBy('id')
    .select('user_id', 'role');
  const roles = new Map<number, Role[]>();
  for (const { user_id, role } of rows) roles.set(user_id, [...(roles.get(user_id) ?? []), role]);
  return roles;
}

async function withFigures(queries: Knex, rows: readonly UserRow[]): Promise<UserListItem[]> {
  const ids = rows.map(row => row.id);
  const roles = await rolesOf(queries, ids);
  const figures = (await queries('course_enrollments')
    .whereIn('user_id', ids)
    .where({ status: 'active' })
    .groupBy('user_id')
    .select('user_id')
    .count({ courses: '*' })
    .avg({ progress: 'progress_percentage' })) as unknown as { user_id: number; courses: number; progress: number }[];
  const byUser = new Map(figures.map(f => [f.user_id, f]));
  return rows.map(row => {
    const figure = byUser.get(row.id);
    return {
      ...toUser(row, roles.get(row.id) ?? []),
      email: row.email,
      course_count: Number(figure?.courses ?? 0),
      progress_percentage: figure ? Number(figure.progress) : null,
    };
  });
}

async function insertUser(tx: Knex, user: NewUser): Promise<number> {
  const id = insertedId(
    await tx('users')
      .insert({
        email: user.email,
        email_folded: foldEmail(user.email),
        password_hash: user.passwordHash,
        is_active: true,
        name_folded: nameFolded(user.firstName, user.lastName),
        created_at: user.at,
        updated_at: user.at,
      })
      .returning('id'),
  );
  await tx('user_profiles').insert({ user_id: id, first_name: user.firstName, last_name: user.lastName });
  await grantRoles(tx, id, user.roles, user.grantedBy, user.at);
  return id;
}

async function grantRoles(
  tx: Knex,
  userId: number,
  roles: readonly Role[],
  grantedBy: number | null,
  at: string,
): Promise<void> {
  const rows = roles.map(role => ({ user_id: userId, role, granted_at: at, granted_by: grantedBy }));
  await tx('user_roles').insert(rows).onConflict(['user_id', 'role']).ignore();
}

const nameFolded = (first: string, last: string) => folded(`${first} ${last}`);

function toUser(row: UserRow, roles: Role[]): User {
  const { id, email, created_at, last_sign_in_at, first_name, last_name, bio, phone, organization } = row;
  return {
    id,
    email,
    created_at,
    last_sign_in_at,
    first_name,
    last_name,
    bio,
    phone,
    organization,
    avatar: row.avatar_file_id,
    is_active: Boolean(row.is_active),
    invited: Boolean(row.invited),
    roles,
  };
}
