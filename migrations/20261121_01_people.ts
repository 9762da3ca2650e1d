import type { Knex } from 'knex';
import { id, moment, reference } from './columns.ts';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('settings', t => {
    t.string('key', 80).primary();
    t.text('value').notNullable();
    moment(t, 'updated_at').notNullable();
  });
  await knex.schema.createTable('sequences', t => {
    t.string('name', 80).primary();
    t.bigInteger('value').notNullable();
  });
  await knex.schema.createTable('users', t => {
    id(t);
    t.string('email', 254).notNullable();
    t.string('email_folded', 254).notNullable().unique();
    t.string('password_hash', 200).notNullable();
    t.boolean('is_active').notNullable().defaultTo(true);
    t.string('name_folded', 200).notNullable();
    moment(t, 'created_at').notNullable();
    moment(t, 'updated_at').notNullable();
    moment(t, 'last_sign_in_at');
    t.index(['name_folded', 'id']);
    t.index(['created_at']);
    t.index(['last_sign_in_at']);
  });
  await knex.schema.createTable('user_profiles', t => {
    reference(t, 'user_id', 'users').primary();
    t.string('first_name', 80).notNullable();
    t.string('last_name', 80).notNullable();
    t.text('bio');
    t.bigInteger('avatar_file_id');
    t.string('phone', 40);
    t.string('organization', 120);
  });
  await knex.schema.createTable('user_roles', t => {
    id(t);
    reference(t, 'user_id', 'users').notNullable();
    t.string('role', 40).notNullable();
    moment(t, 'granted_at').notNullable();
    t.bigInteger('granted_by');
    t.unique(['user_id', 'role']);
    t.index(['role', 'user_id']);
  });
  await knex.schema.createTable('sessions', t => {
    id(t);
    reference(t, 'user_id', 'users').notNullable();
    t.string('refresh_hash', 64).notNullable().unique();
    t.string('previous_refresh_hash', 64).index();
    t.string('client', 10).notNullable();
    t.string('ip', 45);
    t.string('user_agent', 300);
    moment(t, 'created_at').notNullable();
    moment(t, 'refreshed_at').notNullable();
    moment(t, 'expires_at').notNullable();
    moment(t, 'revoked_at');
    t.string('revoked_because', 40);
    t.index(['user_id', 'expires_at']);
    t.index(['expires_at']);
  });
  await knex.schema.createTable('user_activity_logs', t => {
    id(t);
    t.bigInteger('user_id');
    t.string('action', 60).notNullable();
    t.string('resource_type', 40).notNullable();
    t.bigInteger('resource_id');
    t.string('ip', 45);
    t.string('user_agent', 300);
    moment(t, 'created_at').notNullable();
    t.index(['user_id', 'created_at']);
    t.index(['created_at']);
  });
}
