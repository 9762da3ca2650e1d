import type { Knex } from 'knex';
import { id, moment, reference } from './columns.ts';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('organisations', t => {
    id(t);
    t.string('name', 160).notNullable();
    // The name as it is compared: two that differ in capitals or accents only are one.
    t.string('name_folded', 400).notNullable().unique();
    t.text('note');
    moment(t, 'created_at').notNullable();
    moment(t, 'archived_at');
  });
  await knex.schema.createTable('organisation_members', t => {
    id(t);
    reference(t, 'organisation_id', 'organisations').notNullable();
    reference(t, 'user_id', 'users').notNullable();
    t.boolean('is_representative').notNullable();
    moment(t, 'since').notNullable();
    t.bigInteger('added_by').references('id').inTable('users').onDelete('SET NULL');
    t.unique(['organisation_id', 'user_id']);
    t.index(['user_id']);
    t.index(['added_by']);
  });
}
