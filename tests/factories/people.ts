import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { Role } from '../../server/accounts/contract.ts';
import { createAccountsRepository, type NewUser } from '../../server/accounts/repository/people.ts';
import { createSealing } from '../../server/platform/crypto/sealing.ts';
import type { Database } from '../../server/platform/db/database.ts';

let made = 0;

export type PersonFields = Partial<Omit<NewUser, 'roles'>> & { roles?: Role[] };

/** Inserts a person who cannot sign in (no password matches). Answers the id. */
export async function insertPerson(db: Database, fields: PersonFields = {}): Promise<number> {
  const number = ++made;
  const user: NewUser = {
    email: `made${number}@example.org`,
    firstName: 'Made',
    lastName: `Person ${number}`,
    roles: ['student'],
    passwordHash: 'none',
    grantedBy: null,
    at: '2026-01-01T00:00:00.000Z',
    ...fields,
  };
  return db.writer.transaction((tx: Knex) =>
    createAccountsRepository(db, createSealing(randomBytes(32))).insert(tx, user),
  );
}
