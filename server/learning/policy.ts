import { type Actor, holds } from '../platform/http/actor.ts';

/** Those who teach the course, and administrators. */
export function mayEditCourse(actor: Actor, course: { teaches: boolean }): boolean {
  return holds(actor, '*') || (holds(actor, 'course:update') && course.teaches);
}

/** Whose learners one may see: all of them, those of one's own courses, or nobody's. */
export function visibleLearners(actor: Actor): 'all' | 'own courses' | 'none' {
  if (holds(actor, 'user:read')) return 'all';
  // Mentors and representatives see progress too, but not for having taught a course once.
  return holds(actor, 'student:view_progress') && holds(actor, 'course:update') ? 'own courses' : 'none';
}
