import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('people_import_rows', t => {
    // JSON by field: what stands in the file and under which head, and what somebody wrote instead of it.
    t.text('cells').notNullable().defaultTo('{}');
    t.text('edits').notNullable().defaultTo('{}');
    // Folded, to find the rows that have the same one.
    t.string('email', 254).notNullable().defaultTo('');
    t.index(['import_id', 'email']);
  });
}
