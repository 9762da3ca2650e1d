/** What accounts know of a person. */
import type { Tx } from '../platform/db/database.ts';
import type { PersonalPart, PersonalTable } from '../platform/personal/about.ts';
import { phonePlace } from './repository/phone.ts';
import type { Sessions } from './sessions.ts';

const PERSON_AND_ADMINISTRATORS = 'the person and administrators';
const WITH_ACCOUNT = 'as long as the account';

const tables: readonly PersonalTable[] = [
  {
    table: 'users',
    refers: ['id'],
    holds: {
      what: 'e-mail address, password as an argon2id hash, when the account was made and last used',
      why: 'to sign in',
      long: WITH_ACCOUNT,
      who: PERSON_AND_ADMINISTRATORS,
    },
    hidden: {
      password_hash: 'A hash of the password helps nobody but an attacker.',
      email_folded: 'The address again, as it is compared.',
      name_folded: 'The name again, as it is searched.',
    },
    erasure: { how: 'emptied', set: {}, because: 'number' },
  },
  {
    table: 'user_profiles',
    refers: ['user_id'],
    key: 'user_id',
    holds: {
      what: 'name, picture, what the person wrote about themself, organisation, phone (encrypted)',
      why: 'to address the person and to write certificates',
      long: WITH_ACCOUNT,
      who: 'the name: people of the same courses; the rest: the person and administrators',
    },
    sealed: { phone: phonePlace },
    erasure: {
      how: 'emptied',
      set: { bio: null, avatar_file_id: null, phone: null, organization: null },
      because: 'number',
    },
  },
  {
    table: 'people_imports',
    refers: ['created_by'],
    holds: {
      what: 'who imported people from which file, and the file until it is applied',
      why: 'to take an import back',
      long: 'as long as the academy',
      who: 'administrators',
    },
    hidden: { content: 'The file is about other people.' },
    erasure: { how: 'kept', because: 'academy' },
  },
  {
    table: 'people_import_rows',
    refers: ['user_id'],
    holds: {
      what: 'what a file said of the person',
      why: 'to take an import back',
      long: 'as long as the import is listed',
      who: 'administrators',
    },
    erasure: { how: 'removed' },
  },
  {
    table: 'merged_accounts',
    refers: ['user_id', 'merged_by'],
    key: 'old_id',
    holds: {
      what: 'former accounts of the person: name and address',
      why: 'so that the former address still leads to the person',
      long: WITH_ACCOUNT,
      who: 'administrators',
    },
    erasure: { how: 'removed' },
  },
  {
    table: 'user_roles',
    refers: ['user_id', 'granted_by'],
    holds: {
      what: 'roles, and who gave them',
      why: 'to know what somebody may do',
      long: WITH_ACCOUNT,
      who: PERSON_AND_ADMINISTRATORS,
    },
    erasure: { how: 'removed' },
  },
  {
    table: 'sessions',
    refers: ['user_id', 'impersonated_by'],
    holds: {
      what: 'devices that are signed in: address in the network, browser, when',
      why: 'to stay signed in, and to find sessions that are not one’s own',
      long: 'seven days after it ended',
      who: 'the person',
    },
    hidden: {
      refresh_hash: 'A hash of a token that opens the session.',
      previous_refresh_hash: 'A hash of a token that opened the session.',
      family_hash: 'A hash of what all tokens of the session share.',
    },
    erasure: { how: 'removed' },
  },
  {
    table: 'known_devices',
    refers: ['user_id'],
    holds: {
      what: 'browsers and programs that were signed in with before, by a mark of their own',
      why: 'to tell the person of a new one',
      long: WITH_ACCOUNT,
      who: 'nobody',
    },
    hidden: { mark_hash: 'A hash of the mark that the browser keeps.' },
    erasure: { how: 'removed' },
  },
  {
    table: 'security_notices',
    refers: ['user_id'],
    holds: {
      what: 'what the person was told about the safety of their account',
      why: 'to be told of what somebody else may have done',
      long: WITH_ACCOUNT,
      who: 'the person',
    },
    erasure: { how: 'removed' },
  },
  {
    table: 'sign_in_challenges',
    refers: ['user_id'],
    holds: { what: 'sign-ins that wait for a second factor', why: 'to finish them', long: 'minutes', who: 'nobody' },
    hidden: { token_hash: 'A hash of the token of that sign-in.' },
    erasure: { how: 'removed' },
  },
  {
    table: 'account_links',
    refers: ['user_id', 'created_by'],
    holds: {
      what: 'one-time links that were made for the person',
      why: 'to choose a password',
      long: 'until they are over, and a while for the record',
      who: 'administrators',
    },
    hidden: { token_hash: 'A hash of the link itself.' },
    erasure: { how: 'removed' },
  },
];

interface Repository {
  anonymise(tx: Tx, id: number, name: { first: string; last: string }, at: string): Promise<void>;
}

export const accountsPersonal = (accounts: Repository, sessions: Pick<Sessions, 'end'>): PersonalPart => ({
  name: 'account',
  tables,
  async erase(unit, { userId, email, pseudonym, at }) {
    const { tx } = unit;
    // Their rows go with the tables; whoever sits before an open page is told.
    await sessions.end(unit, { user_id: userId }, 'erased');
    // Jobs that are over may hold the address in what they were given.
    await tx('jobs')
      .where(
        'payload',
        'like',
        `%${JSON.stringify(email)
          .slice(1, -1)
          .replace(/[\\%_]/g, '_')}%`,
      )
      .whereIn('state', ['done', 'failed', 'cancelled'])
      .delete();
    await accounts.anonymise(tx, userId, pseudonym, at);
    return [];
  },
});
