import type { Knex } from 'knex';
import { migrations } from '../../../migrations/index.ts';

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
