import type { Knex } from 'knex';
import { id, moment, reference } from './columns.ts';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('jobs', t => {
    // When the present or last try began; how long it still takes is reckoned from it.
    moment(t, 'started_at');
  });
  // The outbox. `content` is sealed text: messages carry one-time links.
  await knex.schema.createTable('mail_messages', t => {
    id(t);
    t.string('message_id', 200).notNullable().unique();
    t.string('to_address', 254).notNullable();
    t.string('to_folded', 254).notNullable();
    t.string('to_name', 200);
    reference(t, 'user_id', 'users');
    t.string('template', 40).notNullable();
    t.string('language', 10).notNullable();
    t.string('subject', 300).notNullable();
    t.text('content').notNullable();
    t.string('state', 20).notNullable();
    t.integer('attempts').notNullable().defaultTo(0);
    moment(t, 'next_try_at').notNullable();
    // What the mail server, or the way to it, said last, and what kind of answer that was.
    t.text('answer');
    t.string('outcome', 30);
    // What both sides said, kept for test messages.
    t.text('transcript');
    moment(t, 'created_at').notNullable();
    // Put into the outbox, for the first time or again.
    moment(t, 'queued_at').notNullable();
    moment(t, 'ended_at');
    t.index(['state', 'next_try_at']);
    t.index(['created_at']);
    t.index(['user_id']);
  });
  // What an administrator wrote instead of a template that is shipped.
  await knex.schema.createTable('mail_templates', t => {
    t.string('template', 40).notNullable();
    t.string('language', 10).notNullable();
    t.string('subject', 300).notNullable();
    t.text('body').notNullable();
    moment(t, 'updated_at').notNullable();
    t.bigInteger('updated_by');
    t.primary(['template', 'language']);
  });
}
