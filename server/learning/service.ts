import { type Clock, instant } from '../platform/clock.ts';
import type { Database } from '../platform/db/database.ts';
import type { Unit, Work } from '../platform/db/work.ts';
import { found, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { Page, Paging } from '../platform/http/contract.ts';
import type { Completion } from './completion.ts';
import type { CourseInHand, CourseProgress, Enrolment, Home, Learner } from './contract.ts';
import { readHome, readLearners, readOwnCourses, readProgress } from './home.ts';
import { mayEditCourse, visibleLearners } from './policy.ts';
import { report } from './reports.ts';
import type { CourseRow, LearningRepository, Step } from './repository.ts';

export interface LearningDeps {
  db: Database;
  work: Work;
  clock: Clock;
  learning: LearningRepository;
  completion: Completion;
  /** Refuses with NOT_FOUND unless there is such a person. */
  requirePerson: (userId: number) => Promise<unknown>;
}

const NO_COURSE = 'There is no such course.';

export type LearningService = ReturnType<typeof createLearningService>;

export function createLearningService(deps: LearningDeps) {
  const { db, work, clock, learning } = deps;
  return {
    enrol: (courseId: number, actor: Actor) => enrol(deps, courseId, actor),
    async withdraw(courseId: number, actor: Actor): Promise<Record<string, never>> {
      await work.run(async unit => {
        const left = await learning.withdraw(unit.tx, actor.userId, courseId, instant(clock.now()));
        if (!left) await refuseOutsider(learning, courseId, actor);
        await learning.givePlaceBack(unit.tx, courseId);
        await unit.record(act('course.withdraw', courseId, actor));
      });
      return {};
    },
    report: (courseId: number, moduleId: number, body: Parameters<typeof report>[2], actor: Actor) => {
      const refuseUnknown = (step: Step) => refuseStep(learning, step, actor);
      return report({ ...deps, refuseUnknown }, { userId: actor.userId, courseId, moduleId }, body);
    },
    async progress(courseId: number, actor: Actor): Promise<CourseProgress> {
      return (await readProgress(db.read, actor.userId, courseId)) ?? (await refuseOutsider(learning, courseId, actor));
    },
    home: (actor: Actor): Promise<Home> => readHome(db.read, actor.userId, clock.now()),
    async ownCourses(userId: number, actor: Actor): Promise<CourseInHand[]> {
      if (userId === actor.userId) return readOwnCourses(db.read, userId, null);
      const scope = visibleLearners(actor);
      if (scope === 'all') {
        await deps.requirePerson(userId);
        return readOwnCourses(db.read, userId, null);
      }
      const courses = scope === 'none' ? [] : await readOwnCourses(db.read, userId, actor.userId);
      // Ids of people whom one does not teach tell nothing.
      if (courses.length === 0) refuse('NOT_FOUND', 'There is no such person.');
      return courses;
    },
    async learners(courseId: number, { page, per_page }: Paging, actor: Actor): Promise<Page<Learner>> {
      const course = visible(await learning.course(courseId, actor.userId), actor);
      if (!mayEditCourse(actor, course)) refuse('FORBIDDEN', 'Only those who teach the course see its learners.');
      const items = await readLearners(db.read, courseId, per_page, (page - 1) * per_page);
      return { items, total: course.enrolled_count };
    },
  };
}

async function enrol({ work, clock, learning, completion }: LearningDeps, courseId: number, actor: Actor) {
  const course = visible(await learning.course(courseId, actor.userId), actor);
  const at = instant(clock.now());
  return work.run(async unit => {
    const enrolment = await learning.enrol(unit.tx, actor.userId, courseId, course.version, at);
    if (!enrolment) refuse('ALREADY_ENROLLED', 'You are enrolled in this course already.');
    requireOpen(course);
    requireFree(course, actor);
    if (!(await learning.takePlace(unit.tx, courseId))) refuse('COURSE_FULL', 'Every place of this course is taken.');
    await unit.record(act('course.enroll', courseId, actor));
    return returning(unit, completion, enrolment);
  });
}

/** Whoever comes back after a while finds the course as it is now, and the work done counted against that. */
async function returning(unit: Unit, completion: Completion, enrolment: Enrolment): Promise<Enrolment> {
  if (enrolment.last_accessed === null) return enrolment;
  const { user_id: userId, course_id: courseId, completed_at } = enrolment;
  const state = await completion.settle(unit, { userId, courseId, moduleId: null }, completed_at);
  return { ...enrolment, progress_percentage: state.progressPercentage, completed_at: state.completedAt };
}

/** The course, unless it does not exist for the caller: a draft is visible to those who may edit it. */
function visible(row: CourseRow | undefined, actor: Actor): CourseRow {
  const course = found(row, NO_COURSE);
  if (course.status === 'draft' && !mayEditCourse(actor, course)) refuse('NOT_FOUND', NO_COURSE);
  return course;
}

function requireOpen(course: CourseRow): void {
  if (course.status === 'published') return;
  const why = course.status === 'draft' ? 'is not published yet' : 'is archived and takes nobody in';
  refuse('COURSE_NOT_OPEN', `This course ${why}.`);
}

function requireFree(course: CourseRow, actor: Actor): void {
  if (course.price > 0 && !mayEditCourse(actor, course))
    refuse('PAYMENT_NEEDED', 'This course costs money. Ask the academy for a place in it.');
}

/** For people without an active enrolment: the course may not exist, or they are not in it. */
async function refuseOutsider(learning: LearningRepository, courseId: number, actor: Actor): Promise<never> {
  visible(await learning.course(courseId, actor.userId), actor);
  refuse('NOT_ENROLLED', 'You are not enrolled in this course.');
}

async function refuseStep(learning: LearningRepository, step: Step, actor: Actor): Promise<never> {
  if (await learning.isEnrolled(step.userId, step.courseId)) refuse('NOT_FOUND', 'There is no such module.');
  return refuseOutsider(learning, step.courseId, actor);
}

const act = (action: string, courseId: number, actor: Actor) => ({
  userId: actor.userId,
  action,
  resourceType: 'course',
  resourceId: courseId,
});
