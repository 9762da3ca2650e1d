import type { Knex } from 'knex';
import { id, moment } from './columns.ts';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('upkeep_reports', t => {
    id(t);
    t.string('occasion', 10).notNullable();
    t.string('state', 20).notNullable();
    moment(t, 'started_at').notNullable();
    moment(t, 'ended_at').notNullable();
    t.bigInteger('bytes_freed').notNullable();
    // What each step did, as JSON.
    t.text('steps').notNullable();
    t.index(['started_at']);
  });
}
