import type { Knex } from 'knex';
import { id, moment, reference } from './columns.ts';

export async function up(knex: Knex): Promise<void> {
  // The first time that somebody came in while a second factor was asked of them: their time to set one up runs from here.
  await knex.schema.alterTable('users', t => {
    moment(t, 'second_factor_asked_at');
  });
  // Sign-ins that wait for their second factor; the token itself is nowhere kept.
  await knex.schema.createTable('sign_in_challenges', t => {
    id(t);
    reference(t, 'user_id', 'users').notNullable();
    t.string('token_hash', 64).notNullable().unique();
    t.string('client', 10).notNullable();
    t.string('address_class', 20).notNullable();
    t.string('proof', 20).notNullable();
    t.integer('tries').notNullable().defaultTo(0);
    moment(t, 'created_at').notNullable();
    moment(t, 'expires_at').notNullable();
    moment(t, 'used_at');
    t.index(['user_id']);
    t.index(['expires_at']);
  });
  // Apps that show codes (RFC 6238). The secret is sealed; last_step is the time step of the last code that was accepted.
  await knex.schema.createTable('authenticators', t => {
    id(t);
    reference(t, 'user_id', 'users').notNullable();
    t.string('name', 80).notNullable();
    t.text('secret').notNullable();
    t.bigInteger('last_step');
    moment(t, 'created_at').notNullable();
    moment(t, 'confirmed_at');
    moment(t, 'last_used_at');
    t.index(['user_id']);
  });
  await knex.schema.createTable('recovery_codes', t => {
    id(t);
    reference(t, 'user_id', 'users').notNullable();
    t.string('salt', 32).notNullable();
    t.string('code_hash', 64).notNullable();
    moment(t, 'created_at').notNullable();
    moment(t, 'used_at');
    t.unique(['user_id', 'code_hash']);
  });
  // WebAuthn credentials; a browser offers one only to the name (rp_id) that it was made for.
  await knex.schema.createTable('passkeys', t => {
    id(t);
    reference(t, 'user_id', 'users').notNullable();
    t.string('name', 80).notNullable();
    t.string('credential_id', 1400).notNullable().unique();
    t.text('public_key').notNullable();
    t.bigInteger('counter').notNullable();
    t.text('transports').notNullable();
    t.string('rp_id', 253).notNullable();
    t.boolean('synced').notNullable();
    moment(t, 'created_at').notNullable();
    moment(t, 'last_used_at');
    t.index(['user_id']);
  });
  await knex.schema.createTable('passkey_challenges', t => {
    id(t);
    t.bigInteger('user_id');
    t.string('challenge_hash', 64).notNullable().unique();
    t.string('purpose', 20).notNullable();
    moment(t, 'created_at').notNullable();
    moment(t, 'expires_at').notNullable();
    t.index(['expires_at']);
  });
}
