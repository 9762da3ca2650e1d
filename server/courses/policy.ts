/** Who may see and change which course; pure. */
import { refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { CourseStatus } from './contract.ts';

/** What a decision needs to know of a course. */
export interface CourseFacts {
  status: CourseStatus;
  /** The caller is one of its instructors. */
  teaches: boolean;
  /** The caller is the one who answers for it. */
  leads: boolean;
  enrolled: boolean;
}

const NOT_THERE = 'There is no such course.';

/** Administrators edit every course, instructors those that they teach. */
export function mayEdit(actor: Actor | null, course: Pick<CourseFacts, 'teaches'>): boolean {
  if (!actor) return false;
  return actor.permissions.has('*') || (actor.permissions.has('course:update') && course.teaches);
}

/** Published courses are seen by everybody, others by those who edit them or learn in them; nobody else learns that they exist. */
export function requireSeen<C extends CourseFacts>(actor: Actor | null, course: C | undefined): C {
  if (course && (course.status === 'published' || course.enrolled || mayEdit(actor, course))) return course;
  refuse('NOT_FOUND', NOT_THERE);
}

export function requireEdit<C extends CourseFacts>(actor: Actor, course: C | undefined): C {
  const seen = requireSeen(actor, course);
  if (!mayEdit(actor, seen))
    refuse('FORBIDDEN', 'Only the instructors of this course and administrators may change it.');
  return seen;
}

/** Administrators, and the instructor who answers for the course. */
export function mayLead(actor: Actor, course: CourseFacts): boolean {
  return mayEdit(actor, course) && (actor.permissions.has('*') || course.leads);
}

/** Refuses those who only teach along with FORBIDDEN. */
export function requireLead<C extends CourseFacts>(actor: Actor, course: C | undefined): C {
  const taught = requireEdit(actor, course);
  if (!mayLead(actor, taught))
    refuse('FORBIDDEN', 'Only the instructor who answers for this course and administrators may do that.');
  return taught;
}

/** Lessons are for people who are enrolled, and for those who write them. */
export function requireInside<C extends CourseFacts>(actor: Actor, course: C | undefined): C {
  const seen = requireSeen(actor, course);
  if (!seen.enrolled && !mayEdit(actor, seen)) refuse('NOT_ENROLLED', 'Enrol in this course to open its lessons.');
  return seen;
}

/** Which part of all courses a list shows; undefined is no restriction. */
export interface Scope {
  status?: CourseStatus | undefined;
  teacherId?: number | undefined;
}

/** The catalogue holds published courses. `mine` are those that the caller may edit; of drafts people see what they may edit. */
export function scopeOf(
  actor: Actor | null,
  { mine, status }: { mine: boolean; status?: CourseStatus | undefined },
): Scope {
  if (mine && !actor) refuse('UNAUTHENTICATED', 'Please sign in to see your own courses.');
  if (!mine && (status === undefined || status === 'published')) return { status: 'published' };
  if (actor?.permissions.has('*')) return { status };
  // Nobody has the id 0: visitors see no drafts.
  return { status, teacherId: actor?.userId ?? 0 };
}
