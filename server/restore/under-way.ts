/**
 * What was under way when the backup was made, and has long gone its way in the academy that the backup was taken from: done again,
 * it would send a mail twice or begin an update that nobody wants.
 */
import type { Database } from '../platform/db/database.ts';

const UNDER_WAY = ['queued', 'running'];
/** Jobs that only count anew what the database holds: leaving them out would leave it wrong. */
const RECOUNTS = ['learning.recount'];

const LET_GO = 'It was under way when this backup was made, and is not done twice.';
const NOT_SENT_TWICE =
  'It waited when this backup was made. It may have been sent since; if it was not, it can be sent again from here.';

/** Lets it go in the restored database, where people find it as cancelled. `at` is the instant of the restore. */
export async function letGoOfWhatWasUnderWay(db: Database['writer'], at: string): Promise<void> {
  await db.transaction(async tx => {
    await tx('jobs')
      .whereIn('state', UNDER_WAY)
      .whereNotIn('name', RECOUNTS)
      .update({ state: 'cancelled', note: LET_GO, finished_at: at, claimed_until: null });
    await tx('mail_messages')
      .whereIn('state', ['queued', 'sending'])
      .update({ state: 'cancelled', answer: NOT_SENT_TWICE, ended_at: at });
    // The run that made this very backup; that it can be used again has just been seen.
    await tx('backup_runs').where({ state: 'running' }).update({ state: 'done', ended_at: at, proved: true });
  });
}
