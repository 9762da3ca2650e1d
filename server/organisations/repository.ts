import type { Knex } from 'knex';
import type { Database, SqlValue, Tx } from '../platform/db/database.ts';
import { anywhere, folded, insertedId } from '../platform/db/dialect.ts';
import type { Page, Paging } from '../platform/http/contract.ts';
import type { Member, Membership, Organisation } from './contract.ts';

/** Somebody of an organisation as its representatives' list needs them. */
export interface PersonRow {
  id: number;
  first_name: string;
  last_name: string;
  avatar: number | null;
  since: string;
}

interface MemberRow extends PersonRow {
  email: string;
  is_active: boolean | number;
  is_representative: boolean | number;
  has_role: boolean | number;
}

const ORGANISATIONS = `select o.id, o.name, o.note, o.created_at, o.archived_at,
    (select count(*) from organisation_members m join users u on u.id = m.user_id
      where m.organisation_id = o.id and u.erased_at is null) as members,
    (select count(*) from organisation_members m join users u on u.id = m.user_id
      where m.organisation_id = o.id and u.erased_at is null and m.is_representative) as representatives
  from organisations o`;

/** An organisation that the person represents and that is not archived. */
const REPRESENTED = `select o.id, o.name,
    (select count(*) from organisation_members c join users u on u.id = c.user_id
      where c.organisation_id = o.id and u.is_active and u.erased_at is null) as people
  from organisations o join organisation_members m on m.organisation_id = o.id
  where m.user_id = ? and m.is_representative and o.archived_at is null`;

const PEOPLE = `select u.id, p.first_name, p.last_name, p.avatar_file_id as avatar, m.since
  from organisation_members m join users u on u.id = m.user_id join user_profiles p on p.user_id = u.id
  where m.organisation_id = ? and u.is_active and u.erased_at is null`;

const OF_PERSON = `select o.id, o.name, o.archived_at, m.is_representative, m.since
  from organisation_members m join organisations o on o.id = m.organisation_id
  where m.user_id = ? order by o.name_folded`;

export type OrganisationsRepository = ReturnType<typeof createOrganisationsRepository>;
type OrganisationRow = Organisation;
type Represented = { id: number; name: string; people: number };

export function createOrganisationsRepository(db: Database) {
  const represented = (row: Represented): Represented => ({ ...row, id: Number(row.id), people: Number(row.people) });
  return {
    list: async (): Promise<Organisation[]> =>
      (
        await db.read.all<OrganisationRow>(
          `${ORGANISATIONS} order by case when o.archived_at is null then 0 else 1 end, o.name_folded`,
        )
      ).map(toOrganisation),
    async read(id: number): Promise<Organisation | undefined> {
      const row = await db.read.get<OrganisationRow>(`${ORGANISATIONS} where o.id = ?`, [id]);
      return row && toOrganisation(row);
    },
    insert: async (tx: Tx, { name, note, at }: { name: string; note: string | null; at: string }) =>
      insertedId(
        await tx('organisations')
          .insert({ name, name_folded: folded(name), note, created_at: at })
          .returning('id'),
      ),
    change: (tx: Tx, id: number, change: { name: string; note: string | null; archived_at: string | null }) =>
      tx('organisations')
        .where({ id })
        .update({ ...change, name_folded: folded(change.name) }),
    members: (id: number, filter: Paging & { search?: string | undefined }) => members(db.reader, id, filter),
    /** Those of these people that are there. */
    async known(tx: Tx, ids: readonly number[]): Promise<Set<number>> {
      const rows = await tx('users').whereIn('id', ids).whereNull('erased_at').select<{ id: number }[]>('id');
      return new Set(rows.map(({ id }) => Number(id)));
    },
    addMembers,
    removeMembers: (tx: Tx, id: number, userIds: readonly number[]) =>
      tx('organisation_members').where({ organisation_id: id }).whereIn('user_id', userIds).delete(),
    async ofPerson(userId: number): Promise<Membership[]> {
      interface Row {
        id: number;
        name: string;
        archived_at: string | null;
        is_representative: boolean | number;
        since: string;
      }
      return (await db.read.all<Row>(OF_PERSON, [userId])).map(
        ({ id, name, archived_at, is_representative, since }) => ({
          organisation: { id: Number(id), name, archived: archived_at !== null },
          is_representative: Boolean(is_representative),
          since,
        }),
      );
    },
    representedBy: async (userId: number) =>
      (await db.read.all<Represented>(`${REPRESENTED} order by o.name_folded`, [userId])).map(represented),
    /** undefined unless the person represents it. */
    async representedOne(userId: number, id: number): Promise<Represented | undefined> {
      const row = await db.read.get<Represented>(`${REPRESENTED} and o.id = ?`, [userId, id]);
      return row && represented(row);
    },
    /** By name. */
    people(id: number, search?: string): Promise<PersonRow[]> {
      const params: SqlValue[] = [id];
      if (search) params.push(anywhere(search));
      const matching = search ? ` and u.name_folded like ? escape '\\'` : '';
      return db.read.all<PersonRow>(`${PEOPLE}${matching} order by u.name_folded, u.id`, params);
    },
    person: (id: number, userId: number) => db.read.get<PersonRow>(`${PEOPLE} and u.id = ?`, [id, userId]),
  };
}

