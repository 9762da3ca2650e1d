/** What the machine's owner does with accounts at its command line, standing above all of them. */
import { instant } from '../platform/clock.ts';
import { randomToken } from '../platform/crypto/secrets.ts';
import { found } from '../platform/errors/refusal.ts';
import type { Role, User } from './contract.ts';
import { insertPerson } from './managing.ts';
import type { AccountsDeps, Person } from './service.ts';

/** `password` is null when it was given: only one that was made here has to be told. */
interface WithPassword {
  user: User;
  password: string | null;
}

export interface ByHand {
  create(person: Person & { roles: Role[]; password?: string | undefined }): Promise<WithPassword>;
  /** Ends every session of the person. */
  resetPassword(id: number, password: string | undefined): Promise<WithPassword>;
  /** Refuses with NOT_FOUND when nobody has the address. */
  idOf(email: string): Promise<number>;
}

const madePassword = () => randomToken().slice(0, 16);
const NOBODY = null;

export function createByHand(deps: AccountsDeps): ByHand {
  const { work, accounts, passwords, sessions, clock } = deps;
  return {
    async create(person) {
      if (person.password !== undefined) await deps.newPasswords.require(person.password, person);
      const password = person.password ?? madePassword();
      const passwordHash = await passwords.hash(password);
      const user = await work.run(async ({ tx, record }) => {
        const id = await insertPerson(deps, tx, person, passwordHash, person.roles, NOBODY);
        await record({ userId: NOBODY, action: 'user.create', resourceType: 'user', resourceId: id });
        return (await accounts.read(id, tx)) as User;
      });
      return { user, password: person.password === undefined ? password : null };
    },
    async resetPassword(id, given) {
      const known = found(await accounts.read(id), 'There is no such person.');
      if (given !== undefined) await deps.newPasswords.require(given, known);
      const password = given ?? madePassword();
      const passwordHash = await passwords.hash(password);
      const user = await work.run(async unit => {
        const { tx, record } = unit;
        const person = found(await accounts.read(id, tx), 'There is no such person.');
        await accounts.setPassword(tx, id, passwordHash, instant(clock.now()));
        await sessions.end(unit, { user_id: id }, 'password reset');
        await record({ userId: NOBODY, action: 'user.reset-password', resourceType: 'user', resourceId: id });
        return person;
      });
      return { user, password: given === undefined ? password : null };
    },
    async idOf(email) {
      return found(await accounts.byEmail(email), `Nobody has the e-mail address ${email}.`).id;
    },
  };
}
