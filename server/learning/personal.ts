/** What learning knows of a person. */
import type { PersonalPart } from '../platform/personal/about.ts';

const who = 'the person, instructors of the course, administrators';
const long = 'as long as the course; after an erasure as figures that belong to nobody';

export const learningPersonal: PersonalPart = {
  name: 'learning',
  tables: [
    {
      table: 'course_enrollments',
      refers: ['user_id'],
      holds: { what: 'courses taken, when, how far', why: 'to give access and to go on where one left', long, who },
      erasure: { how: 'kept', because: 'statistics' },
    },
    {
      table: 'user_progress',
      refers: ['user_id'],
      holds: { what: 'modules: time spent, last position, when completed', why: 'to go on where one left', long, who },
      erasure: { how: 'kept', because: 'statistics' },
    },
    {
      table: 'learning_analytics',
      refers: ['user_id'],
      holds: { what: 'days of study by course: time, pages, interactions', why: 'figures of a course', long, who },
      erasure: { how: 'kept', because: 'statistics' },
    },
  ],
};
