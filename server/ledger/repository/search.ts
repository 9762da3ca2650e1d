/** Looking for acts. A page is found by numbers alone and only then filled with names, so that 200,000 acts answer at once. */
import type { Database, SqlValue } from '../../platform/db/database.ts';
import { anywhere } from '../../platform/db/dialect.ts';
import type { LedgerEntry, LedgerFilter } from '../contract.ts';
import type { ChainedEntry } from '../verifying-rules.ts';
import { type Conditions, conditionsOf, type Named } from './conditions.ts';

interface Row extends Omit<LedgerEntry, 'details'> {
  details: string | null;
}

const NAMES = `select a.id, a.created_at as at, a.action, a.user_id, a.resource_type, a.resource_id, a.details, a.ip,
    a.user_agent, a.session_id, a.impersonator_id, a.via, a.request_id, a.hash,
    coalesce(p.first_name || ' ' || p.last_name, pm.name) as who, pk.first_name || ' ' || pk.last_name as who_now,
    coalesce(i.first_name || ' ' || i.last_name, im.name) as impersonator,
    coalesce(c.title, u.first_name || ' ' || u.last_name, um.name, m.title, s.title, f.original_name, o.name) as what,
    uk.first_name || ' ' || uk.last_name as what_now
  from user_activity_logs a
  left join user_profiles p on p.user_id = a.user_id
  left join merged_accounts pm on pm.old_id = a.user_id
  left join user_profiles pk on pk.user_id = pm.user_id
  left join user_profiles i on i.user_id = a.impersonator_id
  left join merged_accounts im on im.old_id = a.impersonator_id
  left join courses c on a.resource_type = 'course' and c.id = a.resource_id
  left join user_profiles u on a.resource_type = 'user' and u.user_id = a.resource_id
  left join merged_accounts um on a.resource_type = 'user' and um.old_id = a.resource_id
  left join user_profiles uk on uk.user_id = um.user_id
  left join course_modules m on a.resource_type = 'module' and m.id = a.resource_id
  left join assessments s on a.resource_type = 'assessment' and s.id = a.resource_id
  left join content_files f on a.resource_type = 'file' and f.id = a.resource_id
  left join organisations o on a.resource_type = 'organisation' and o.id = a.resource_id`;

/** Accounts of people with this name, those that were merged into theirs included. */
const CALLED = `select id from users where name_folded like ? escape '\\'
  union select old_id from merged_accounts where name_folded like ? escape '\\'
    or user_id in (select id from users where name_folded like ? escape '\\')`;
const COURSES = `select id from courses where search_text like ? escape '\\'`;

/** Numbers in the order in which they are read; the page is ordered when it is filled with names. */
export const pageSql = ({ sql }: Conditions, order: 'asc' | 'desc'): string =>
  `select a.id from user_activity_logs a ${sql} order by a.id ${order} limit ? offset ?`;

/** How many there are. All together follow from their numbers, which have no gaps. */
export const countSql = ({ sql }: Conditions): string =>
  sql === ''
    ? `select coalesce((select max(id) from user_activity_logs) - (select min(id) from user_activity_logs) + 1, 0) as n`
    : `select count(*) as n from user_activity_logs a ${sql}`;

/** Numbers that are read for one of the first pages: a rare act is then looked for and counted in one go. */
const AT_ONCE = 1000;

export type Search = ReturnType<typeof createSearch>;

export function createSearch({ engine, read }: Database) {
  const idsBy = async (sql: string, ...params: SqlValue[]) =>
    (await read.all<{ id: number }>(sql, params)).map(({ id }) => id);
  const called = (text: string) => idsBy(CALLED, anywhere(text), anywhere(text), anywhere(text));
  /** Whom and what the words of a filter mean. */
  async function named({ who, user_id, text }: LedgerFilter): Promise<Named> {
    return {
      doers: who === undefined ? null : await called(who),
      accounts:
        user_id === undefined
          ? null
          : [user_id, ...(await idsBy('select old_id as id from merged_accounts where user_id = ?', user_id))],
      people: text === undefined ? [] : await called(text),
      courses: text === undefined ? [] : await idsBy(COURSES, anywhere(text)),
    };
  }
  const wanted = async (filter: LedgerFilter) => conditionsOf(engine, filter, await named(filter));
  const filled = async (ids: readonly number[], order: 'asc' | 'desc'): Promise<LedgerEntry[]> => {
    if (ids.length === 0) return [];
    const marks = ids.map(() => '?').join(', ');
    const rows = await read.all<Row>(`${NAMES} where a.id in (${marks}) order by a.id ${order}`, ids);
    return rows.map(row => ({ ...row, details: row.details === null ? null : readDetails(row.details) }));
  };
  const idsOf = (conditions: Conditions, order: 'asc' | 'desc', most: number, skip: number) =>
    idsBy(pageSql(conditions, order), ...conditions.params, most, skip);
  const count = async (conditions: Conditions): Promise<number> =>
    Number((await read.get<{ n: number }>(countSql(conditions), conditions.params))?.n ?? 0);
  return {
    async page(filter: LedgerFilter, page: number, size: number): Promise<{ items: LedgerEntry[]; total: number }> {
      const conditions = await wanted(filter);
      const skip = (page - 1) * size;
      if (skip + size <= AT_ONCE) {
        const ids = await idsOf(conditions, 'desc', AT_ONCE, 0);
        const items = await filled(ids.slice(skip, skip + size), 'desc');
        // Everything was looked through already when there are not so many.
        return { items, total: ids.length < AT_ONCE ? ids.length : await count(conditions) };
      }
      const total = await count(conditions);
      if (skip >= total) return { items: [], total };
      // The second half is nearer from its end.
      const most = Math.min(size, total - skip);
      const ids =
        skip > total / 2
          ? await idsOf(conditions, 'asc', most, total - skip - most)
          : await idsOf(conditions, 'desc', most, skip);
      return { items: await filled(ids, 'desc'), total };
    },
    /** Numbers after this one, oldest first, at most so many. */
    async after(filter: LedgerFilter, id: number, size: number): Promise<number[]> {
      const { sql, params } = await wanted(filter);
      const more = sql === '' ? 'where a.id > ?' : `${sql} and a.id > ?`;
      return idsBy(`select a.id from user_activity_logs a ${more} order by a.id limit ?`, ...params, id, size);
    },
    named: (ids: readonly number[]) => filled(ids, 'asc'),
    /** As they stand in the chain, with the hash of the entry before; null where that is gone. */
    chained: (ids: readonly number[]) =>
      read.all<ChainedEntry & { before: string | null }>(
        `select a.*, b.hash as before from user_activity_logs a left join user_activity_logs b on b.id = a.id - 1
          where a.id in (${ids.map(() => '?').join(', ')}) order by a.id`,
        ids,
      ),
  };
}

/** What was changed by hand may be anything. */
function readDetails(text: string): LedgerEntry['details'] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as LedgerEntry['details'])
      : { value };
  } catch {
    return { unreadable: text.slice(0, 200) };
  }
}
