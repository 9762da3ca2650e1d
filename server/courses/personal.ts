/** What courses know of the people who make them. */
import type { PersonalPart } from '../platform/personal/about.ts';

const who = 'everybody who sees the course';

export const coursesPersonal: PersonalPart = {
  name: 'courses',
  tables: [
    {
      table: 'courses',
      refers: ['instructor_id'],
      holds: { what: 'whose course it is', why: 'to know who may change it', long: 'as long as the course', who },
      erasure: { how: 'kept', because: 'academy' },
    },
    {
      table: 'course_instructors',
      refers: ['user_id', 'added_by'],
      key: 'course_id',
      holds: {
        what: 'who teaches which course too',
        why: 'to know who may change it',
        long: 'as long as they teach it',
        who,
      },
      erasure: { how: 'removed' },
    },
    {
      table: 'course_versions',
      refers: ['published_by'],
      holds: {
        what: 'who published which version',
        why: 'to tell what was taught',
        long: 'as long as the course',
        who: 'administrators',
      },
      hidden: { outline: 'The content of the course; it is the academy’s.' },
      erasure: { how: 'kept', because: 'academy' },
    },
  ],
};