function toOrganisation(row: OrganisationRow): Organisation {
  return {
    ...row,
    id: Number(row.id),
    members: Number(row.members),
    representatives: Number(row.representatives),
  };
}

interface Adding {
  id: number;
  userIds: readonly number[];
  isRepresentative: boolean;
  by: number;
  at: string;
}

/** Answers whom it added, and of whom it changed whether they represent it. */
async function addMembers(tx: Tx, { id, userIds, isRepresentative, by, at }: Adding) {
  const there = await tx('organisation_members')
    .where({ organisation_id: id })
    .whereIn('user_id', userIds)
    .select<{ user_id: number; is_representative: boolean | number }[]>('user_id', 'is_representative');
  const present = new Set(there.map(row => Number(row.user_id)));
  const added = userIds.filter(userId => !present.has(userId));
  const changed = there
    .filter(row => Boolean(row.is_representative) !== isRepresentative)
    .map(row => Number(row.user_id));
  const rows = added.map(user_id => ({
    organisation_id: id,
    user_id,
    is_representative: isRepresentative,
    since: at,
    added_by: by,
  }));
  if (rows.length > 0)
    await tx('organisation_members').insert(rows).onConflict(['organisation_id', 'user_id']).ignore();
  if (changed.length > 0)
    await tx('organisation_members')
      .where({ organisation_id: id })
      .whereIn('user_id', changed)
      .update({ is_representative: isRepresentative });
  return { added, changed };
}

async function members(
  queries: Knex,
  id: number,
  { search, page, per_page }: Paging & { search?: string | undefined },
): Promise<Page<Member>> {
  const matching = () =>
    queries('organisation_members as m')
      .join('users as u', 'u.id', 'm.user_id')
      .where('m.organisation_id', id)
      .whereNull('u.erased_at')
      .modify(query => {
        if (!search) return;
        const pattern = anywhere(search);
        query.whereRaw(`(u.name_folded like ? escape '\\' or u.email_folded like ? escape '\\')`, [pattern, pattern]);
      });
  const [count] = (await matching().count({ n: '*' })) as [{ n: number }];
  const rows: MemberRow[] = await matching()
    .join('user_profiles as p', 'p.user_id', 'u.id')
    .orderBy('m.is_representative', 'desc')
    .orderBy('u.name_folded')
    .orderBy('u.id')
    .limit(per_page)
    .offset((page - 1) * per_page)
    .select('u.id', 'u.email', 'u.is_active', 'p.first_name', 'p.last_name', 'p.avatar_file_id as avatar')
    .select('m.is_representative', 'm.since')
    .select(
      queries.raw(
        `case when exists (select 1 from user_roles r where r.user_id = u.id and r.role = ?)
        then 1 else 0 end as has_role`,
        ['corporate_representative'],
      ),
    );
  return { items: rows.map(toMember), total: Number(count.n) };
}

function toMember({ id, first_name, last_name, avatar, email, since, ...row }: MemberRow): Member {
  return {
    user: { id: Number(id), first_name, last_name, avatar, email, is_active: Boolean(row.is_active) },
    is_representative: Boolean(row.is_representative),
    has_role: Boolean(row.has_role),
    since,
  };
}
