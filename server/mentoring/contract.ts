/** Mentoring: who guides whom, and what mentors see of those they guide. */
import { z } from 'zod';
import { PersonHead, PersonProgress, Standing } from '../learning/contract.ts';
import { endpoint, Id, Instant, Paging } from '../platform/http/contract.ts';

/** Somebody in an assignment. */
export const Party = PersonHead.extend({ is_active: z.boolean() });
export type Party = z.output<typeof Party>;

export const Mentor = Party.extend({
  /** Holds the role; without it assignments have no effect. */
  is_mentor: z.boolean(),
  mentees: z.number().int(),
});
export type Mentor = z.output<typeof Mentor>;

export const Assignment = z.object({
  id: Id,
  mentor: Party.extend({ is_mentor: z.boolean() }),
  mentee: Party,
  since: Instant,
  /** null while it lasts. */
  until: Instant.nullable(),
  /** Name of who assigned; null when that account is gone. */
  assigned_by: z.string().nullable(),
  ended_by: z.string().nullable(),
});
export type Assignment = z.output<typeof Assignment>;

export const Mentee = z.object({ user: PersonHead, since: Instant, standing: Standing });
export type Mentee = z.output<typeof Mentee>;

/** Whom somebody is guided by, and whom they guide, now. */
export const Guidance = z.object({ mentors: z.array(Assignment), mentees: z.array(Assignment) });
export type Guidance = z.output<typeof Guidance>;

/** Numbers of people or assignments in one request. */
const Many = z.array(Id).min(1).max(200);

export const mentoringEndpoints = {
  mentors: endpoint('GET /mentoring/mentors', {
    summary: 'Everybody who is a mentor or still has mentees, with how many, by name.',
    data: z.array(Mentor),
  }),
  assignments: endpoint('GET /mentoring/assignments', {
    summary: 'Who guides whom: search by either name, of one mentor, those that last or those that are over.',
    query: Paging.extend({
      search: z.string().max(100).optional(),
      mentor_id: Id.optional(),
      state: z.enum(['open', 'over']).default('open'),
    }),
    data: z.array(Assignment),
    paged: true,
  }),
  assign: endpoint('POST /mentoring/assignments', {
    summary: 'Gives a mentor several mentees; those whom the mentor guides already are left as they are.',
    body: z.object({ mentor_id: Id, mentee_ids: Many }),
    data: z.object({ assigned: z.number().int(), already: z.number().int() }),
    status: 201,
  }),
  end: endpoint('POST /mentoring/assignments/end', {
    summary: 'Ends several assignments; they stay in the history.',
    body: z.object({ ids: Many }),
    data: z.object({ ended: z.number().int() }),
  }),
  ofPerson: endpoint('GET /users/:id/mentoring', {
    summary: 'Who guides a person and whom they guide; for themself and administrators.',
    params: z.object({ id: z.union([z.literal('me'), Id]) }),
    data: Guidance,
  }),
  mentees: endpoint('GET /mentees', {
    summary: 'The caller’s own mentees and how they get on, by name.',
    query: Paging.extend({
      search: z.string().max(100).optional(),
      /** `quiet`: who has a course to finish and was not in any for two weeks. */
      show: z.enum(['all', 'quiet']).default('all'),
    }),
    data: z.array(Mentee),
    paged: true,
  }),
  mentee: endpoint('GET /mentees/:id', {
    summary: 'One of the caller’s own mentees: courses, certificates, results of quizzes.',
    params: z.object({ id: Id }),
    data: z.object({ user: PersonHead, since: Instant, progress: PersonProgress }),
  }),
};
