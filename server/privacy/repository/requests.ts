import type { Database, Tx } from '../../platform/db/database.ts';
import { insertedId } from '../../platform/db/dialect.ts';

export interface ExportRow {
  id: number;
  user_id: number;
  asked_by: number | null;
  asked_at: string;
  job_id: number | null;
  file: string | null;
  bytes: number | null;
  sha256: string | null;
  made_at: string | null;
  expires_at: string | null;
  /** Of the job; null when it is long gone. */
  job_state?: string | null;
  job_progress?: number | null;
}

export interface ErasureRow {
  id: number;
  user_id: number;
  asked_by: number | null;
  reason: string | null;
  cause: 'asked' | 'inactive';
  asked_at: string;
  due_at: string;
  state: 'waiting' | 'withdrawn' | 'done';
  ended_at: string | null;
}

export interface PersonRow {
  id: number;
  email: string;
  created_at: string;
  first_name: string;
  last_name: string;
  is_active: boolean | number;
  /** 1 for an administrator. */
  administrator: number;
}

const EXPORT = `select e.*, j.state as job_state, j.progress as job_progress from personal_exports e
  left join jobs j on j.id = e.job_id`;
const PERSON = `select u.id, u.email, u.created_at, u.is_active, p.first_name, p.last_name,
    (select count(*) from user_roles r where r.user_id = u.id and r.role = 'administrator') as administrator
  from users u join user_profiles p on p.user_id = u.id where u.id = ? and u.erased_at is null`;
const ADMINISTRATORS = `select count(distinct u.id) as n from users u join user_roles r on r.user_id = u.id
  where r.role = 'administrator' and u.is_active and u.erased_at is null`;

export type Requests = ReturnType<typeof createRequests>;

export function createRequests(db: Database) {
  return {
    person: (id: number) => db.read.get<PersonRow>(PERSON, [id]),
    administrators: async () => Number((await db.read.get<{ n: number }>(ADMINISTRATORS))?.n ?? 0),
    exportsOf: (userId: number) =>
      db.read.all<ExportRow>(`${EXPORT} where e.user_id = ? order by e.id desc limit 20`, [userId]),
    exportById: (id: number) => db.read.get<ExportRow>(`${EXPORT} where e.id = ?`, [id]),
    /** Finished ones whose time is over and whose file is still there. */
    expired: (now: string) =>
      db.read.all<ExportRow>('select * from personal_exports where file is not null and expires_at <= ?', [now]),
    addExport: async (tx: Tx, row: Pick<ExportRow, 'user_id' | 'asked_by' | 'asked_at'>) =>
      insertedId(await tx('personal_exports').insert(row).returning('id')),
    changeExport: (tx: Tx, id: number, change: Partial<ExportRow>) =>
      tx('personal_exports').where({ id }).update(change),
    waiting: (userId: number) =>
      db.read.get<ErasureRow>(
        `select * from erasures where user_id = ? and state = 'waiting' order by id desc limit 1`,
        [userId],
      ),
    due: (now: string) =>
      db.read.all<ErasureRow>(`select * from erasures where state = 'waiting' and due_at <= ? order by id`, [now]),
    addErasure: async (tx: Tx, row: Omit<ErasureRow, 'id'>) =>
      insertedId(await tx('erasures').insert(row).returning('id')),
    endErasure: (tx: Tx, userId: number, state: 'withdrawn' | 'done', at: string): Promise<number> =>
      tx('erasures').where({ user_id: userId, state: 'waiting' }).update({ state, ended_at: at }),
    /** Accounts, to be compared with the tombstones after a restore. */
    accountsAfter: (after: number, limit: number) =>
      db.read.all<{ id: number; created_at: string }>(
        'select id, created_at from users where id > ? and erased_at is null order by id limit ?',
        [after, limit],
      ),
    latestJob: async (name: string) =>
      (
        await db.read.get<{ id: number }>(
          `select id from jobs where name = ? and state in ('queued', 'running') order by id desc limit 1`,
          [name],
        )
      )?.id ?? null,
    backups: async () =>
      db.read.get<{ n: number; last: string | null }>('select count(*) as n, max(made_at) as last from backups'),
  };
}
