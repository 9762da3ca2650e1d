/** What the learner's home says about the next step. Pure. */
import type { CourseInHand } from '../../../server/learning/contract.ts';

/** Part of the day as the reader's clock has it: 0 to 23 hours. */
export function partOfDay(hour: number): 'morning' | 'afternoon' | 'evening' {
  if (hour >= 5 && hour < 12) return 'morning';
  return hour >= 12 && hour < 18 ? 'afternoon' : 'evening';
}

type Step = { content_type: string; duration: number; last_position: number };

const timed = (step: Pick<Step, 'content_type'>) => step.content_type === 'video' || step.content_type === 'audio';

/**
 * Share of a module that is behind the learner, 0 to 1. Positions are seconds in films and sound, shares elsewhere;
 * a film whose length is not known (duration in minutes, 0) counts as not begun.
 */
export function shareDone(step: Step): number {
  if (!timed(step)) return Math.min(1, Math.max(0, step.last_position));
  return step.duration > 0 ? Math.min(1, Math.max(0, step.last_position / (step.duration * 60))) : 0;
}

/** Whole minutes of a module still ahead, at least 1; null when its length is not known. */
export function minutesLeft(step: Step): number | null {
  if (step.duration <= 0) return null;
  return Math.max(1, Math.ceil(step.duration * (1 - shareDone(step))));
}

/** Seconds at which a film or sound was left; null when it was not begun or has no such place. */
export const stoppedAt = (step: Step): number | null =>
  timed(step) && step.last_position >= 1 ? step.last_position : null;

/** Minutes of a course still ahead: what the server counts, less what of the next module is behind. */
export function minutesLeftIn({ next, minutes_left: minutes }: Pick<CourseInHand, 'next' | 'minutes_left'>): number {
  if (!next) return minutes;
  return Math.max(0, minutes - next.duration + (minutesLeft(next) ?? next.duration));
}

/** The course to go on with: the one used last that still has something open. */
export const courseToContinue = (courses: readonly CourseInHand[]): CourseInHand | undefined =>
  courses.find(course => course.next !== null);

/** The certificate nearest ahead: the open course with the largest share done, once anything is done. */
export function nearestCertificate(courses: readonly CourseInHand[]): CourseInHand | undefined {
  const begun = courses.filter(course => course.next !== null && course.progress_percentage > 0);
  return begun.toSorted((a, b) => b.progress_percentage - a.progress_percentage)[0];
}
