import { openDatabase } from '../../server/platform/db/database.ts';
import { migrate } from '../../server/platform/db/migrate.ts';
import { MIGRATED } from './engine.ts';
import { startPostgres } from './postgres.ts';

/**
 * Set-up of the whole API run. With LYCEUM_TEST_ENGINE=postgres it starts one PostgreSQL for all files, with a
 * database to copy, and leaves its maintenance URL in LYCEUM_TEST_POSTGRES (see engine.ts); otherwise there is nothing to start.
 */
export default async function startEngine(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['LYCEUM_TEST_ENGINE'] !== 'postgres') return undefined;
  const postgres = await startPostgres();
  const db = openDatabase({ url: await postgres.createDatabase(MIGRATED), folder: '' });
  try {
    await migrate(db.writer);
  } finally {
    await db.close();
  }
  process.env['LYCEUM_TEST_POSTGRES'] = postgres.url;
  return () => postgres.stop();
}
