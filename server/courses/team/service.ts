/** Who teaches a course: one instructor answers for it, and others teach it with the same rights except to choose the team. */
import { instant } from '../../platform/clock.ts';
import type { Unit } from '../../platform/db/work.ts';
import { found, refuse } from '../../platform/errors/refusal.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { CourseTeam, Instructor } from './contract.ts';
import { mayLead, requireEdit, requireLead } from '../policy.ts';
import type { CourseRecord, LockedCourse } from '../repository/courses.ts';
import type { Team } from './repository.ts';
import { act, type CoursesDeps } from '../service.ts';

const CANDIDATES = 20;

export type TeamService = ReturnType<typeof createTeamService>;

export function createTeamService(deps: CoursesDeps) {
  const { courses, team, work, clock } = deps;
  const read = async (id: number, actor: Actor): Promise<CourseTeam> =>
    describe(deps, requireEdit(actor, await courses.find(id, actor.userId)), actor);
  /** Locks the course, so that two changes of its team happen one after the other. */
  const change = (id: number, use: (unit: Unit, course: LockedCourse, at: string) => Promise<void>) =>
    work.run(async unit => {
      const course = found(await courses.lock(unit.tx, id), 'There is no such course.');
      await use(unit, course, instant(clock.now()));
      unit.announce('course.changed', { courseId: id });
    });
  return {
    read,
    async candidates(id: number, search: string, actor: Actor): Promise<Instructor[]> {
      requireLead(actor, await courses.facts(id, actor.userId));
      return team.candidates(id, search, CANDIDATES);
    },
    /** Adding somebody twice changes nothing. */
    async add(id: number, userId: number, actor: Actor): Promise<CourseTeam> {
      requireLead(actor, await courses.facts(id, actor.userId));
      await change(id, async ({ tx, record }, course, at) => {
        if (!(await team.mayTeach(tx, userId)))
          refuse(
            'VALIDATION_ERROR',
            'Only people with the role of an instructor or administrator can teach a course.',
            {
              field: 'userId',
            },
          );
        if (course.instructor_id === userId) return;
        const isNew = await team.add(tx, { course_id: id, user_id: userId, added_at: at, added_by: actor.userId });
        if (isNew) await record({ ...act(actor, 'course.instructor-add', id), details: { instructor: userId } });
      });
      return read(id, actor);
    },
    /** Whoever answers for the course takes people out; everybody may leave. */
    async remove(id: number, userId: number, actor: Actor): Promise<void> {
      const course = requireEdit(actor, await courses.facts(id, actor.userId));
      if (userId !== actor.userId) requireLead(actor, course);
      await change(id, async ({ tx, record }) => {
        if (!(await team.remove(tx, id, userId))) refuse('NOT_FOUND', 'This person is not in the team of the course.');
        await record({ ...act(actor, 'course.instructor-remove', id), details: { instructor: userId } });
      });
    },
    /** From now on this person answers for the course; whoever did stays in the team. */
    async handOver(id: number, userId: number, actor: Actor): Promise<CourseTeam> {
      requireLead(actor, await courses.facts(id, actor.userId));
      await change(id, async ({ tx, record }, { instructor_id: from }, at) => {
        if (from === userId) return;
        if (!(await team.mayTeach(tx, userId)) || !(await team.remove(tx, id, userId)))
          refuse('CONFLICT', 'Add this person to the team first; then hand the course over.');
        await team.setLead(tx, id, userId, at);
        await team.add(tx, { course_id: id, user_id: from, added_at: at, added_by: actor.userId });
        await record({ ...act(actor, 'course.hand-over', id), details: { instructor: { from, to: userId } } });
      });
      return read(id, actor);
    },
  };
}

async function describe({ team }: { team: Team }, course: CourseRecord, actor: Actor): Promise<CourseTeam> {
  return { lead: course.card.instructor, others: await team.of(course.card.id), may_change: mayLead(actor, course) };
}
