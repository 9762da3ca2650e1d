/** A restored academy does not do again what was under way when the backup was made, on the engine of this run. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../server/platform/db/database.ts';
import { migrate } from '../../server/platform/db/migrate.ts';
import { letGoOfWhatWasUnderWay } from '../../server/restore/under-way.ts';
import { freshDatabase } from '../harness/engine.ts';
import { temporaryFolder } from '../harness/folders.ts';

const THEN = '2026-11-20T03:00:00.000Z';
const NOW = '2026-11-21T09:00:00.000Z';

let db: Database;
let cleanUp: () => Promise<void>;

beforeEach(async () => {
  const folder = temporaryFolder('under-way');
  const fresh = await freshDatabase();
  db = openDatabase({ url: fresh.url, folder: folder.path });
  await migrate(db.writer);
  cleanUp = async () => {
    await db.close();
    await fresh.drop();
    folder.remove();
  };
});
afterEach(() => cleanUp());

const job = (name: string, state: string) => ({
  name,
  payload: '{}',
  state,
  run_at: THEN,
  max_attempts: 5,
  created_at: THEN,
});
const mail = (message_id: string, state: string) => ({
  message_id,
  to_address: 'maria@example.org',
  to_folded: 'maria@example.org',
  template: 'invitation',
  language: 'en',
  subject: 'Welcome',
  content: 'sealed',
  state,
  next_try_at: THEN,
  created_at: THEN,
  queued_at: THEN,
});

it('lets go of work and mail that has gone its way since, and keeps what must be counted', async () => {
  await db
    .writer('jobs')
    .insert([
      job('backups.create', 'running'),
      job('mail.send', 'queued'),
      job('learning.recount', 'queued'),
      job('upkeep.run', 'done'),
    ]);
  await db.writer('mail_messages').insert([mail('<1@example.org>', 'sending'), mail('<2@example.org>', 'sent')]);
  await db.writer('backup_runs').insert({ kind: 'daily', state: 'running', started_at: THEN });

  await letGoOfWhatWasUnderWay(db.writer, NOW);

  const jobs = await db.reader('jobs').orderBy('id').select<{ name: string; state: string; note: string | null }[]>();
  expect(jobs.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'backups.create cancelled',
    'mail.send cancelled',
    'learning.recount queued',
    'upkeep.run done',
  ]);
  expect(jobs[0]?.note).toContain('not done twice');
  const mails = await db.reader('mail_messages').orderBy('id').select('state', 'ended_at', 'answer');
  expect(mails).toMatchObject([
    { state: 'cancelled', ended_at: NOW, answer: expect.stringContaining('sent again') },
    { state: 'sent', ended_at: null, answer: null },
  ]);
  expect(await db.reader('backup_runs').select('state', 'ended_at')).toEqual([{ state: 'done', ended_at: NOW }]);
});
