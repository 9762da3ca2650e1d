import type { Knex } from 'knex';
import { migrations } from '../../../migrations/index.ts';
import type { Reads } from './database.ts';

/** Names of all migrations that this program knows, in order. */
export const knownMigrations: readonly string[] = migrations.map(({ name }) => name);

const sourceOf = (list: typeof migrations): Knex.MigrationSource<(typeof migrations)[number]> => ({
  getMigrations: async () => [...list],
  getMigrationName: migration => migration.name,
  getMigration: async migration => ({
    up: migration.up,
    down: async () => {
      throw new Error('Migrations only go forward; restore the backup taken before the update instead.');
    },
  }),
});

/**
 * Brings the database up to date with the list, in order. Answers the names of the migrations that ran; throws when one fails,
 * with its name, and leaves the database as that one found it.
 */
export async function migrate(writer: Knex, list = migrations): Promise<string[]> {
  const [, ran] = (await writer.migrate.latest({
    migrationSource: sourceOf(list),
    tableName: 'schema_migrations',
  })) as [number, string[]];
  return ran;
}

/** Names of the migrations that a database has had, in order. */
export async function migrationsDone(read: Reads): Promise<string[]> {
  return (await read.all<{ name: string }>('select name from schema_migrations order by id')).map(row => row.name);
}
