/** What the test “can learners reach me” knows of a person. */
import type { PersonalPart } from '../platform/personal/about.ts';

export const networkPersonal: PersonalPart = {
  name: 'network',
  tables: [
    {
      table: 'reach_tests',
      refers: ['created_by'],
      holds: {
        what: 'who began a test, and the phone that took it',
        why: 'to show the result',
        long: 'a day',
        who: 'administrators',
      },
      hidden: { token_hash: 'A hash of the address of the test.' },
      erasure: { how: 'removed' },
    },
  ],
};
