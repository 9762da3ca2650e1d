/** What organisations know of a person. */
import type { PersonalPart } from '../platform/personal/about.ts';

export const organisationsPersonal: PersonalPart = {
  name: 'organisations',
  tables: [
    {
      table: 'organisation_members',
      refers: ['user_id', 'added_by'],
      holds: {
        what: 'organisations that the person belongs to or represents, since when',
        why: 'so that those who represent an organisation see its people, and how those get on who agreed to it',
        long: 'as long as the account',
        who: 'the person, representatives of the organisation, administrators',
      },
      erasure: { how: 'removed' },
    },
  ],
};
