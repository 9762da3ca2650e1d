import type { Knex } from 'knex';
import { afterEach, describe, expect, it } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import type { LedgerFilter } from '../../server/ledger/contract.ts';
import { type Conditions, conditionsOf, type Named } from '../../server/ledger/repository/conditions.ts';
import { countSql, pageSql } from '../../server/ledger/repository/search.ts';
import { HOUR } from '../../server/platform/clock.ts';
import { type Database, openDatabase, type SqlValue } from '../../server/platform/db/database.ts';
import { migrate } from '../../server/platform/db/migrate.ts';
import { addActs, SCHOOL } from '../bench/acts.ts';
import { ROWS_BY_MIGRATION } from '../factories/rows.ts';
import { ENGINE, freshDatabase } from '../harness/engine.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { schemaOf } from '../harness/schema.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

/** An empty database on the engine of this run. */
async function emptyDatabase(): Promise<Database> {
  const folder = temporaryFolder('migrations');
  const { url, drop } = await freshDatabase();
  const db = openDatabase({ url, folder: folder.path });
  undo.push(folder.remove, drop, () => db.close());
  return db;
}

async function fill(db: Database, migration: string): Promise<void> {
  for (const [table, row] of Object.entries(ROWS_BY_MIGRATION[migration] ?? {})) await db.writer(table).insert(row);
}

/** What of the rows of these migrations differs from what was put in. */
async function changed(db: Database, names: readonly string[]): Promise<string[]> {
  const different: string[] = [];
  for (const [table, row] of names.flatMap(name => Object.entries(ROWS_BY_MIGRATION[name] ?? {}))) {
    const [kept, ...more] = await db.writer(table).select(Object.keys(row));
    const same = Object.entries(row).every(([key, value]) => kept?.[key] === value || kept?.[key] === Number(value));
    if (!same || more.length > 0) different.push(`${table}: ${JSON.stringify(kept)}`);
  }
  return different;
}

describe('migrations', () => {
  it('keep their names and their order', () => {
    const names = migrations.map(({ name }) => name);
    expect(names.slice(0, 5)).toEqual([
      '20261121_01_people',
      '20261121_02_courses',
      '20261121_03_learning',
      '20261121_04_assessments',
      '20261121_05_jobs',
    ]);
    expect(names.toSorted()).toEqual(names);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^\d{8}_\d{2}_[a-z_]+$/);
  });

  it('each go onto the schema before them with data in it, and lose none', async () => {
    const db = await emptyDatabase();
    const done: string[] = [];
    for (const [n, { name }] of migrations.entries()) {
      expect(await migrate(db.writer, migrations.slice(0, n + 1))).toEqual([name]);
      expect(Object.keys(ROWS_BY_MIGRATION), `${name} has no rows to try`).toContain(name);
      await fill(db, name);
      done.push(name);
      expect(await changed(db, done)).toEqual([]);
    }
    // Accounts that were merged before it was searched for their names.
    expect(await db.read.all('select name_folded from merged_accounts')).toEqual([{ name_folded: 'a b' }]);
  });

  it('change nothing when they run again, or all at once', async () => {
    const stepwise = await emptyDatabase();
    for (const n of migrations.keys()) await migrate(stepwise.writer, migrations.slice(0, n + 1));
    const db = await emptyDatabase();
    expect(await migrate(db.writer)).toEqual(migrations.map(({ name }) => name));
    const schema = await schemaOf(db);
    expect(schema.length).toBeGreaterThan(40);
    expect(schema).toEqual(await schemaOf(stepwise));
    expect(await migrate(db.writer)).toEqual([]);
    expect(await schemaOf(db)).toEqual(schema);
  });

  it('that fail half-way leave the database as they found it, and may be tried again', async () => {
    const db = await emptyDatabase();
    await migrate(db.writer);
    await fill(db, '20261121_01_people');
    const before = await schemaOf(db);
    let broken = true;
    const next: (typeof migrations)[number] = {
      name: '20991231_01_half',
      async up(knex) {
        await knex.schema.createTable('half', t => t.integer('one'));
        await knex('settings').update({ value: 'half' });
        if (broken) await knex.raw('select * from nowhere');
      },
    };
    await expect(migrate(db.writer, [...migrations, next])).rejects.toThrow(/nowhere/);
    expect(await schemaOf(db)).toEqual(before);
    expect(await changed(db, ['20261121_01_people'])).toEqual([]);
    broken = false;
    expect(await migrate(db.writer, [...migrations, next])).toEqual([next.name]);
  });

  it('of a newer program are not taken for this one’s', async () => {
    const db = await emptyDatabase();
    const newer = { name: '20991231_01_newer', up: async () => {} };
    await migrate(db.writer, [...migrations, newer]);
    await expect(migrate(db.writer)).rejects.toThrow(/20991231_01_newer/);
  });
});

