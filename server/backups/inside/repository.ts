/** Reads an open backup beside the academy's database, and brings rows from one to the other. */
import type { Knex } from 'knex';
import type { Database, Tx } from '../../platform/db/database.ts';
import { folded } from '../../platform/db/dialect.ts';
import type { Side } from './comparison-rules.ts';
import type { InsideItem, InsideKind } from './contract.ts';
import { LOOSE, PARENTS, type Step } from './plan-rules.ts';

type Row = Record<string, unknown>;

/** What taking a course back brings back. The day of its last change is left out: that is another one afterwards. */
const MARK_OF_COURSE = [
  `c.title || '/' || c.description || '/' || coalesce(c.category, '') || '/' || c.difficulty_level || '/' || c.status`,
  `c.estimated_duration || '/' || c.price || '/' || coalesce(c.capacity, 0) || '/' || coalesce(c.thumbnail_file_id, 0)`,
  `(select count(*) || '/' || coalesce(sum(m.id * m.order_index), 0) || '/' || coalesce(max(m.updated_at), '')
    from course_modules m where m.course_id = c.id)`,
  `(select count(*) || '/' || coalesce(max(a.updated_at), '') from assessments a where a.course_id = c.id)`,
  `(select count(*) || '' from module_files f where f.course_id = c.id)`,
].join(` || '/' || `);

const LISTS: Record<InsideKind, string> = {
  courses: `select c.id, c.title as name, p.first_name || ' ' || p.last_name as detail, c.updated_at as at,
      (select count(*) from course_modules m where m.course_id = c.id) as amount,
      ${MARK_OF_COURSE} as mark
    from courses c left join user_profiles p on p.user_id = c.instructor_id where c.deleted_at is null`,
  people: `select u.id, p.first_name || ' ' || p.last_name as name, u.email as detail, u.created_at as at,
      (select count(*) from course_enrollments e where e.user_id = u.id) as amount, '' as mark
    from users u join user_profiles p on p.user_id = u.id`,
  attempts: `select s.id, a.title as name, p.first_name || ' ' || p.last_name as detail, coalesce(s.submitted_at, s.started_at) as at,
      s.score as amount, s.state || '/' || coalesce(s.submitted_at, '') as mark
    from assessment_submissions s join assessments a on a.id = s.assessment_id
    left join user_profiles p on p.user_id = s.user_id`,
};

/** Rows of a person that the academy may have lost although the person is there. */
const WORK_OF_PEOPLE = `select user_id as id, 'e' || id as work from course_enrollments
  union all select user_id, 's' || id from assessment_submissions union all select user_id, 'c' || id from certificates`;

export async function findAll({ read }: Database, kind: InsideKind): Promise<Map<number, Side>> {
  const rows = await read.all<Side>(LISTS[kind]);
  return new Map(
    rows.map(row => [
      Number(row.id),
      { ...row, id: Number(row.id), detail: row.detail ?? '', amount: row.amount === null ? null : Number(row.amount) },
    ]),
  );
}

/** What each person did, as marks that can be compared. */
export async function workOfPeople({ read }: Database): Promise<Map<number, Set<string>>> {
  const work = new Map<number, Set<string>>();
  for (const row of await read.all<{ id: number; work: string }>(WORK_OF_PEOPLE)) {
    const marks = work.get(Number(row.id)) ?? new Set();
    work.set(Number(row.id), marks.add(row.work));
  }
  return work;
}

export const matches = (item: Pick<InsideItem, 'name' | 'detail'>, search: string): boolean =>
  folded(`${item.name} ${item.detail}`).includes(folded(search));

export function rowsOfStep(backup: Database, { table, where }: Step, id: number): Promise<Row[]> {
  const ids = Array.from({ length: where.split('?').length - 1 }, () => id);
  return backup.read.all<Row>(`select * from ${table} where ${where}`, ids);
}

const BATCH = 100;

/**
 * Brings rows into the academy; those whose parents are not there any more stay away. Answers the rows that came.
 */
export async function bring(tx: Tx, { table, mode, key }: Step, given: readonly Row[]): Promise<Row[]> {
  const columns = await tx(table).columnInfo();
  const rows = await withParents(
    tx,
    table,
    given.map(row => fitting(row, columns)),
  );
  const came: Row[] = [];
  for (let from = 0; from < rows.length; from += BATCH) {
    const some = rows.slice(from, from + BATCH);
    const insert = tx(table).insert(some);
    const query = mode === 'put' ? insert.onConflict([...key]).merge() : insert.onConflict().ignore();
    came.push(...((await query.returning('*')) as Row[]));
  }
  return came;
}

/** Only columns that the academy has, with truth values as its engine writes them. */
function fitting(row: Row, columns: Record<string, Knex.ColumnInfo>): Row {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => columns[name] !== undefined)
      .map(([name, value]) => [name, value !== null && columns[name]?.type === 'boolean' ? Boolean(value) : value]),
  );
}

async function withParents(tx: Tx, table: string, rows: readonly Row[]): Promise<Row[]> {
  let kept = [...rows];
  for (const [column, parent] of Object.entries(PARENTS)) {
    if (LOOSE.has(`${table}.${column}`) || !kept.some(row => row[column] != null)) continue;
    const there = await existing(tx, parent, [...new Set(kept.map(row => row[column]).filter(id => id != null))]);
    kept = kept.filter(row => row[column] == null || there.has(Number(row[column])));
  }
  return kept;
}

async function existing(tx: Tx, table: string, ids: readonly unknown[]): Promise<Set<number>> {
  const found = new Set<number>();
  for (let from = 0; from < ids.length; from += BATCH) {
    const rows: { id: number }[] = await tx(table)
      .whereIn('id', ids.slice(from, from + BATCH) as number[])
      .select('id');
    for (const { id } of rows) found.add(Number(id));
  }
  return found;
}

/** Somebody must look after the course; its instructor may be gone. */
export async function instructorOr(tx: Tx, row: Row, fallback: number): Promise<Row> {
  const there = await existing(tx, 'users', [row['instructor_id']]);
  return there.size > 0 ? row : { ...row, instructor_id: fallback };
}

export async function lessonIds(tx: Tx, courseId: number): Promise<number[]> {
  const rows: { id: number }[] = await tx('course_modules')
    .where({ course_id: courseId })
    .orderBy(['order_index', 'id'])
    .select('id');
  return rows.map(({ id }) => Number(id));
}

/** Lessons in this order, and the course's counters as they are now. */
export async function settleCourse(tx: Tx, courseId: number, order: readonly number[], at: string): Promise<void> {
  for (const [order_index, id] of order.entries()) await tx('course_modules').where({ id }).update({ order_index });
  const modules: { is_mandatory: boolean | number }[] = await tx('course_modules')
    .where({ course_id: courseId })
    .select('is_mandatory');
  const [enrolled] = await tx('course_enrollments').where({ course_id: courseId, status: 'active' }).count({ n: '*' });
  await tx('courses')
    .where({ id: courseId })
    .update({
      module_count: modules.length,
      mandatory_count: modules.filter(module => Boolean(module.is_mandatory)).length,
      enrolled_count: Number((enrolled as { n: number }).n),
      updated_at: at,
    });
}

/** Enrolments that came back count again. */
export async function settleEnrolments(tx: Tx, courseIds: readonly number[]): Promise<void> {
  for (const id of new Set(courseIds)) {
    const [enrolled] = await tx('course_enrollments').where({ course_id: id, status: 'active' }).count({ n: '*' });
    await tx('courses')
      .where({ id })
      .update({ enrolled_count: Number((enrolled as { n: number }).n) });
  }
}
