import type { Knex } from 'knex';
import { id, moment, reference } from './columns.ts';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('users', t => {
    moment(t, 'erased_at');
  });
  // Sealed text is longer than a phone number. SQLite does not count, and would copy the table.
  if ((knex.client as { config: { client: string } }).config.client === 'pg')
    await knex.schema.alterTable('user_profiles', t => {
      t.text('phone').alter();
    });
  await documents(knex);
  await requests(knex);
}

/** What people are asked to agree to. A version that was published never changes. */
async function documents(knex: Knex): Promise<void> {
  await knex.schema.createTable('consent_documents', t => {
    id(t);
    t.string('kind', 20).notNullable();
    t.boolean('required').notNullable();
    moment(t, 'created_at').notNullable();
    moment(t, 'retired_at');
  });
  await knex.schema.createTable('consent_versions', t => {
    id(t);
    reference(t, 'document_id', 'consent_documents').notNullable();
    t.integer('number').notNullable();
    t.string('title_en', 160).notNullable();
    t.text('text_en').notNullable();
    t.string('title_es', 160).notNullable();
    t.text('text_es').notNullable();
    t.string('sha256', 64).notNullable();
    moment(t, 'published_at').notNullable();
    t.bigInteger('published_by');
    t.unique(['document_id', 'number']);
  });
  await knex.schema.createTable('consent_answers', t => {
    id(t);
    reference(t, 'user_id', 'users').notNullable();
    reference(t, 'document_id', 'consent_documents').notNullable();
    reference(t, 'version_id', 'consent_versions').notNullable();
    t.string('answer', 10).notNullable();
    t.string('language', 10).notNullable();
    t.string('sha256', 64).notNullable();
    moment(t, 'answered_at').notNullable();
    t.index(['user_id', 'document_id']);
    t.index(['document_id']);
  });
}

/** Exports of a person, and wishes to be erased. */
async function requests(knex: Knex): Promise<void> {
  await knex.schema.createTable('personal_exports', t => {
    id(t);
    reference(t, 'user_id', 'users').notNullable();
    t.bigInteger('asked_by');
    moment(t, 'asked_at').notNullable();
    t.bigInteger('job_id');
    t.string('file', 80);
    t.bigInteger('bytes');
    t.string('sha256', 64);
    moment(t, 'made_at');
    moment(t, 'expires_at');
    t.index(['user_id']);
  });
  await knex.schema.createTable('erasures', t => {
    id(t);
    reference(t, 'user_id', 'users').notNullable();
    t.bigInteger('asked_by');
    t.text('reason');
    moment(t, 'asked_at').notNullable();
    moment(t, 'due_at').notNullable();
    t.string('state', 12).notNullable();
    moment(t, 'ended_at');
    t.index(['user_id']);
    t.index(['state', 'due_at']);
  });
}
