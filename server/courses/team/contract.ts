/** Who teaches a course. */
import { z } from 'zod';
import { endpoint, Id, IdParams, Instant, Nothing } from '../../platform/http/contract.ts';

export const Instructor = z.object({ id: Id, first_name: z.string(), last_name: z.string(), avatar: Id.nullable() });
export type Instructor = z.output<typeof Instructor>;

export const CourseTeam = z.object({
  /** Answers for the course and chooses the others. */
  lead: Instructor,
  /** In the order in which they came. */
  others: z.array(Instructor.extend({ added_at: Instant })),
  /** The caller may add people, take them out and hand the course over. */
  may_change: z.boolean(),
});
export type CourseTeam = z.output<typeof CourseTeam>;

export const teamEndpoints = {
  team: endpoint('GET /courses/:id/instructors', {
    summary: 'Who teaches the course.',
    params: IdParams,
    data: CourseTeam,
  }),
  teamCandidates: endpoint('GET /courses/:id/instructors/candidates', {
    summary: 'People who could teach the course too, by name; 20 at the most.',
    params: IdParams,
    query: z.object({ search: z.string().max(100).default('') }),
    data: z.array(Instructor),
  }),
  addInstructor: endpoint('PUT /courses/:id/instructors/:userId', {
    summary: 'Lets somebody teach the course too.',
    params: z.object({ id: Id, userId: Id }),
    data: CourseTeam,
  }),
  removeInstructor: endpoint('DELETE /courses/:id/instructors/:userId', {
    summary: 'Takes somebody out of the team; everybody may leave it.',
    params: z.object({ id: Id, userId: Id }),
    data: Nothing,
  }),
  handOver: endpoint('POST /courses/:id/instructors/:userId/lead', {
    summary: 'Makes a member of the team the instructor who answers for the course.',
    params: z.object({ id: Id, userId: Id }),
    data: CourseTeam,
  }),
};
