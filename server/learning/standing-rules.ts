/** Who has gone quiet. Pure. */
import type { Standing } from './contract.ts';

/** Milliseconds without a sign of life after which somebody with an unfinished course is pointed out. */
export const QUIET_MS = 14 * 86_400_000;

/** Somebody who was enrolled and never came counts from the day of the enrolment. */
export function isQuiet(
  { courses, completed, last_activity }: Omit<Standing, 'quiet' | 'progress_percentage'>,
  enrolledAt: string | null,
  now: number,
): boolean {
  const last = last_activity ?? enrolledAt;
  return courses > completed && last !== null && now - Date.parse(last) > QUIET_MS;
}
