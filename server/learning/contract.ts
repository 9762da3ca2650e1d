/** Learning: enrolment, progress, the learner's home. */
import { z } from 'zod';
import { ResultInBrief } from '../assessments/contract.ts';
import { CourseCard, ModuleHead } from '../courses/contract.ts';
import { endpoint, Id, IdParams, Instant, Paging } from '../platform/http/contract.ts';

export const Enrolment = z.object({
  id: Id,
  user_id: Id,
  course_id: Id,
  enrolled_at: Instant,
  completed_at: Instant.nullable(),
  progress_percentage: z.number(),
  last_accessed: Instant.nullable(),
});
export type Enrolment = z.output<typeof Enrolment>;

export const ModuleProgress = z.object({
  module_id: Id,
  completed_at: Instant.nullable(),
  /** Seconds. */
  time_spent: z.number().int(),
  /** Seconds into a video, or 0 to 1 of a text. */
  last_position: z.number(),
});
export const CourseProgress = z.object({
  course_id: Id,
  progress_percentage: z.number(),
  completed_at: Instant.nullable(),
  mandatory_total: z.number().int(),
  mandatory_done: z.number().int(),
  last_module_id: Id.nullable(),
  certificate_id: Id.nullable(),
  modules: z.array(ModuleProgress),
});
export type CourseProgress = z.output<typeof CourseProgress>;

/** A course of the learner with where to go on. */
export const CourseInHand = z.object({
  course: CourseCard.pick({ id: true, title: true, thumbnail: true, module_count: true, estimated_duration: true }),
  progress_percentage: z.number(),
  enrolled_at: Instant,
  completed_at: Instant.nullable(),
  last_accessed: Instant.nullable(),
  certificate_id: Id.nullable(),
  /** The module to open next; null when all is done. */
  next: ModuleHead.pick({ id: true, title: true, order_index: true, content_type: true, duration: true })
    .extend({ last_position: z.number() })
    .nullable(),
  /** The mandatory or optional module after `next`, for "Then: …". */
  then: ModuleHead.pick({ id: true, title: true, content_type: true, duration: true }).nullable(),
  /** Minutes of the modules not done. */
  minutes_left: z.number().int(),
});
export type CourseInHand = z.output<typeof CourseInHand>;

export const Home = z.object({
  /** Most recently used first. */
  courses: z.array(CourseInHand),
  /** Seconds of study per day of the last seven, oldest first, in UTC days. */
  week: z.array(z.object({ day: z.string(), seconds: z.number().int() })),
  certificates: z.array(z.object({ id: Id, course_title: z.string(), issued_at: Instant })),
});
export type Home = z.output<typeof Home>;

export const Learner = z.object({
  user: z.object({ id: Id, first_name: z.string(), last_name: z.string(), avatar: Id.nullable() }),
  enrolled_at: Instant,
  progress_percentage: z.number(),
  completed_at: Instant.nullable(),
  last_accessed: Instant.nullable(),
});
export type Learner = z.output<typeof Learner>;

/** All courses of one person together. */
export const Standing = z.object({
  /** Courses that the person is in. */
  courses: z.number().int(),
  completed: z.number().int(),
  /** Mean of the courses, 0 to 100; null without a course. */
  progress_percentage: z.number().nullable(),
  last_activity: Instant.nullable(),
  /** Has a course to finish, and was not in any for two weeks. */
  quiet: z.boolean(),
});
export type Standing = z.output<typeof Standing>;

export const PersonHead = z.object({
  id: Id,
  first_name: z.string(),
  last_name: z.string(),
  avatar: Id.nullable(),
});
export type PersonHead = z.output<typeof PersonHead>;

const CertificateInBrief = z.object({
  id: Id,
  certificate_number: z.string(),
  course_title: z.string(),
  issued_at: Instant,
  expires_at: Instant.nullable(),
});

/** One person in full. */
export const PersonProgress = z.object({
  standing: Standing,
  courses: z.array(CourseInHand.omit({ next: true, then: true })),
  /** Without those that were withdrawn, the newest first. */
  certificates: z.array(CertificateInBrief),
  /** Quizzes that were handed in, the newest first, at most 100. */
  results: z.array(ResultInBrief),
});
export type PersonProgress = z.output<typeof PersonProgress>;

export const learningEndpoints = {
  enrol: endpoint('POST /courses/:id/enroll', {
    summary: 'Enrols the caller; capacity is never exceeded.',
    params: IdParams,
    data: Enrolment,
    status: 201,
  }),
  withdraw: endpoint('DELETE /courses/:id/enroll', {
    summary: 'Leaves the course; what was done is kept.',
    params: IdParams,
    data: z.object({}),
  }),
  progress: endpoint('GET /courses/:id/progress', {
    summary: 'The caller’s progress in a course.',
    params: IdParams,
    data: CourseProgress,
  }),
  report: endpoint('PUT /courses/:id/modules/:moduleId/progress', {
    summary: 'Reports progress; acknowledged when on disk. `time_spent` is seconds since the last report.',
    params: z.object({ id: Id, moduleId: Id }),
    body: z.object({
      last_position: z.number().min(0).max(1_000_000).optional(),
      time_spent: z.number().min(0).max(3600).optional(),
      completed: z.boolean().optional(),
    }),
    data: z.object({
      module: ModuleProgress,
      progress_percentage: z.number(),
      completed_at: Instant.nullable(),
      certificate_id: Id.nullable(),
    }),
  }),
  home: endpoint('GET /home', { summary: 'The learner’s home: where to go on, the week, certificates.', data: Home }),
  ownCourses: endpoint('GET /users/:id/courses', {
    summary: 'Courses a person is enrolled in.',
    params: z.object({ id: z.union([z.literal('me'), Id]) }),
    data: z.array(CourseInHand),
  }),
  learners: endpoint('GET /courses/:id/learners', {
    summary: 'Who is enrolled and how far they are, for those who teach the course.',
    params: IdParams,
    query: Paging,
    data: z.array(Learner),
    paged: true,
  }),
};

/** Socket messages of this feature: what changed, by ids; clients then fetch what it is. */
export interface LearningMessages {
  'progress.changed': {
    course_id: number;
    /** null when the course's outline changed and the percentage with it. */
    module_id: number | null;
    progress_percentage: number;
    completed_at: string | null;
  };
}
declare module '../platform/realtime/contract.ts' {
  interface Messages extends LearningMessages {}
}
