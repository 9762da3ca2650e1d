import type { Knex } from 'knex';
import { id, moment } from './columns.ts';

export async function up(knex: Knex): Promise<void> {
  // What lies in the places, as far as this machine saw it last: a disk that is away is known by this.
  await knex.schema.createTable('backups', t => {
    id(t);
    t.string('backup_id', 30).notNullable();
    t.integer('place').notNullable();
    t.string('kind', 20).notNullable();
    t.string('reason', 200);
    moment(t, 'made_at').notNullable();
    t.string('version', 40).notNullable();
    t.string('key_id', 16);
    t.bigInteger('people').notNullable();
    t.bigInteger('bytes').notNullable();
    t.bigInteger('new_bytes').notNullable();
    moment(t, 'proved_at');
    t.double('proof_seconds');
    t.text('proof_reason');
    /** JSON. */
    t.text('proof_steps').notNullable();
    t.unique(['backup_id', 'place']);
    t.index(['made_at']);
  });
  // Every try to make one; kept for a year.
  await knex.schema.createTable('backup_runs', t => {
    id(t);
    t.string('kind', 20).notNullable();
    t.string('state', 20).notNullable();
    moment(t, 'started_at').notNullable();
    moment(t, 'ended_at');
    t.bigInteger('new_bytes').notNullable().defaultTo(0);
    t.boolean('proved').notNullable().defaultTo(false);
    t.string('step', 20);
    t.string('code', 30);
    t.text('cause');
    t.text('remedy');
    t.index(['started_at']);
  });
}
