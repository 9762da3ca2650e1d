import type { Knex } from 'knex';
import { id, moment, reference } from './columns.ts';

export async function up(knex: Knex): Promise<void> {
  // When the person closed their own account; null while it is open, and when an administrator suspended it.
  await knex.schema.alterTable('users', t => {
    moment(t, 'left_at');
  });
  // Invitations that hang on walls and are read out: their code is meant to be seen, so it is kept as it is.
  await knex.schema.createTable('registration_invitations', t => {
    id(t);
    t.string('label', 120).notNullable();
    t.string('code', 20).notNullable().unique();
    t.integer('max_uses');
    t.integer('used_count').notNullable().defaultTo(0);
    t.bigInteger('created_by').references('id').inTable('users').onDelete('SET NULL');
    moment(t, 'created_at').notNullable();
    moment(t, 'expires_at');
    moment(t, 'revoked_at');
    t.index(['created_by']);
  });
  await knex.schema.createTable('registration_invitation_courses', t => {
    id(t);
    reference(t, 'invitation_id', 'registration_invitations').notNullable();
    reference(t, 'course_id', 'courses').notNullable();
    t.unique(['invitation_id', 'course_id']);
    t.index(['course_id']);
  });
  // A place that was taken; without a person while an address is still to be confirmed, or when the person is gone.
  await knex.schema.createTable('registration_invitation_uses', t => {
    id(t);
    reference(t, 'invitation_id', 'registration_invitations').notNullable();
    t.bigInteger('user_id').references('id').inTable('users').onDelete('SET NULL');
    moment(t, 'used_at').notNullable();
    t.index(['invitation_id']);
    t.index(['user_id']);
  });
  // Registrations whose address is not confirmed yet: nobody is a user before.
  await knex.schema.createTable('pending_registrations', t => {
    id(t);
    t.string('email', 254).notNullable();
    t.string('email_folded', 254).notNullable();
    t.string('first_name', 80).notNullable();
    t.string('last_name', 80).notNullable();
    t.text('password_hash').notNullable();
    // What the person agreed to, as JSON; recorded with the account.
    t.text('consents');
    t.bigInteger('use_id').references('id').inTable('registration_invitation_uses').onDelete('SET NULL');
    moment(t, 'created_at').notNullable();
    moment(t, 'expires_at').notNullable();
    moment(t, 'verified_at');
    t.index(['email_folded']);
    t.index(['expires_at']);
    t.index(['use_id']);
  });
  await knex.schema.createTable('email_changes', t => {
    id(t);
    reference(t, 'user_id', 'users').notNullable();
    t.string('old_email', 254).notNullable();
    t.string('new_email', 254).notNullable();
    moment(t, 'created_at').notNullable();
    moment(t, 'expires_at').notNullable();
    moment(t, 'old_confirmed_at');
    moment(t, 'new_confirmed_at');
    moment(t, 'ended_at');
    t.string('outcome', 20);
    t.index(['user_id']);
    t.index(['expires_at']);
  });
  // Links in mails that prove an address; the token itself is nowhere kept.
  await knex.schema.createTable('address_links', t => {
    id(t);
    t.string('purpose', 20).notNullable();
    t.string('token_hash', 64).notNullable().unique();
    reference(t, 'registration_id', 'pending_registrations');
    reference(t, 'change_id', 'email_changes');
    reference(t, 'user_id', 'users');
    moment(t, 'created_at').notNullable();
    moment(t, 'expires_at').notNullable();
    moment(t, 'used_at');
    moment(t, 'revoked_at');
    t.index(['registration_id']);
    t.index(['change_id']);
    t.index(['user_id']);
    t.index(['expires_at']);
  });
}
