/** What single sign-on knows of a person, and where secrets of providers are sealed. */
import type { SealedColumn } from '../platform/crypto/sealed-columns.ts';
import type { PersonalPart } from '../platform/personal/about.ts';
import { secretPlace } from './repository.ts';

export const ssoSealed: SealedColumn = {
  table: 'identity_providers',
  key: 'id',
  column: 'client_secret',
  placeBy: 'key',
  lost: 'empty',
  place: secretPlace,
};

export const ssoPersonal: PersonalPart = {
  name: 'accounts-elsewhere',
  tables: [
    {
      table: 'user_identities',
      refers: ['user_id'],
      holds: {
        what: 'accounts at providers of single sign-on: their number and address there, when last used',
        why: 'to sign in through them',
        long: 'until the person parts them, or the account goes',
        who: 'the person',
      },
      erasure: { how: 'removed' },
    },
  ],
};
