import type { Knex } from 'knex';
import { id, moment } from './columns.ts';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('jobs', t => {
    id(t);
    t.string('name', 60).notNullable();
    t.text('payload').notNullable();
    t.string('state', 20).notNullable();
    t.string('unique_key', 120);
    moment(t, 'run_at').notNullable();
    t.integer('attempts').notNullable().defaultTo(0);
    t.integer('max_attempts').notNullable();
    t.float('progress', 8).notNullable().defaultTo(0);
    t.string('note', 300);
    t.boolean('cancel_requested').notNullable().defaultTo(false);
    t.string('claimed_by', 60);
    moment(t, 'claimed_until');
    t.text('last_error');
    moment(t, 'created_at').notNullable();
    moment(t, 'finished_at');
    t.index(['state', 'run_at', 'id']);
    t.index(['name', 'state']);
  });
  // One waiting or running job per key; finished ones are history.
  await knex.raw(`create unique index jobs_unique_key on jobs (unique_key) where state in ('queued', 'running')`);
  // How many people were connected, once a minute; kept for 72 hours.
  await knex.schema.createTable('presence_samples', t => {
    moment(t, 'at').primary();
    t.integer('people').notNullable();
  });
}
