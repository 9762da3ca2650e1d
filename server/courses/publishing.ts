/** From draft to published to archived. */
import { instant } from '../platform/clock.ts';
import type { Unit } from '../platform/db/work.ts';
import { found, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { Course } from './contract.ts';
import { requireEdit } from './policy.ts';
import { type Readiness, readinessOf } from './readiness.ts';
import type { LockedCourse } from './repository/courses.ts';
import type { OutlineModule } from './repository/modules.ts';
import { act, type CoursesDeps, readCourse } from './service.ts';

export type PublishingService = ReturnType<typeof createPublishingService>;

const NO_COURSE = 'There is no such course.';

export function createPublishingService(deps: CoursesDeps) {
  const { courses, modules, work, clock } = deps;
  return {
    async readiness(id: number, actor: Actor): Promise<Readiness> {
      const { card } = requireEdit(actor, await courses.find(id, actor.userId));
      return readinessOf({ ...card, thumbnail_file_id: card.thumbnail }, await modules.outline(modules.reader, id));
    },
    async publish(id: number, actor: Actor): Promise<Course> {
      requireEdit(actor, await courses.facts(id, actor.userId));
      await work.run(unit => publishNow(deps, unit, id, actor));
      return readCourse(deps, id, actor);
    },
    async archive(id: number, actor: Actor): Promise<Course> {
      requireEdit(actor, await courses.facts(id, actor.userId));
      await work.run(async ({ tx, record, announce }) => {
        const course = found(await courses.lock(tx, id), NO_COURSE);
        if (course.status === 'draft')
          refuse('CONFLICT', 'A course that was never published is deleted, not archived.');
        await courses.setStatus(tx, id, 'archived', instant(clock.now()));
        await record(act(actor, 'course.archive', id));
        announce('course.changed', { courseId: id });
      });
      return readCourse(deps, id, actor);
    },
  };
}

/** Publishes inside the caller's transaction; what is published is kept as the next version, as it is now. */
export async function publishNow(
  deps: CoursesDeps,
  unit: Unit,
  id: number,
  actor: Pick<Actor, 'userId'>,
): Promise<void> {
  const { courses, modules, clock } = deps;
  const course = found(await courses.lock(unit.tx, id), NO_COURSE);
  const outline = await modules.outline(unit.tx, id);
  const { ready, checks } = readinessOf(course, outline);
  if (!ready) {
    const missing = checks.filter(check => check.required && !check.ok);
    const details = missing.map(({ message }) => ({ code: 'COURSE_INCOMPLETE', message }));
    refuse('COURSE_INCOMPLETE', 'Something is missing before this course can be published.', { details });
  }
  const number = course.version + 1;
  const version = { number, outline: frozen(course, outline), userId: actor.userId };
  await courses.publish(unit.tx, id, version, instant(clock.now()));
  await unit.record({ ...act(actor, 'course.publish', id), details: { version: number } });
  unit.announce('course.published', { courseId: id, version: number });
  unit.announce('course.changed', { courseId: id });
}

function frozen(course: LockedCourse, outline: readonly OutlineModule[]): string {
  const { title, description, category, difficulty_level, estimated_duration } = course;
  const modules = outline.map(({ rendered: _rendered, question_count: _count, ...module }) => module);
  return JSON.stringify({ title, description, category, difficulty_level, estimated_duration, modules });
}
