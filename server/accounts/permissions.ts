/** Who may do what: the whole truth in one table. Scoped ones count only within what the person owns; policies check that. */
import type { Role, Scope } from './contract.ts';

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
  mentor: [...learner, 'student:view_progress'],
  corporate_representative: [...learner, 'student:view_progress'],
  administrator: ['*'],
};

/** Within what a role other than the administrator's may do something: the courses one teaches, the people one answers for, oneself. */
const scopes: Readonly<Record<string, Scope | Partial<Record<Role, Scope>>>> = {
  'course:update': 'courses',
  'assessment:create': 'courses',
  'assessment:submit': 'self',
  'certificate:download': 'self',
  'student:view_progress': { instructor: 'courses', mentor: 'mentees', corporate_representative: 'organisation' },
};

/** Everything that anybody may be allowed, as the screen of roles lists it: learning, teaching, people, the academy, its machine. */
export const allPermissions = [
  'course:read',
  'course:enroll',
  'assessment:submit',
  'certificate:download',
  'course:create',
  'course:update',
  'assessment:create',
  'student:view_progress',
  'file:upload',
  'media:read',
  'media:update',
  'user:read',
  'user:create',
  'user:update',
  'user:export',
  'user:impersonate',
  'mentoring:assign',
  'organisation:manage',
  'site:update',
  'settings:read',
  'settings:update',
  'mail:read',
  'mail:update',
  'overview:read',
  'health:read',
  'health:update',
  'log:read',
  'job:read',
  'job:update',
  'network:read',
  'network:update',
  'backup:read',
  'backup:create',
  'backup:restore',
  'update:read',
  'update:apply',
  'system:operate',
] as const;

/** Within what a role holds a permission; null where nothing narrows it, and for what it does not hold. */
export function scopeOf(role: Role, permission: string): Scope | null {
  const held = permissionsOf[role];
  const scope = held.includes('*') || !held.includes(permission) ? undefined : scopes[permission];
  return (typeof scope === 'object' ? scope[role] : scope) ?? null;
}

/** Whether one of the roles holds a permission within this scope: whoever teaches is nobody's mentor by that. */
export const holdsWithin = (roles: readonly string[], permission: string, scope: Scope): boolean =>
  roles.some(role => scopeOf(role as Role, permission) === scope);

/** What a role grants, `*` spelled out. */
export function grantsOf(role: Role): { permission: string; within: Scope | null }[] {
  const held = permissionsOf[role];
  const all = held.includes('*');
  return allPermissions
    .filter(permission => all || held.includes(permission))
    .map(permission => ({ permission, within: scopeOf(role, permission) }));
}

export function permissionsFor(roles: readonly Role[]): Set<string> {
  return new Set(roles.flatMap(role => permissionsOf[role]));
}
