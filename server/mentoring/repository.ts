import type { Knex } from 'knex';
import type { Database, SqlValue, Tx } from '../platform/db/database.ts';
import { anywhere } from '../platform/db/dialect.ts';
import type { Page, Paging } from '../platform/http/contract.ts';
import type { Assignment, Mentor, Party } from './contract.ts';

interface AssignmentRow {
  id: number;
  since: string;
  until: string | null;
  mentor_id: number;
  mentor_first: string;
  mentor_last: string;
  mentor_avatar: number | null;
  mentor_active: boolean | number;
  is_mentor: boolean | number;
  mentee_id: number;
  mentee_first: string;
  mentee_last: string;
  mentee_avatar: number | null;
  mentee_active: boolean | number;
  by_first: string | null;
  by_last: string | null;
  ended_first: string | null;
  ended_last: string | null;
}

/** A mentee as the mentor's list needs them. */
export interface MenteeRow {
  id: number;
  first_name: string;
  last_name: string;
  avatar: number | null;
  since: string;
}

export interface AssignmentFilter extends Paging {
  search?: string | undefined;
  mentor_id?: number | undefined;
  state: 'open' | 'over';
}

const HOLDS_ROLE = `exists (select 1 from user_roles r where r.user_id = u.id and r.role = 'mentor')`;

const MENTORS = `select u.id, p.first_name, p.last_name, p.avatar_file_id as avatar, u.is_active,
    case when ${HOLDS_ROLE} then 1 else 0 end as is_mentor,
    (select count(distinct a.mentee_id) from mentor_assignments a join users m on m.id = a.mentee_id
      where a.mentor_id = u.id and a.until is null and m.is_active) as mentees
  from users u join user_profiles p on p.user_id = u.id
  where u.erased_at is null
    and (${HOLDS_ROLE} or exists (select 1 from mentor_assignments a where a.mentor_id = u.id and a.until is null))
  order by u.name_folded, u.id`;

/** What is suspended or gone is not shown: an assignment has no effect while either side is not there. */
const MENTEES = `select u.id, p.first_name, p.last_name, p.avatar_file_id as avatar, min(a.since) as since
  from mentor_assignments a join users u on u.id = a.mentee_id join user_profiles p on p.user_id = u.id
  where a.mentor_id = ? and a.until is null and u.is_active and u.erased_at is null`;
const MENTEES_END =
  'group by u.id, p.first_name, p.last_name, p.avatar_file_id, u.name_folded order by u.name_folded, u.id';

export type MentoringRepository = ReturnType<typeof createMentoringRepository>;

export function createMentoringRepository(db: Database) {
  return {
    async mentors(): Promise<Mentor[]> {
      type MentorRow = Omit<Mentor, 'is_active' | 'is_mentor'> & Record<'is_active' | 'is_mentor', boolean | number>;
      return (await db.read.all<MentorRow>(MENTORS)).map(row => ({
        ...row,
        is_active: Boolean(row.is_active),
        is_mentor: Boolean(row.is_mentor),
        mentees: Number(row.mentees),
      }));
    },
    list: (filter: AssignmentFilter) => list(db.reader, filter),
    /** Those that last in which the person is on either side. */
    async ofPerson(userId: number): Promise<Assignment[]> {
      const rows = (await described(db.reader)
        .whereNull('a.until')
        .where(q => void q.where('a.mentor_id', userId).orWhere('a.mentee_id', userId))
        .orderBy('a.since')
        .orderBy('a.id')) as AssignmentRow[];
      return rows.map(toAssignment);
    },
    /** Of one mentor, by name. */
    mentees(mentorId: number, search?: string): Promise<MenteeRow[]> {
      const params: SqlValue[] = [mentorId];
      if (search) params.push(anywhere(search));
      const matching = search ? ` and u.name_folded like ? escape '\\'` : '';
      return db.read.all<MenteeRow>(`${MENTEES}${matching} ${MENTEES_END}`, params);
    },
    mentee: (mentorId: number, menteeId: number) =>
      db.read.get<MenteeRow>(`${MENTEES} and u.id = ? ${MENTEES_END}`, [mentorId, menteeId]),
    /** Those of these people that are there, locked so that nobody assigns them twice at once. */
    async lock(tx: Tx, ids: readonly number[]): Promise<Map<number, { is_mentor: boolean; name: string }>> {
      await tx('users').whereIn('id', ids).orderBy('id').forUpdate().select('id');
      const rows: { id: number; first_name: string; last_name: string; is_mentor: number }[] = await tx('users as u')
        .join('user_profiles as p', 'p.user_id', 'u.id')
        .whereIn('u.id', ids)
        .whereNull('u.erased_at')
        .select(
          'u.id',
          'p.first_name',
          'p.last_name',
          tx.raw(`case when ${HOLDS_ROLE} then 1 else 0 end as is_mentor`),
        );
      return new Map(
        rows.map(row => [
          Number(row.id),
          { is_mentor: Boolean(row.is_mentor), name: `${row.first_name} ${row.last_name}` },
        ]),
      );
    },
    /** Those of these whom the mentor guides now. */
    async guided(tx: Tx, mentorId: number, menteeIds: readonly number[]): Promise<Set<number>> {
      const rows = await tx('mentor_assignments')
        .where({ mentor_id: mentorId })
        .whereIn('mentee_id', menteeIds)
        .whereNull('until')
        .select<{ mentee_id: number }[]>('mentee_id');
      return new Set(rows.map(row => Number(row.mentee_id)));
    },
    async assign(tx: Tx, mentorId: number, menteeIds: readonly number[], by: number, since: string): Promise<void> {
      const rows = menteeIds.map(mentee_id => ({ mentor_id: mentorId, mentee_id, since, assigned_by: by }));
      if (rows.length > 0) await tx('mentor_assignments').insert(rows);
    },
    /** Ends those of these that last; answers them. */
    async end(tx: Tx, ids: readonly number[], by: number, until: string) {
      const rows: { id: number; mentor_id: number; mentee_id: number }[] = await tx('mentor_assignments')
        .whereIn('id', ids)
        .whereNull('until')
        .update({ until, ended_by: by })
        .returning(['id', 'mentor_id', 'mentee_id']);
      return rows;
    },
    /** Everything that lasts in which the person is on either side. */
    endAllOf: (tx: Tx, userId: number, until: string) =>
      tx('mentor_assignments')
        .whereNull('until')
        .where(q => void q.where('mentor_id', userId).orWhere('mentee_id', userId))
        .update({ until }),
  };
}

