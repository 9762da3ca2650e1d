/** What the watch over health knows of a person. */
import type { PersonalPart } from '../platform/personal/about.ts';

export const healthPersonal: PersonalPart = {
  name: 'health',
  tables: [
    {
      table: 'health_silences',
      refers: ['user_id'],
      key: 'check_name',
      holds: {
        what: 'who put a warning off',
        why: 'so that another administrator can ask',
        long: 'until the warning is due again',
        who: 'administrators',
      },
      erasure: { how: 'removed' },
    },
  ],
};
