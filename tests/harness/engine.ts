import { randomBytes } from 'node:crypto';
import { databasesOf } from './postgres.ts';

/** The database engine that this run of the API suite is about. */
export const ENGINE: 'sqlite' | 'postgres' = process.env['LYCEUM_TEST_ENGINE'] === 'postgres' ? 'postgres' : 'sqlite';

/** A database for one test file: `url` goes into DATABASE_URL; undefined means SQLite in the data folder. */
export interface TestDatabase {
  url: string | undefined;
  drop(): Promise<void>;
}

/** On PostgreSQL the one that all migrations have run on, to be copied: see engine-setup.ts. */
export const MIGRATED = 'migrated';

/**
 * Makes a database on the engine of this run: empty, or with all tables already (a copy takes a tenth of the time that the migrations
 * need there). On SQLite there is nothing to make.
 */
export async function freshDatabase(like?: typeof MIGRATED): Promise<TestDatabase> {
  if (ENGINE === 'sqlite') return { url: undefined, drop: () => Promise.resolve() };
  const server = process.env['LYCEUM_TEST_POSTGRES'];
  if (!server)
    throw new Error(
      'LYCEUM_TEST_POSTGRES is not set: run the API suite through vitest, whose set-up starts PostgreSQL',
    );
  const name = `test_${randomBytes(6).toString('hex')}`;
  const { createDatabase, dropDatabase } = databasesOf(server);
  return { url: await createDatabase(name, like), drop: () => dropDatabase(name) };
}