async function list(queries: Knex, filter: AssignmentFilter): Promise<Page<Assignment>> {
  const { search, mentor_id, state, page, per_page } = filter;
  const narrowed = (query: Knex.QueryBuilder) => {
    if (mentor_id !== undefined) query.where('a.mentor_id', mentor_id);
    if (search)
      query.whereRaw(`(mu.name_folded like ? escape '\\' or eu.name_folded like ? escape '\\')`, [
        anywhere(search),
        anywhere(search),
      ]);
    return state === 'open' ? query.whereNull('a.until') : query.whereNotNull('a.until');
  };
  const [count] = (await narrowed(parties(queries)).count({ n: '*' })) as [{ n: number }];
  const rows = (await narrowed(described(queries))
    .orderBy(state === 'open' ? [{ column: 'mu.name_folded' }, { column: 'eu.name_folded' }] : [])
    .orderBy('a.until', 'desc')
    .orderBy('a.id', 'desc')
    .limit(per_page)
    .offset((page - 1) * per_page)) as AssignmentRow[];
  return { items: rows.map(toAssignment), total: Number(count.n) };
}

const parties = (queries: Knex) =>
  queries('mentor_assignments as a')
    .join('users as mu', 'mu.id', 'a.mentor_id')
    .join('users as eu', 'eu.id', 'a.mentee_id');

const described = (queries: Knex): Knex.QueryBuilder =>
  parties(queries)
    .join('user_profiles as mp', 'mp.user_id', 'a.mentor_id')
    .join('user_profiles as ep', 'ep.user_id', 'a.mentee_id')
    .leftJoin('user_profiles as bp', 'bp.user_id', 'a.assigned_by')
    .leftJoin('user_profiles as xp', 'xp.user_id', 'a.ended_by')
    .select('a.id', 'a.since', 'a.until', 'a.mentor_id', 'a.mentee_id')
    .select('mp.first_name as mentor_first', 'mp.last_name as mentor_last', 'mp.avatar_file_id as mentor_avatar')
    .select('ep.first_name as mentee_first', 'ep.last_name as mentee_last', 'ep.avatar_file_id as mentee_avatar')
    .select('mu.is_active as mentor_active', 'eu.is_active as mentee_active')
    .select('bp.first_name as by_first', 'bp.last_name as by_last')
    .select('xp.first_name as ended_first', 'xp.last_name as ended_last')
    .select(
      queries.raw(`case when exists (select 1 from user_roles r where r.user_id = mu.id and r.role = 'mentor')
        then 1 else 0 end as is_mentor`),
    );

function toAssignment(row: AssignmentRow): Assignment {
  const party = (
    id: number,
    first_name: string,
    last_name: string,
    avatar: number | null,
    active: boolean | number,
  ): Party => ({
    id: Number(id),
    first_name,
    last_name,
    avatar,
    is_active: Boolean(active),
  });
  return {
    id: Number(row.id),
    mentor: {
      ...party(row.mentor_id, row.mentor_first, row.mentor_last, row.mentor_avatar, row.mentor_active),
      is_mentor: Boolean(row.is_mentor),
    },
    mentee: party(row.mentee_id, row.mentee_first, row.mentee_last, row.mentee_avatar, row.mentee_active),
    since: row.since,
    until: row.until,
    assigned_by: row.by_first === null ? null : `${row.by_first} ${row.by_last ?? ''}`,
    ended_by: row.ended_first === null ? null : `${row.ended_first} ${row.ended_last ?? ''}`,
  };
}
