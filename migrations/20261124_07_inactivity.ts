import type { Knex } from 'knex';
import { id, moment, reference } from './columns.ts';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('erasures', t => {
    // Whether somebody asked for it, or nobody used the account.
    t.string('cause', 12).notNullable().defaultTo('asked');
  });
  // Accounts that must be kept whatever is asked, and for whose sake.
  await knex.schema.createTable('account_holds', t => {
    id(t);
    reference(t, 'user_id', 'users').notNullable();
    t.string('reason', 500);
    t.bigInteger('set_by');
    moment(t, 'set_at').notNullable();
    t.bigInteger('ended_by');
    moment(t, 'ended_at');
    t.index(['user_id']);
  });
}
