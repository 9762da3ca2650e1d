/** What second factors know of a person, and where their secrets are sealed. */
import type { SealedColumn } from '../platform/crypto/sealed-columns.ts';
import type { PersonalPart } from '../platform/personal/about.ts';
import { secretPlace } from './proving.ts';

export const factorsSealed: SealedColumn = {
  table: 'authenticators',
  key: 'id',
  column: 'secret',
  placeBy: 'user_id',
  lost: 'row',
  place: userId => secretPlace(Number(userId)),
};

const why = 'to prove at sign-in that it is the person';
const long = 'until the person removes it, or the account goes';
const who = 'the person; administrators see that there is one';

export const factorsPersonal: PersonalPart = {
  name: 'factors',
  tables: [
    {
      table: 'authenticators',
      refers: ['user_id'],
      holds: { what: 'apps that show codes, by the name they were given', why, long, who },
      hidden: { secret: 'Whoever has it can make the codes.' },
      erasure: { how: 'removed' },
    },
    {
      table: 'recovery_codes',
      refers: ['user_id'],
      holds: { what: 'that there are recovery codes, and which were used', why, long, who },
      hidden: { salt: 'Part of how the code is kept.', code_hash: 'A hash of the code.' },
      erasure: { how: 'removed' },
    },
    {
      table: 'passkeys',
      refers: ['user_id'],
      holds: { what: 'passkeys: name, public key, when used', why, long, who },
      erasure: { how: 'removed' },
    },
    {
      table: 'passkey_challenges',
      refers: ['user_id'],
      holds: { what: 'questions that a passkey is to answer', why, long: 'minutes', who: 'nobody' },
      hidden: { challenge_hash: 'A hash of the question.' },
      erasure: { how: 'removed' },
    },
  ],
};
