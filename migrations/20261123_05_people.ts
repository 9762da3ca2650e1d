import type { Knex } from 'knex';
import { id, moment, reference } from './columns.ts';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('people_imports', t => {
    id(t);
    t.string('name', 255).notNullable();
    t.string('state', 20).notNullable();
    t.bigInteger('created_by');
    moment(t, 'created_at').notNullable();
    moment(t, 'applied_at');
    moment(t, 'ended_at');
    t.bigInteger('job_id');
    /** The file, base64; gone once the import is applied. */
    t.text('content');
    t.string('encoding', 20);
    t.string('delimiter', 1);
    t.text('columns').notNullable();
    t.text('options').notNullable();
    t.text('figures').notNullable();
    t.text('reason');
    /** Where links for new people shall lead. */
    t.string('base', 300).notNullable();
    t.index(['created_at']);
  });
  await knex.schema.createTable('people_import_rows', t => {
    id(t);
    reference(t, 'import_id', 'people_imports').notNullable();
    t.integer('line').notNullable();
    t.string('verdict', 20).notNullable();
    t.boolean('skip').notNullable().defaultTo(false);
    t.boolean('noted').notNullable().defaultTo(false);
    t.text('person').notNullable();
    t.text('before').notNullable();
    t.text('problems').notNullable();
    t.string('folded', 500).notNullable();
    t.bigInteger('user_id');
    t.string('outcome', 20);
    t.text('outcome_reason');
    t.index(['import_id', 'line']);
    t.index(['import_id', 'verdict', 'line']);
    t.index(['user_id']);
  });
  // Accounts that became part of another one: their acts stay attributed, their addresses may lead to the one that was kept.
  await knex.schema.createTable('merged_accounts', t => {
    t.bigInteger('old_id').primary();
    reference(t, 'user_id', 'users').notNullable();
    t.string('name', 200).notNullable();
    t.string('email', 254).notNullable();
    /** null when the address was given free. */
    t.string('alias_folded', 254).unique();
    moment(t, 'merged_at').notNullable();
    t.bigInteger('merged_by');
    t.index(['user_id']);
  });
  // The same name and the same role are looked for among all people.
  await knex.schema.alterTable('user_profiles', t => {
    t.index(['phone']);
  });
}
