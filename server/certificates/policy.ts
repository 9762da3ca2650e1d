import { type Actor, holds } from '../platform/http/actor.ts';
import type { CertificateRow } from './repository.ts';

/** The person named on it, those who teach the course, administrators. `taught` are ids of courses. */
export function mayRead(actor: Actor | null, row: CertificateRow, taught: ReadonlySet<number>): boolean {
  return actor !== null && (actor.userId === row.user_id || holds(actor, '*') || taught.has(row.course_id));
}
