/** Which help pages there are, for whom, and which one belongs to a screen: pure. */

export type Audience = 'learner' | 'instructor' | 'admin' | 'runbook';

export interface HelpPage {
  /** Name of its file in resources/help/<language>/. */
  name: string;
  audience: Audience;
  /** Paths of the screens that it explains, as in the routes; the console's with `/console`. */
  screens: readonly string[];
}

const page = (name: string, audience: Audience, ...screens: string[]): HelpPage => ({ name, audience, screens });

export const HELP_PAGES: readonly HelpPage[] = [
  page(
    'signing-in',
    'learner',
    '/sign-in',
    '/register',
    '/forgotten',
    '/welcome',
    '/verify-email',
    '/confirm-email',
    '/return',
    '/sso/callback',
  ),
  page('learner-home', 'learner', '/'),
  page('finding-courses', 'learner', '/catalogue', '/courses/$courseId'),
  page('lessons', 'learner', '/courses/$courseId/modules/$moduleId', '/courses/$courseId/finished'),
  page('quizzes', 'learner', '/attempts/$attemptId', '/attempts/$attemptId/result'),
  page('certificates', 'learner', '/achievements', '/verify', '/verify/$hash'),
  page('your-account', 'learner', '/me'),
  page('security', 'learner', '/me/security', '/console/settings/me'),
  page('your-privacy', 'learner', '/me/privacy'),
  page('unused-accounts', 'learner'),
  page('my-people', 'learner', '/people', '/people/mentees/$userId', '/people/organisations/$organisationId/$userId'),
  page('courses-and-lessons', 'instructor', '/studio', '/studio/courses/$courseId'),
  page('lesson-editor', 'instructor', '/studio/courses/$courseId/lessons/$moduleId'),
  page('course-settings', 'instructor', '/studio/courses/$courseId/settings'),
  page('import', 'instructor', '/studio/import', '/console/uploads'),
  page('your-learners', 'instructor', '/studio/courses/$courseId/learners'),
  page('setting-up', 'admin', '/setup'),
  page('console-home', 'admin', '/console'),
  page('users', 'admin', '/console/users', '/console/users/invitations'),
  page('import-people', 'admin', '/console/users/import', '/console/users/import/$importId'),
  page('duplicates', 'admin', '/console/users/duplicates'),
  page('mentors', 'admin', '/console/users/mentors'),
  page('organisations', 'admin', '/console/users/organisations', '/console/users/organisations/$organisationId'),
  page('roles', 'admin', '/console/users/roles'),
  page('console-courses', 'admin', '/console/courses'),
  page('media', 'admin', '/console/media'),
  page('backups', 'admin', '/console/backups'),
  page('look-inside', 'admin', '/console/backups/$backupId/inside'),
  page('restore', 'admin', '/console/backups/$backupId/restore'),
  page('health', 'admin', '/console/health'),
  page('activity', 'admin', '/console/activity'),
  page('academy', 'admin', '/console/settings'),
  page('sign-in-rules', 'admin', '/console/settings/sign-in'),
  page('single-sign-on', 'admin', '/console/settings/sso'),
  page('network', 'admin', '/console/settings/network'),
  page('https', 'admin', '/console/settings/https'),
  page('mail', 'admin', '/console/settings/mail', '/console/settings/mail/outbox', '/console/settings/mail/texts'),
  page('alerts', 'admin', '/console/settings/alerts'),
  page('updates', 'admin', '/console/settings/updates'),
  page('database', 'admin', '/console/settings/database'),
  page('upkeep', 'admin', '/console/settings/upkeep'),
  page('malware-scan', 'admin', '/console/settings/scanning'),
  page('privacy', 'admin', '/console/settings/privacy'),
  page('this-computer', 'admin', '/console/settings/computer'),
  page('backup-and-recovery', 'runbook'),
  page('updating', 'runbook'),
  page('troubleshooting', 'runbook'),
  page('moving-house', 'runbook'),
];

/** The page that explains the screen at a path; null for a screen without one. */
export function helpFor(path: string): HelpPage | null {
  const parts = partsOf(path);
  const matches = HELP_PAGES.flatMap(candidate =>
    candidate.screens.map(screen => ({ candidate, fixed: fixedParts(partsOf(screen), parts) })),
  ).filter(({ fixed }) => fixed >= 0);
  // `/console/users` is nearer than `/console/$anything`.
  return matches.toSorted((a, b) => b.fixed - a.fixed)[0]?.candidate ?? null;
}

/** Where the academy explains the screen at a path; all pages where it has none of its own. */
export function helpAddress(path: string): string {
  const found = helpFor(path);
  return found ? `/help/${found.name}` : '/help';
}

const partsOf = (path: string) => path.split('/').filter(part => part !== '');

/** How many parts are the very same; -1 when the path is not of this pattern. */
function fixedParts(pattern: readonly string[], parts: readonly string[]): number {
  if (pattern.length !== parts.length) return -1;
  if (!pattern.every((part, at) => part.startsWith('$') || part === parts[at])) return -1;
  return pattern.filter(part => !part.startsWith('$')).length;
}
