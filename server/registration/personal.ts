/** What registering, changing an address and leaving know of a person. */
import type { PersonalPart } from '../platform/personal/about.ts';

export const registrationPersonal: PersonalPart = {
  name: 'registration',
  tables: [
    {
      table: 'registration_invitations',
      refers: ['created_by'],
      holds: {
        what: 'which invitations to register somebody made',
        why: 'to know who let people in',
        long: 'as long as the academy',
        who: 'administrators',
      },
      erasure: { how: 'kept', because: 'academy' },
    },
    {
      table: 'registration_invitation_uses',
      refers: ['user_id'],
      holds: {
        what: 'with which invitation the person came, and when',
        why: 'to know whom an invitation let in',
        long: 'as long as the account',
        who: 'the person and administrators',
      },
      erasure: { how: 'emptied', set: { user_id: null }, because: 'academy' },
    },
    {
      table: 'email_changes',
      refers: ['user_id'],
      holds: {
        what: 'the old and the new address of a change',
        why: 'to confirm a change at both',
        long: 'a week after it is over',
        who: 'the person',
      },
      erasure: { how: 'removed' },
    },
    {
      table: 'address_links',
      refers: ['user_id'],
      holds: {
        what: 'that a link for coming back was mailed, and whether it was used',
        why: 'to open an account again that the person closed',
        long: 'a week after it is over',
        who: 'nobody',
      },
      hidden: { token_hash: 'A hash of the link itself.' },
      erasure: { how: 'removed' },
    },
  ],
};
