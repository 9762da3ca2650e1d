import type { Knex } from 'knex';
import type { Database, Tx } from '../platform/db/database.ts';
import { insertedId } from '../platform/db/dialect.ts';

export interface AuthenticatorRow {
  id: number;
  user_id: number;
  name: string;
  /** Sealed. */
  secret: string;
  last_step: number | null;
  created_at: string;
  /** null until the first code was typed. */
  confirmed_at: string | null;
  last_used_at: string | null;
}

export interface PasskeyRow {
  id: number;
  user_id: number;
  name: string;
  /** base64url */
  credential_id: string;
  /** COSE key, base64url. */
  public_key: string;
  counter: number;
  /** JSON: list of texts. */
  transports: string;
  rp_id: string;
  synced: boolean | number;
  created_at: string;
  last_used_at: string | null;
}

interface PersonRow {
  email: string;
  first_name: string;
  last_name: string;
  has_password: boolean | number;
}

export interface RecoveryRow {
  id: number;
  user_id: number;
  salt: string;
  code_hash: string;
  created_at: string;
  used_at: string | null;
}

/** What the flow of signing in asks of a person. */
export interface FactorFacts {
  authenticators: number;
  passkeys: number;
  recovery: number;
  askedAt: string | null;
  roles: string[];
}

export type FactorsRepository = ReturnType<typeof createFactorsRepository>;

const FACTS = `select u.second_factor_asked_at as asked_at,
  (select count(*) from authenticators a where a.user_id = u.id and a.confirmed_at is not null) as authenticators,
  (select count(*) from passkeys p where p.user_id = u.id) as passkeys,
  (select count(*) from recovery_codes c where c.user_id = u.id and c.used_at is null) as recovery,
  r.role from users u left join user_roles r on r.user_id = u.id where u.id = ?`;

interface FactsRow {
  asked_at: string | null;
  authenticators: number;
  passkeys: number;
  recovery: number;
  role: string | null;
}

