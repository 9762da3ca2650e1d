import type { Knex } from 'knex';
import { id, moment, reference } from './columns.ts';

export async function up(knex: Knex): Promise<void> {
  // Providers that vouch for people through OpenID Connect.
  await knex.schema.createTable('identity_providers', t => {
    id(t);
    t.string('key', 40).notNullable().unique();
    t.string('preset', 20).notNullable();
    t.string('label', 60).notNullable();
    t.string('issuer', 300).notNullable();
    t.string('client_id', 300).notNullable();
    // Sealed; null for a public client.
    t.text('client_secret');
    t.string('extra_scopes', 200).notNullable();
    t.boolean('enabled').notNullable();
    t.boolean('creates_accounts').notNullable();
    t.text('domains').notNullable();
    t.string('group_claim', 100).notNullable();
    t.text('group_roles').notNullable();
    t.string('group_mode', 10).notNullable();
    moment(t, 'created_at').notNullable();
    moment(t, 'updated_at').notNullable();
  });
  // Accounts at providers, each joined to one person; the subject is the provider's own name for the account.
  await knex.schema.createTable('user_identities', t => {
    id(t);
    reference(t, 'user_id', 'users').notNullable();
    reference(t, 'provider_id', 'identity_providers').notNullable();
    t.string('subject', 255).notNullable();
    t.string('email', 254);
    moment(t, 'linked_at').notNullable();
    moment(t, 'last_used_at');
    t.unique(['provider_id', 'subject']);
    t.index(['user_id']);
  });
}
