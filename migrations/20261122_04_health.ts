import type { Knex } from 'knex';
import { moment, reference } from './columns.ts';

export async function up(knex: Knex): Promise<void> {
  // Issues that an administrator does not want to hear of for a while, by the name of their check.
  await knex.schema.createTable('health_silences', t => {
    t.string('check_name', 60).primary();
    moment(t, 'until').notNullable();
    reference(t, 'user_id', 'users').index();
    moment(t, 'created_at').notNullable();
  });
}
