import type { Knex } from 'knex';
import { id, moment, reference } from './columns.ts';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('sessions', t => {
    // Hash of the part that all refresh tokens of a session share: an older one of them is recognised without being kept.
    t.string('family_hash', 64);
    moment(t, 'confirmed_at');
    moment(t, 'last_seen_at');
    // The administrator who looks at the academy as this person, and the session they go back to.
    t.bigInteger('impersonated_by');
    t.bigInteger('returns_to').index();
  });
  await knex('sessions').update({
    family_hash: knex.ref('refresh_hash'),
    confirmed_at: knex.ref('created_at'),
    last_seen_at: knex.ref('refreshed_at'),
  });
  await knex.raw('create unique index sessions_family_hash_unique on sessions (family_hash)');
  await knex.raw('create index sessions_live_seen_index on sessions (last_seen_at) where revoked_at is null');
  await knex.raw('create index sessions_live_expires_index on sessions (expires_at) where revoked_at is null');
  await knex.raw('create index sessions_revoked_index on sessions (revoked_at)');
  // Told at the next sign-in, whether or not the academy sends mail.
  await knex.schema.createTable('security_notices', t => {
    id(t);
    reference(t, 'user_id', 'users').notNullable();
    t.string('kind', 40).notNullable();
    t.text('details').notNullable();
    moment(t, 'created_at').notNullable();
    moment(t, 'seen_at');
    t.index(['user_id', 'created_at']);
  });
  // Browsers and programs that somebody has signed in with, by the hash of a mark that only they have.
  await knex.schema.createTable('known_devices', t => {
    id(t);
    reference(t, 'user_id', 'users').notNullable();
    t.string('mark_hash', 64).notNullable();
    moment(t, 'first_seen_at').notNullable();
    moment(t, 'last_seen_at').notNullable();
    t.unique(['user_id', 'mark_hash']);
  });
  await knex.schema.alterTable('users', t => {
    t.boolean('mails_new_device').notNullable().defaultTo(true);
  });
}
