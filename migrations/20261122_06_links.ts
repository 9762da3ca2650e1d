import type { Knex } from 'knex';
import { id, moment, reference } from './columns.ts';

export async function up(knex: Knex): Promise<void> {
  // One-time links with which somebody chooses a password; the token itself is nowhere kept.
  await knex.schema.createTable('account_links', t => {
    id(t);
    reference(t, 'user_id', 'users').notNullable();
    t.string('purpose', 20).notNullable();
    t.string('token_hash', 64).notNullable().unique();
    t.bigInteger('created_by');
    moment(t, 'created_at').notNullable();
    moment(t, 'expires_at').notNullable();
    moment(t, 'used_at');
    moment(t, 'revoked_at');
    t.index(['user_id', 'expires_at']);
    t.index(['expires_at']);
  });
}