/** The customer's queries, each with the index that must serve it. */
const HOT: Record<string, [sql: string, index: RegExp]> = {
  'enrolments by person and course': [
    'select id from course_enrollments where user_id = 30 and course_id = 30',
    /course_enrollments_user_id_course_id/,
  ],
  'progress by person and course': [
    'select module_id, last_position from user_progress where user_id = 30 and course_id = 30',
    /user_progress_user_id_course_id_module_id/,
  ],
  'activity of a person by time': [
    'select action from user_activity_logs where user_id = 30 order by created_at desc limit 20',
    // Of one person's few acts either finds all.
    /user_activity_logs_user_id_(created_at|id)/,
  ],
  'published courses by title': [
    `select id from courses where status = 'published' and deleted_at is null order by lower(title), id limit 20`,
    /courses_published_title/,
  ],
  'courses of a category': [`select id from courses where category = 'x'`, /courses_category/],
  'assessments of a course': ['select id from assessments where course_id = 30', /assessments_course_id/],
  'submissions by person and assessment': [
    'select id from assessment_submissions where user_id = 30 and assessment_id = 30 order by attempt_number',
    /assessment_submissions_user_id_assessment_id|submissions_in_progress/,
  ],
  'certificates of a person': ['select id from certificates where user_id = 30', /certificates_user_id_course_id/],
  'a certificate by its hash': [
    `select id from certificates where verification_hash = 'x'`,
    /certificates_verification_hash/,
  ],
  'a person by address': [`select id from users where email_folded = 'x'`, /users_email_folded/],
  'a session by refresh token': [`select id from sessions where refresh_hash = 'x'`, /sessions_refresh_hash/],
  'modules of a course in order': [
    'select id from course_modules where course_id = 30 order by order_index',
    /course_modules_course_id_order_index/,
  ],
  'jobs that are due': [
    `select id from jobs where state = 'queued' and run_at <= 'x' order by run_at, id limit 1`,
    /jobs_state_run_at_id/,
  ],
  'attempts out of time': [
    `select id from assessment_submissions where state = 'in_progress' and deadline_at < 'x'`,
    /assessment_submissions_state_deadline_at|submissions_in_progress/,
  ],
};

describe('plans', () => {
  it('of the hot queries use their index', async () => {
    const db = await emptyDatabase();
    await migrate(db.writer);
    for (const name of Object.keys(ROWS_BY_MIGRATION)) await fill(db, name);
    if (ENGINE === 'postgres') await crowd(db);
    const plans = await db.writer.transaction(async tx => {
      const all: [string, string][] = [];
      for (const [what, [sql]] of Object.entries(HOT)) all.push([what, await planOf(tx, sql)]);
      return all;
    });
    for (const [what, plan] of plans) {
      expect(plan, what).toMatch(HOT[what]?.[1] as RegExp);
      expect(plan, what).not.toMatch(/TEMP B-TREE|Seq Scan|^SCAN \w+$/m);
    }
  });
});

const anHourAgo = new Date(Date.now() - HOUR).toISOString();
const NOBODY: Named = { doers: null, accounts: null, people: [], courses: [] };
const CROWD = Array.from({ length: 400 }, (_, n) => n + 2);

