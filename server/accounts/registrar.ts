/** The doors of the accounts for whoever lets people in, changes their address, or lets them go: one way of doing each. */
import { instant } from '../platform/clock.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Unit } from '../platform/db/work.ts';
import { found } from '../platform/errors/refusal.ts';
import type { From } from '../platform/http/routes.ts';
import type { Me, User } from './contract.ts';
import type { Entry } from './entry.ts';
import { linkBase } from './link-rules.ts';
import type { LinksDeps } from './links.ts';
import { insertPerson, type Managing } from './managing.ts';
import { requireAdministratorRemains } from './policy.ts';
import { foldEmail } from './address-rules.ts';
import type { AccountsDeps, Person } from './service.ts';

export interface Registrar {
  /** The hash of a new password. Refuses one that the rules do not take. */
  newPassword(password: string, person: Person): Promise<string>;
  /** The id of whoever has the address. */
  idOf(email: string): Promise<number | undefined>;
  read(id: number, tx?: Tx): Promise<User | undefined>;
  /** Addresses are compared like this. */
  fold(email: string): string;
  me(id: number): Promise<Me>;
  /** A new person with the role student. Refuses with EMAIL_TAKEN. */
  insert(unit: Unit, person: Person, passwordHash: string): Promise<number>;
  /** Open links and half-done sign-ins of the person stop working. Refuses with EMAIL_TAKEN. */
  changeEmail(unit: Unit, id: number, email: string): Promise<void>;
  /** Ends every session of the person; answers how many there were. */
  signOut(unit: Unit, id: number): Promise<number>;
  /** The person's own wish. Refuses with LAST_ADMINISTRATOR. */
  leave(unit: Unit, id: number): Promise<void>;
  /** False unless the person left by their own wish. */
  comeBack(unit: Unit, id: number): Promise<boolean>;
  completeSignIn: Entry['completeSignIn'];
  /** Where links lead; those in mails must not follow the host that a caller wrote (`trusted`: an administrator's own browser). */
  linkBase(from: Pick<From, 'origin'>, trusted?: boolean): Promise<string>;
}

type RegistrarDeps = AccountsDeps & Pick<LinksDeps, 'site' | 'addresses' | 'me'> & { managing: Managing };

export function createRegistrar(deps: RegistrarDeps): Registrar {
  const { accounts, sessions, passwords, newPasswords, clock, entry, managing, site, addresses } = deps;
  const now = () => instant(clock.now());
  return {
    async newPassword(password, person) {
      await newPasswords.require(password, person);
      return passwords.hash(password);
    },
    idOf: async email => (await accounts.byEmail(email))?.id,
    read: (id, tx) => accounts.read(id, tx),
    fold: foldEmail,
    me: deps.me,
    insert: (unit, person, passwordHash) => insertPerson(deps, unit.tx, person, passwordHash, ['student'], null),
    changeEmail: (unit, id, email) => managing.changeEmail(unit.tx, id, email),
    signOut: async (unit, id) => (await sessions.end(unit, { user_id: id }, 'signed out elsewhere')).length,
    async leave(unit, id) {
      const user = found(await accounts.read(id, unit.tx), 'There is no such person.');
      requireAdministratorRemains(user, user.roles, false, await accounts.activeAdministrators(unit.tx));
      await accounts.leave(unit.tx, id, now());
      await sessions.end(unit, { user_id: id }, 'left');
    },
    comeBack: (unit, id) => accounts.comeBack(unit.tx, id, now()),
    completeSignIn: entry.completeSignIn,
    async linkBase({ origin }, trusted = false) {
      const { publicAddress } = await site();
      return linkBase({ origin, publicAddress, known: addresses(), trusted });
    },
  };
}
