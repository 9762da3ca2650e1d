/** Who may do what with a quiz. Pure. */
import { refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { Standing } from './standing.ts';

/** Instructors edit the courses that they teach, administrators all. */
export function mayEdit(actor: Actor, { teaches }: Pick<Standing, 'teaches'>): boolean {
  return actor.permissions.has('*') || (actor.permissions.has('assessment:create') && teaches);
}

/** Refuses with FORBIDDEN, or with NOT_FOUND for a course that is not public. */
export function requireMayEdit(actor: Actor, standing: Standing): void {
  if (mayEdit(actor, standing)) return;
  requireVisible(actor, standing);
  refuse('FORBIDDEN', 'Only those who teach this course may do that.');
}

/** Those who teach may look; learners must be enrolled. */
export function requireMayRead(actor: Actor, standing: Standing): void {
  if (!mayEdit(actor, standing)) requireEnrolled(actor, standing);
}

/** Everybody who takes a quiz is enrolled, those who teach the course too: an attempt always counts. */
export function requireEnrolled(actor: Actor, standing: Standing): void {
  if (standing.isEnrolled) return;
  requireVisible(actor, standing);
  refuse('NOT_ENROLLED', 'Enrol in the course first.');
}

function requireVisible(actor: Actor, standing: Standing): void {
  if (standing.courseStatus === 'published' || mayEdit(actor, standing)) return;
  refuse('NOT_FOUND', 'There is no such quiz.');
}