export function createFactorsRepository(db: Database) {
  return {
    async facts(userId: number): Promise<FactorFacts | undefined> {
      const rows = await db.read.all<FactsRow>(FACTS, [userId]);
      const [first] = rows;
      if (!first) return undefined;
      return {
        authenticators: Number(first.authenticators),
        passkeys: Number(first.passkeys),
        recovery: Number(first.recovery),
        askedAt: first.asked_at,
        roles: rows.flatMap(({ role }) => role ?? []),
      };
    },
    setAsked: (tx: Tx, userId: number, at: string | null) =>
      tx('users').where({ id: userId }).update({ second_factor_asked_at: at }),

    authenticators: (userId: number) =>
      db.read.all<AuthenticatorRow>('select * from authenticators where user_id = ? order by id', [userId]),
    insertAuthenticator: async (
      tx: Tx,
      row: Omit<AuthenticatorRow, 'id' | 'last_step' | 'confirmed_at' | 'last_used_at'>,
    ) => insertedId(await tx('authenticators').insert(row).returning('id')),
    /** Remembers the step of an accepted code; false when that step or a later one was accepted before. */
    async useStep(tx: Tx, id: number, step: number, at: string): Promise<boolean> {
      const fresh = tx<AuthenticatorRow>('authenticators')
        .where({ id })
        .where(q => void q.whereNull('last_step').orWhere('last_step', '<', step));
      return (await fresh.update({ last_step: step, last_used_at: at })) > 0;
    },

    recoveryCodes: (userId: number) =>
      db.read.all<RecoveryRow>('select * from recovery_codes where user_id = ? order by id', [userId]),
    /** Uses a code up; false when it is not there or somebody was faster. */
    async useCode(tx: Tx, userId: number, codeHash: string, at: string): Promise<boolean> {
      const open = tx<RecoveryRow>('recovery_codes')
        .where({ user_id: userId, code_hash: codeHash })
        .whereNull('used_at');
      return (await open.update({ used_at: at })) > 0;
    },
    replaceCodes: async (tx: Tx, userId: number, codes: readonly Omit<RecoveryRow, 'id' | 'used_at'>[]) => {
      await tx('recovery_codes').where({ user_id: userId }).delete();
      if (codes.length > 0) await tx('recovery_codes').insert(codes);
    },

    passkeys: (userId: number) =>
      db.read.all<PasskeyRow>('select * from passkeys where user_id = ? order by id', [userId]),
    passkeyBy: (credentialId: string) =>
      db.read.get<PasskeyRow>('select * from passkeys where credential_id = ?', [credentialId]),
    insertPasskey: (tx: Tx, row: Omit<PasskeyRow, 'id' | 'last_used_at'>) => tx('passkeys').insert(row),
    /** Remembers the counter; false when the passkey has gone, or its counter was reached meanwhile. */
    async usePasskey(tx: Tx, id: number, counter: number, at: string): Promise<boolean> {
      const row = tx<PasskeyRow>('passkeys').where({ id });
      const fresh = counter === 0 ? row : row.where('counter', '<', counter);
      return (await fresh.update({ counter, last_used_at: at })) > 0;
    },
    /** Remembers a challenge as used; false when it was used before. */
    async useChallenge(
      tx: Tx,
      row: { challenge_hash: string; purpose: string; created_at: string; expires_at: string },
    ) {
      const inserted = await tx('passkey_challenges').insert(row).onConflict('challenge_hash').ignore().returning('id');
      return inserted.length > 0;
    },
    removeOldChallenges: (tx: Tx, before: string) => tx('passkey_challenges').where('expires_at', '<', before).delete(),

    /** From here to the end of the transaction nobody else changes what the person has. */
    lock: (tx: Tx, userId: number) =>
      tx('users')
        .where({ id: userId })
        .update({ second_factor_asked_at: tx.ref('second_factor_asked_at') }),
    /** What is left to the person, as this transaction sees it. */
    async left(tx: Tx, userId: number): Promise<{ authenticators: number; passkeys: number }> {
      const count = async (rows: Knex.QueryBuilder) => Number(((await rows.count({ n: '*' })) as [{ n: number }])[0].n);
      const own = { user_id: userId };
      return {
        authenticators: await count(tx('authenticators').where(own).whereNotNull('confirmed_at')),
        passkeys: await count(tx('passkeys').where(own)),
      };
    },
    removeUnconfirmed: (tx: Tx, userId: number) =>
      tx('authenticators').where({ user_id: userId }).whereNull('confirmed_at').delete(),
    confirm: (tx: Tx, id: number, given: Pick<AuthenticatorRow, 'name' | 'last_step' | 'confirmed_at'>) =>
      tx<AuthenticatorRow>('authenticators').where({ id }).whereNull('confirmed_at').update(given),
    /** Answers how many there were. */
    rename: (tx: Tx, table: 'authenticators' | 'passkeys', which: { user_id: number; id: number }, name: string) =>
      tx(table).where(which).update({ name }),
    remove: (tx: Tx, table: 'authenticators' | 'passkeys', which: { user_id: number; id?: number }) =>
      tx(table).where(which).delete(),

    person: (userId: number) =>
      db.read.get<PersonRow>(
        `select u.email, p.first_name, p.last_name, case when u.password_hash = ? then 0 else 1 end as has_password
         from users u join user_profiles p on p.user_id = u.id where u.id = ?`,
        [NO_PASSWORD, userId],
      ),
    removePassword: (tx: Tx, userId: number, at: string) =>
      tx('users').where({ id: userId }).update({ password_hash: NO_PASSWORD, updated_at: at }),
    /** How many active administrators have no second factor. */
    administratorsWithout: async () => Number((await db.read.get<{ n: number }>(WITHOUT))?.n ?? 0),
  };
}

/** No hash looks like this: whoever has it gets in by a passkey alone. An empty text means that none was chosen yet. */
export const NO_PASSWORD = '-';

const WITHOUT = `select count(*) as n from users u
  where u.is_active and exists (select 1 from user_roles r where r.user_id = u.id and r.role = 'administrator')
  and not exists (select 1 from authenticators a where a.user_id = u.id and a.confirmed_at is not null)
  and not exists (select 1 from passkeys k where k.user_id = u.id)`;
