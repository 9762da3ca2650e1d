/** For features that know who somebody is in another way than by a password: finding people, letting them in, giving them roles. */
import { type Clock, instant } from '../platform/clock.ts';
import type { Unit } from '../platform/db/work.ts';
import { found } from '../platform/errors/refusal.ts';
import type { FactorGate } from '../factors/index.ts';
import type { Role, User } from './contract.ts';
import type { Confirming } from './confirming.ts';
import type { Entry } from './entry.ts';
import { foldEmail } from './address-rules.ts';
import { insertPerson } from './managing.ts';
import { requireAdministratorRemains } from './policy.ts';
import type { Accounts } from './repository/people.ts';
import type { Person } from './service.ts';

export interface Admission extends Pick<Entry, 'completeSignIn'>, Pick<Confirming, 'confirmed'> {
  /** Id of whoever has the address, compared case-folded; also one that was merged into another account. */
  byEmail(unit: Unit, email: string): Promise<number | null>;
  /** Somebody without a password. Refuses with EMAIL_TAKEN. */
  create(unit: Unit, person: Person, roles: readonly Role[]): Promise<number>;
  rolesOf(unit: Unit, userId: number): Promise<Role[]>;
  /** Refuses with LAST_ADMINISTRATOR. */
  setRoles(unit: Unit, userId: number, roles: Role[]): Promise<void>;
  /** Whether the person has a password or a passkey. */
  hasOtherWay(unit: Unit, userId: number): Promise<boolean>;
}

interface AdmissionDeps {
  accounts: Accounts;
  clock: Clock;
  entry: Entry;
  confirming: Confirming;
  gate: FactorGate;
}

const UNKNOWN = 'There is no such person.';

export function createAdmission(deps: AdmissionDeps): Admission {
  const { accounts, clock, entry, gate, confirming } = deps;
  const read = async (unit: Unit, userId: number): Promise<User> =>
    found(await accounts.read(userId, unit.tx), UNKNOWN);
  return {
    completeSignIn: entry.completeSignIn,
    confirmed: confirming.confirmed,
    async byEmail({ tx }, email) {
      const folded = foldEmail(email);
      return (await accounts.owners(tx, [folded])).get(folded) ?? null;
    },
    async create(unit, person, roles) {
      const id = await insertPerson(deps, unit.tx, person, '', roles, null);
      const act = { userId: id, action: 'user.register', resourceType: 'user', resourceId: id };
      await unit.record(act);
      unit.announce('user.registered', { userId: id });
      return id;
    },
    rolesOf: async (unit, userId) => (await read(unit, userId)).roles,
    async setRoles(unit, userId, roles) {
      const user = await read(unit, userId);
      requireAdministratorRemains(user, roles, user.is_active, await accounts.activeAdministrators(unit.tx));
      await accounts.setRoles(unit.tx, userId, roles, null, instant(clock.now()));
      await unit.record({
        userId: null,
        action: 'user.roles',
        resourceType: 'user',
        resourceId: userId,
        details: { roles: { from: user.roles, to: roles } },
      });
    },
    hasOtherWay: async (unit, userId) =>
      !(await read(unit, userId)).invited || (await gate.methods(userId)).includes('passkey'),
  };
}
