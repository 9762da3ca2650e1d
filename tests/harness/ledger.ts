/** What tests of the ledger plant and ask: changes behind the academy's back, and a verification at once. */
import { chained, NOTHING_BEFORE } from '../../server/platform/db/act-rules.ts';
import type { Database } from '../../server/platform/db/database.ts';
import type { Verdict } from '../../server/ledger/contract.ts';
import type { Caller } from './academy.ts';
import { eventually } from './eventually.ts';

const TRIGGERS = ['no_update', 'no_delete', 'no_truncate'];

/** As somebody would who may do anything with the database: the guards of the tables are taken off first. */
export async function withoutGuards(db: Database): Promise<void> {
  for (const table of ['user_activity_logs', 'ledger_seals'])
    for (const name of TRIGGERS)
      await db.writer.raw(
        db.engine === 'sqlite'
          ? `drop trigger if exists ${table}_${name}`
          : `drop trigger if exists ${table}_${name} on ${table}`,
      );
}

/** Acts of nobody about `test` 1 to `count`, behind what is there, many in one statement. */
export async function plantActs(db: Database, count: number, at: string): Promise<void> {
  const nowhere = { ip: null, user_agent: null, session_id: null, impersonator_id: null, via: null, request_id: null };
  const head = await db.read.get<{ id: number; hash: string }>(
    'select id, hash from user_activity_logs order by id desc limit 1',
  );
  let { id, hash } = head ?? { id: 0, hash: NOTHING_BEFORE };
  const rows = Array.from({ length: count }, (_, n) => {
    const about = { user_id: null, action: 'test.write', resource_type: 'test', resource_id: n + 1, details: null };
    const entry = { id: ++id, created_at: at, ...about, ...nowhere };
    hash = chained(hash, entry);
    return { ...entry, hash };
  });
  for (let from = 0; from < count; from += 500)
    await db.writer('user_activity_logs').insert(rows.slice(from, from + 500));
}

/** Through the button of the console: the verdict on the whole ledger. */
export async function verified(admin: Caller): Promise<Verdict> {
  const { status, data } = await admin.post('/ledger/verify');
  if (status !== 202) throw new Error(`Verifying was refused with ${status}.`);
  await eventually('the ledger is verified', async () => {
    const { data: job } = await admin.get(`/jobs/${data.job_id}`);
    if (job.state === 'failed') throw new Error(job.last_error);
    return job.state === 'done';
  });
  return (await admin.get('/ledger')).data.verdict;
}
