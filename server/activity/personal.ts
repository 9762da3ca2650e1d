/** What the ledger knows of a person. */
import type { PersonalPart } from '../platform/personal/about.ts';

export const activityPersonal: PersonalPart = {
  name: 'activity',
  tables: [
    {
      table: 'user_activity_logs',
      refers: ['user_id', 'impersonator_id'],
      rows: `user_id = ? or (resource_type = 'user' and resource_id = ?)`,
      holds: {
        what: 'what was done by the person and to their account, when, from which address and browser',
        why: 'to answer who did what; a chain of hashes shows that nothing was changed afterwards',
        long: 'as set under upkeep, a year unless told',
        who: 'administrators',
      },
      erasure: { how: 'kept', because: 'ledger' },
    },
  ],
};
