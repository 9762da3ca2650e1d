import type { Knex } from 'knex';
import { folded, moment } from './columns.ts';

const BATCH = 500;

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('content_files', t => {
    t.string('name_folded', 260).notNullable().defaultTo('');
    /** When other bytes took the place of the first ones; null when that never happened. */
    moment(t, 'replaced_at');
    t.index(['name_folded', 'id']);
    t.index(['created_at', 'id']);
  });
  for (let last = 0; ; ) {
    const rows = await knex('content_files')
      .where('id', '>', last)
      .orderBy('id')
      .limit(BATCH)
      .select('id', 'original_name');
    if (rows.length === 0) break;
    for (const { id, original_name } of rows as { id: number; original_name: string }[])
      await knex('content_files')
        .where({ id })
        .update({ name_folded: folded(original_name).slice(0, 260) });
    last = Number((rows.at(-1) as { id: number }).id);
  }
}
