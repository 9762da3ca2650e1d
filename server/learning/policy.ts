import { type Actor, holds } from '../platform/http/actor.ts';

interface Taught {
  instructor_id: number;
}

/** The course's own instructor and administrators. */
export function mayEditCourse(actor: Actor, course: Taught): boolean {
  return holds(actor, '*') || (holds(actor, 'course:update') && course.instructor_id === actor.userId);
}

/** Whose learners one may see: all of them, those of one's own courses, or nobody's. */
export function visibleLearners(actor: Actor): 'all' | 'own courses' | 'none' {
  if (holds(actor, 'user:read')) return 'all';
  return holds(actor, 'student:view_progress') ? 'own courses' : 'none';
}
