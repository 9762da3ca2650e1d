/** Enrolling somebody whom an administrator invited into courses. */
import { type Clock, instant } from '../platform/clock.ts';
import type { Unit } from '../platform/db/work.ts';
import type { LearningRepository } from './repository.ts';

/**
 * In the caller's transaction. A course that is full, or not published any more, is left out: the person is in the academy all the
 * same, and asks there. What a course costs is waived, because an administrator gave the place away.
 */
export type EnrolInvited = (unit: Unit, userId: number, courseIds: readonly number[]) => Promise<void>;

export function enrolInvited({ clock, learning }: { clock: Clock; learning: LearningRepository }): EnrolInvited {
  return async (unit, userId, courseIds) => {
    // In one order, so that two who come at once wait for each other instead of forever.
    for (const courseId of courseIds.toSorted((a, b) => a - b)) {
      const course = await learning.course(courseId, 0);
      if (course?.status !== 'published' || !(await learning.takePlace(unit.tx, courseId))) continue;
      const enrolment = await learning.enrol(unit.tx, userId, courseId, course.version, instant(clock.now()));
      if (!enrolment) await learning.givePlaceBack(unit.tx, courseId);
      else await unit.record({ userId, action: 'course.enroll', resourceType: 'course', resourceId: courseId });
    }
  };
}
