import { type Actor, holds } from '../platform/http/actor.ts';
import type { CertificateRow } from './repository.ts';

/** The person named on it, the course's instructor, administrators. */
export function mayRead(actor: Actor | null, row: CertificateRow): boolean {
  if (!actor) return false;
  return (
    actor.userId === row.user_id ||
    holds(actor, '*') ||
    (holds(actor, 'student:view_progress') && actor.userId === row.instructor_id)
  );
}
