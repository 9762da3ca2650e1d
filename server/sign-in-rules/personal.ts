/** What the rules of signing in know of a person. */
import type { PersonalPart } from '../platform/personal/about.ts';

export const signInRulesPersonal: PersonalPart = {
  name: 'sign-in',
  tables: [
    {
      table: 'account_locks',
      refers: ['user_id'],
      key: 'user_id',
      holds: {
        what: 'that wrong passwords locked the account, and until when',
        why: 'to keep guessers out',
        long: 'until it is unlocked',
        who: 'administrators',
      },
      erasure: { how: 'removed' },
    },
  ],
};
