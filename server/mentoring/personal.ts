/** What mentoring knows of a person. */
import type { PersonalPart } from '../platform/personal/about.ts';
import type { MentoringRepository } from './repository.ts';

export const mentoringPersonal = ({ endAllOf }: Pick<MentoringRepository, 'endAllOf'>): PersonalPart => ({
  name: 'mentoring',
  tables: [
    {
      table: 'mentor_assignments',
      refers: ['mentee_id', 'mentor_id', 'assigned_by', 'ended_by'],
      rows: 'mentee_id = ? or mentor_id = ?',
      holds: {
        what: 'who guides the person and whom the person guides, since and until when, and who said so',
        why: 'so that mentors see how those get on whom they guide, and to know who could',
        long: 'as long as the academy; an erasure ends it, and it stays without a name',
        who: 'the person, their mentor, administrators',
      },
      erasure: { how: 'kept', because: 'academy' },
    },
  ],
  async erase({ tx }, { userId, at }) {
    await endAllOf(tx, userId, at);
    return [];
  },
});
