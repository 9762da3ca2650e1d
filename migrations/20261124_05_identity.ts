import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // JSON: what a provider says of a sign-in (amr, acr) that counts as a second factor here; nothing is trusted unasked.
  await knex.schema.alterTable('identity_providers', t => {
    t.text('trusted_proofs').notNullable().defaultTo('[]');
  });
  // Of this sign-in such a provider said so.
  await knex.schema.alterTable('sessions', t => {
    t.boolean('factor_elsewhere').notNullable().defaultTo(false);
  });
}