/** Filters of the ledger that leave little: the index that must find page and count. */
const RARE: Record<string, [filter: LedgerFilter, index: RegExp, named?: Partial<Named>]> = {
  'an act': [{ action: 'site.update' }, /user_activity_logs_action_id/],
  'a kind of acts': [{ action: 'certificate' }, /user_activity_logs_kind/],
  'a few people': [{ who: 'x' }, /user_id_id_index[^]*logs_impersonator/, { doers: [5, 6] }],
  'an account': [{ user_id: 5 }, /user_id_id_index[^]*logs_impersonator/, { accounts: [5] }],
  'a kind of thing': [{ resource_type: 'module' }, /user_activity_logs_resource_type_(resource_)?id/],
  'one thing': [{ resource_type: 'course', resource_id: 7 }, /user_activity_logs_resource_type_resource_id/],
  'the beginning of an address': [{ address: '10.5.' }, /user_activity_logs_(ip|address)/],
  'the last hour': [{ from: anHourAgo }, /user_activity_logs_created_at/],
};
/** Filters that leave much: a page is read in the order of the entries, nothing is sorted for it. */
const COMMON: Record<string, [filter: LedgerFilter, named?: Partial<Named>]> = {
  'nothing at all': [{}],
  'what everybody does': [{ action: 'session.sign-in' }],
  'half of all people': [{ who: 'x' }, { doers: CROWD }],
  'the address of a school': [{ address: SCHOOL }],
  'all but the last hour': [{ to: anHourAgo }],
};

describe('plans of looking for acts', () => {
  it('use an index for what is rare, and sort nothing for what is common', async () => {
    const db = await emptyDatabase();
    await migrate(db.writer);
    await db.writer.transaction(tx => addActs(tx, 20_000, 500, 100));
    await db.writer.raw('analyze');
    const asked = (filter: LedgerFilter, named: Partial<Named> = {}) =>
      conditionsOf(db.engine, filter, { ...NOBODY, ...named });
    const page = (conditions: Conditions) =>
      planOf(db.writer, pageSql(conditions, 'desc'), [...conditions.params, 1000, 0]);
    for (const [what, [filter, index, named]] of Object.entries(RARE)) {
      const conditions = asked(filter, named);
      expect(await page(conditions), what).toMatch(index);
      expect(await planOf(db.writer, countSql(conditions), conditions.params), `number of ${what}`).toMatch(index);
    }
    for (const [what, [filter, named]] of Object.entries(COMMON))
      expect(await page(asked(filter, named)), what).not.toMatch(/TEMP B-TREE|Sort Key/);
    // How many there are in all is read off the first and the last one.
    expect(await planOf(db.writer, countSql(asked({})))).not.toMatch(/Seq Scan|^SCAN user_activity_logs/m);
    // A text may stand anywhere: every act is looked at, once.
    const text = asked({ text: 'instructor' }, { people: [5], courses: [6] });
    expect((await page(text)).match(/SCAN a$|Seq Scan/gm)).toHaveLength(1);
  });
});

/** PostgreSQL plans by what is in the tables: two thousand rows in each, copied from the only one with other keys. */
async function crowd(db: Database): Promise<void> {
  const tables = new Set(Object.values(HOT).map(([sql]) => / from (\w+)/.exec(sql)?.[1] as string));
  await db.writer.transaction(async tx => {
    await tx.raw('set local session_replication_role = replica');
    for (const table of tables) await tx.raw(COPIES.replaceAll('TABLE', table));
  });
  await db.writer.raw('analyze');
}

const COPIES = `insert into TABLE select (jsonb_populate_record(null::TABLE, to_jsonb(t) || jsonb_build_object(
    'id', n, 'user_id', n % 60 + 2, 'course_id', n / 60 + 2, 'module_id', n, 'assessment_id', n / 60 + 2, 'order_index', n,
    'title', 'title ' || n, 'category', 'category ' || n % 60, 'status', case when n % 4 = 0 then 'draft' else t_status end,
    'email_folded', n, 'refresh_hash', n, 'certificate_number', n, 'verification_hash', n, 'created_at', n, 'run_at', n,
    'state', 'over', 'content', 'short'))).*
  from TABLE t, lateral (select to_jsonb(t) ->> 'status' as t_status) s, generate_series(2, 2001) n`;

async function planOf(tx: Database['writer'], sql: string, params: readonly SqlValue[] = []): Promise<string> {
  const values = params as Knex.RawBinding[];
  if (ENGINE === 'postgres') {
    const { rows } = await tx.raw<{ rows: Record<string, string>[] }>(`explain ${sql}`, values);
    return rows.map(row => row['QUERY PLAN']).join('\n');
  }
  const rows = await tx.raw<{ detail: string }[]>(`explain query plan ${sql}`, values);
  return rows.map(row => row.detail).join('\n');
}
