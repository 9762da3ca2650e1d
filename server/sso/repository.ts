import type { Knex } from 'knex';
import type { Sealing } from '../platform/crypto/sealing.ts';
import type { Database, Tx } from '../platform/db/database.ts';
import { insertedId } from '../platform/db/dialect.ts';
import type { GroupRole, Identity, NewProvider, Provider, ProviderChange, ProviderPreset } from './contract.ts';

interface ProviderRow {
  id: number;
  key: string;
  preset: ProviderPreset;
  label: string;
  issuer: string;
  client_id: string;
  client_secret: string | null;
  extra_scopes: string;
  enabled: boolean | number;
  creates_accounts: boolean | number;
  /** JSON. */
  domains: string;
  group_claim: string;
  group_roles: string;
  group_mode: 'add' | 'replace';
  /** JSON. */
  trusted_proofs: string;
  created_at: string;
}

/** A provider with its secret opened. */
export type FullProvider = Omit<Provider, 'people' | 'secret_set'> & { client_secret: string };

interface IdentityRow {
  id: number;
  user_id: number;
  provider_id: number;
  email: string | null;
  linked_at: string;
  last_used_at: string | null;
  key: string;
  label: string;
  preset: ProviderPreset;
}

/** Place of a sealed secret, authenticated with it. */
export const secretPlace = (key: string) => `identity_providers.client_secret.${key}`;

export type SsoRepository = ReturnType<typeof createSsoRepository>;

export function createSsoRepository(db: Database, sealing: Sealing) {
  const full = (row: ProviderRow): FullProvider => {
    const { client_secret, domains, group_roles, trusted_proofs, ...plain } = row;
    return {
      ...plain,
      id: Number(row.id),
      enabled: Boolean(row.enabled),
      creates_accounts: Boolean(row.creates_accounts),
      domains: JSON.parse(domains) as string[],
      group_roles: JSON.parse(group_roles) as GroupRole[],
      trusted_proofs: JSON.parse(trusted_proofs) as string[],
      client_secret: client_secret === null ? '' : sealing.open(client_secret, secretPlace(row.key)),
    };
  };
  const columnsOf = (
    { domains, group_roles, trusted_proofs, client_secret, ...plain }: ProviderChange,
    key: string,
  ) => ({
    ...plain,
    ...(domains && { domains: JSON.stringify(domains) }),
    ...(group_roles && { group_roles: JSON.stringify(group_roles) }),
    ...(trusted_proofs && { trusted_proofs: JSON.stringify(trusted_proofs) }),
    ...(client_secret !== undefined && {
      client_secret: client_secret === '' ? null : sealing.seal(client_secret, secretPlace(key)),
    }),
  });
  return {
    async byKey(key: string): Promise<FullProvider | undefined> {
      const row = await db.read.get<ProviderRow>(`select ${PROVIDER} from identity_providers where key = ?`, [key]);
      return row && full(row);
    },
    async byId(id: number, queries: Knex = db.reader): Promise<FullProvider | undefined> {
      const row = await queries<ProviderRow>('identity_providers').where({ id }).first();
      return row && full(row);
    },
    async list(): Promise<Provider[]> {
      const rows = await db.read.all<ProviderRow & { people: number }>(
        `select ${PROVIDER}, (select count(*) from user_identities i where i.provider_id = identity_providers.id) as people
         from identity_providers order by label, id`,
      );
      return rows.map(({ people, ...row }) => {
        const { client_secret, ...open } = full(row);
        return { ...open, secret_set: client_secret !== '', people: Number(people) };
      });
    },
    buttons: () =>
      db.read.all<Pick<ProviderRow, 'key' | 'label' | 'preset'>>(
        'select key, label, preset from identity_providers where enabled = ? order by label, id',
        [db.engine === 'postgres' ? 'true' : 1],
      ),
    insert: async (tx: Tx, { key, ...wish }: NewProvider, at: string): Promise<number> =>
      insertedId(
        await tx('identity_providers')
          .insert({ key, ...columnsOf(wish, key), created_at: at, updated_at: at })
          .returning('id'),
      ),
    update: (tx: Tx, { id, key }: Pick<FullProvider, 'id' | 'key'>, change: ProviderChange, at: string) =>
      tx('identity_providers')
        .where({ id })
        .update({ ...columnsOf(change, key), updated_at: at }),
    remove: (tx: Tx, id: number) => tx('identity_providers').where({ id }).delete(),

    /** Whether anybody is joined to an account there. */
    hasJoined: async (tx: Tx, providerId: number): Promise<boolean> =>
      (await tx('user_identities').where({ provider_id: providerId }).first('id')) !== undefined,
    /** Person to whom an account at a provider is joined. */
    async joinedTo(tx: Tx, providerId: number, subject: string): Promise<{ id: number; userId: number } | null> {
      const row = await tx('user_identities')
        .where({ provider_id: providerId, subject })
        .first<{ id: number; user_id: number } | undefined>('id', 'user_id');
      return row ? { id: Number(row.id), userId: Number(row.user_id) } : null;
    },
    /** Fails with a unique violation when the account there is joined to somebody already. */
    join: async (
      tx: Tx,
      identity: { user_id: number; provider_id: number; subject: string; email: string | null; linked_at: string },
    ): Promise<number> => insertedId(await tx('user_identities').insert(identity).returning('id')),
    used: (tx: Tx, id: number, email: string | null, at: string) =>
      tx('user_identities').where({ id }).update({ email, last_used_at: at }),
    async ofUser(userId: number, queries: Knex = db.reader): Promise<Identity[]> {
      const rows = await queries('user_identities as i')
        .join('identity_providers as p', 'p.id', 'i.provider_id')
        .where('i.user_id', userId)
        .orderBy('i.id')
        .select<IdentityRow[]>('i.id', 'i.email', 'i.linked_at', 'i.last_used_at', 'p.key', 'p.label', 'p.preset');
      return rows.map(({ id, email, linked_at, last_used_at, ...provider }) => ({
        id: Number(id),
        provider,
        email,
        linked_at,
        last_used_at,
      }));
    },
    /** Providers in use to which the person is joined. */
    providersOf: (userId: number) =>
      db.read.all<Pick<ProviderRow, 'key' | 'label' | 'preset'>>(
        `select distinct p.key, p.label, p.preset from identity_providers p join user_identities i on i.provider_id = p.id
         where i.user_id = ? and p.enabled = ? order by p.label, p.key`,
        [userId, db.engine === 'postgres' ? 'true' : 1],
      ),
    /** False when the person has no such identity. */
    part: async (tx: Tx, id: number, userId: number): Promise<boolean> =>
      (await tx('user_identities').where({ id, user_id: userId }).delete()) > 0,
  };
}

const PROVIDER = `id, key, preset, label, issuer, client_id, client_secret, extra_scopes, enabled, creates_accounts, domains,
  group_claim, group_roles, group_mode, trusted_proofs, created_at`;
