import type { Knex } from 'knex';
import { migrations } from '../../../migrations/index.ts';

const source: Knex.MigrationSource<(typeof migrations)[number]> = {
  getMigrations: async () => [...migrations],
  getMigrationName: migration => migration.name,
  getMigration: async migration => ({
    up: migration.up,
    down: async () => {
      throw new Error('Migrations only go forward; restore the backup taken before the update instead.');
    },
  }),
};

/** Brings the database up to date. Answers the names of the migrations that ran; throws when one fails, with its name. */
export async function migrate(writer: Knex): Promise<string[]> {
  const [, ran] = (await writer.migrate.latest({ migrationSource: source, tableName: 'schema_migrations' })) as [
    number,
    string[],
  ];
  return ran;
}
