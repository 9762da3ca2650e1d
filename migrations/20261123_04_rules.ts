import type { Knex } from 'knex';
import { moment, reference } from './columns.ts';

export async function up(knex: Knex): Promise<void> {
  // Accounts that wrong passwords locked. Tries themselves are counted elsewhere and may be lost; this may not.
  await knex.schema.createTable('account_locks', t => {
    reference(t, 'user_id', 'users').primary();
    moment(t, 'locked_at').notNullable();
    // Empty until an administrator unlocks it.
    moment(t, 'until');
    // The tries came from a device on which the person had signed in, so it is locked there too.
    t.boolean('own_device').notNullable();
  });
}
