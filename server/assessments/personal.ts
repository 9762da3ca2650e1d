/** What assessments know of a person. */
import type { PersonalPart } from '../platform/personal/about.ts';

const who = 'the person, instructors of the course, administrators';
const long = 'as long as the course; after an erasure without what was written';

export const assessmentsPersonal: PersonalPart = {
  name: 'assessments',
  tables: [
    {
      table: 'submission_answers',
      refers: [],
      rows: 'submission_id in (select id from assessment_submissions where user_id = ?)',
      key: 'submission_id',
      holds: { what: 'answers and their points', why: 'to grade', long, who },
      erasure: { how: 'emptied', set: { answer: 'null' }, because: 'statistics' },
    },
    {
      table: 'assessment_submissions',
      refers: ['user_id'],
      holds: { what: 'attempts: when, score, feedback', why: 'to grade', long, who },
      erasure: { how: 'emptied', set: { feedback: null }, because: 'statistics' },
    },
  ],
};
