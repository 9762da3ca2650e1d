import type { Knex } from 'knex';
import { folded } from './columns.ts';

/** Looking for acts by kind, thing, person behind and account that was merged: each with an index that also gives their order. */
export async function up(knex: Knex): Promise<void> {
  const postgres = (knex.client as { dialect: string }).dialect !== 'sqlite3';
  const kind = postgres ? `split_part(action, '.', 1)` : `substr(action, 1, instr(action, '.') - 1)`;
  await knex.raw(`create index user_activity_logs_kind on user_activity_logs ((${kind}), id)`);
  await knex.raw(
    'create index user_activity_logs_impersonator on user_activity_logs (impersonator_id, id) where impersonator_id is not null',
  );
  // The beginning of an address is looked for by the order of its letters, which need not be that of the database.
  if (postgres)
    await knex.raw('create index user_activity_logs_address on user_activity_logs (ip varchar_pattern_ops, id)');
  await knex.schema.alterTable('user_activity_logs', t => {
    if (postgres) t.dropIndex(['ip']);
    t.index(['user_id', 'id']);
    t.index(['resource_type', 'id']);
  });
  // The name under which the account was known, as it is searched.
  await knex.schema.alterTable('merged_accounts', t => {
    t.string('name_folded', 200).notNullable().defaultTo('');
  });
  const rows: { old_id: number; name: string }[] = await knex('merged_accounts').select('old_id', 'name');
  for (const { old_id, name } of rows)
    await knex('merged_accounts')
      .where({ old_id })
      .update({ name_folded: folded(name) });
}
