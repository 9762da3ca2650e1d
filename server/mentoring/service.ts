import { type Clock, instant } from '../platform/clock.ts';
import type { Work } from '../platform/db/work.ts';
import { found, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { Input, Page } from '../platform/http/contract.ts';
import type { ReadStandings } from '../learning/index.ts';
import type { PersonProgress, Standing } from '../learning/contract.ts';
import type { Assignment, Guidance, Mentee, Mentor, mentoringEndpoints } from './contract.ts';
import { requireConcerned } from './policy.ts';
import type { MenteeRow, MentoringRepository } from './repository.ts';

export interface MentoringDeps {
  work: Work;
  clock: Clock;
  mentoring: MentoringRepository;
  /** Whether this is a mentor: what they see ends with the role. */
  guides: (actor: Actor) => boolean;
  /** Refuses with NOT_FOUND unless there is such a person. */
  requirePerson: (userId: number) => Promise<unknown>;
  standings: ReadStandings;
  progressOf: (userId: number) => Promise<PersonProgress>;
}

type Query<E extends keyof typeof mentoringEndpoints> = Input<(typeof mentoringEndpoints)[E]>['query'];
const NOBODY = 'There is no such person.';

export type MentoringService = ReturnType<typeof createMentoringService>;

export function createMentoringService(deps: MentoringDeps) {
  const { work, clock, mentoring, guides, standings, progressOf } = deps;
  return {
    mentors: (): Promise<Mentor[]> => mentoring.mentors(),
    assignments: (filter: Query<'assignments'>): Promise<Page<Assignment>> => mentoring.list(filter),
    assign: (mentorId: number, menteeIds: readonly number[], actor: Actor) => assign(deps, mentorId, menteeIds, actor),
    end: (ids: readonly number[], actor: Actor): Promise<{ ended: number }> =>
      work.run(async ({ tx, record }) => {
        const ended = await mentoring.end(tx, ids, actor.userId, instant(clock.now()));
        for (const [mentorId, rows] of Map.groupBy(ended, row => Number(row.mentor_id)))
          await record({
            userId: actor.userId,
            action: 'mentoring.end',
            resourceType: 'user',
            resourceId: mentorId,
            details: { mentees: rows.map(row => Number(row.mentee_id)) },
          });
        return { ended: ended.length };
      }),
    async ofPerson(userId: number, actor: Actor): Promise<Guidance> {
      requireConcerned(actor, userId);
      await deps.requirePerson(userId);
      const all = await mentoring.ofPerson(userId);
      return {
        mentors: all.filter(one => one.mentee.id === userId),
        mentees: all.filter(one => one.mentor.id === userId),
      };
    },
    async mentees({ search, show, page, per_page }: Query<'mentees'>, actor: Actor): Promise<Page<Mentee>> {
      if (!guides(actor)) return { items: [], total: 0 };
      const everybody = await mentoring.mentees(actor.userId, search);
      const known = await standings(everybody.map(row => Number(row.id)));
      const all = everybody.map(row => toMentee(row, known.get(Number(row.id)) as Standing));
      const chosen = show === 'quiet' ? all.filter(({ standing }) => standing.quiet) : all;
      return { items: chosen.slice((page - 1) * per_page, page * per_page), total: chosen.length };
    },
    async mentee(userId: number, actor: Actor) {
      if (!guides(actor)) refuse('NOT_FOUND', NOBODY);
      const row = found(await mentoring.mentee(actor.userId, userId), NOBODY);
      const { user, since } = named(row);
      return { user, since, progress: await progressOf(userId) };
    },
  };
}

function named({ id, since, ...names }: MenteeRow) {
  return { user: { id: Number(id), ...names }, since };
}
const toMentee = (row: MenteeRow, standing: Standing): Mentee => ({ ...named(row), standing });

async function assign(
  { work, clock, mentoring }: MentoringDeps,
  mentorId: number,
  given: readonly number[],
  actor: Actor,
): Promise<{ assigned: number; already: number }> {
  const menteeIds = [...new Set(given)];
  if (menteeIds.includes(mentorId)) refuse('CONFLICT', 'Nobody is their own mentor.', { field: 'mentee_ids' });
  return work.run(async ({ tx, record }) => {
    const people = await mentoring.lock(tx, [mentorId, ...menteeIds]);
    const mentor = found(people.get(mentorId), NOBODY);
    if (!mentor.is_mentor)
      refuse('CONFLICT', `${mentor.name} is no mentor. Give them the role in Users first.`, { field: 'mentor_id' });
    if (menteeIds.some(id => !people.has(id))) refuse('NOT_FOUND', NOBODY);
    const guided = await mentoring.guided(tx, mentorId, menteeIds);
    const fresh = menteeIds.filter(id => !guided.has(id));
    if (fresh.length > 0) {
      await mentoring.assign(tx, mentorId, fresh, actor.userId, instant(clock.now()));
      const about = { resourceType: 'user', resourceId: mentorId, details: { mentees: fresh } };
      await record({ userId: actor.userId, action: 'mentoring.assign', ...about });
    }
    return { assigned: fresh.length, already: guided.size };
  });
}
