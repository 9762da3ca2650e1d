import type { Knex } from 'knex';
import { id, moment, reference } from './columns.ts';

/** Tests from phones: "can learners reach me?". */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('reach_tests', t => {
    id(t);
    // SHA-256 of the token in the QR code.
    t.string('token_hash', 64).notNullable().unique();
    reference(t, 'created_by', 'users');
    moment(t, 'created_at').notNullable();
    moment(t, 'expires_at').notNullable();
    moment(t, 'opened_at');
    moment(t, 'reported_at');
    // As far as the browser tells: "Android phone, Chrome".
    t.string('device', 120);
    // What was measured and what it means, JSON; null until the phone reports.
    t.text('measures');
    t.text('findings');
    t.index(['created_at']);
  });
}
