/** Who may do what: the whole truth in one table. Scoped ones count only for what the person owns; policies check that. */
import type { Role } from './contract.ts';

const learner = ['course:read', 'course:enroll', 'assessment:submit', 'certificate:download'] as const;

export const permissionsOf: Record<Role, readonly string[]> = {
  student: learner,
  instructor: [
    ...learner,
    'course:create',
    'course:update',
    'assessment:create',
    'student:view_progress',
    'file:upload',
  ],
  mentor: learner,
  corporate_representative: learner,
  administrator: ['*'],
};

export function permissionsFor(roles: readonly Role[]): Set<string> {
  return new Set(roles.flatMap(role => permissionsOf[role]));
}
