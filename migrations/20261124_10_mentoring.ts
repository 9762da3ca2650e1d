import type { Knex } from 'knex';
import { id, moment, reference } from './columns.ts';

export async function up(knex: Knex): Promise<void> {
  // Who guides whom, and since and until when. Rows are ended, not deleted: they say who could see whose progress.
  await knex.schema.createTable('mentor_assignments', t => {
    id(t);
    reference(t, 'mentor_id', 'users').notNullable();
    reference(t, 'mentee_id', 'users').notNullable();
    moment(t, 'since').notNullable();
    moment(t, 'until');
    t.bigInteger('assigned_by').references('id').inTable('users').onDelete('SET NULL');
    t.bigInteger('ended_by').references('id').inTable('users').onDelete('SET NULL');
    t.index(['mentor_id', 'until']);
    t.index(['mentee_id', 'until']);
    t.index(['assigned_by']);
    t.index(['ended_by']);
  });
}
