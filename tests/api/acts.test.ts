/** Every endpoint that changes something leaves an act in the ledger, or stands here with the reason why not. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EXCUSED } from '../harness/acts-excused.ts';
import { type Caller, PASSWORD, startAcademy, type TestAcademy } from '../harness/academy.ts';

let site: TestAcademy;
let admin: Caller;
beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator']);
});
afterAll(() => site.stop());

type Ids = Record<
  'course' | 'second' | 'module' | 'person' | 'other' | 'teacher' | 'me' | 'mentor' | 'organisation',
  number
>;

/** In this order, with what came before. The act that each must leave. */
const TRIED: readonly (readonly [route: string, act: string, path: (ids: Ids) => string, body?: unknown])[] = [
  ['POST /courses', 'course.create', () => '/courses', { title: 'Second', description: 'D', category: 'C' }],
  ['PUT /courses/:id', 'course.update', ({ course }) => `/courses/${course}`, { title: 'Other' }],
  [
    'POST /courses/:id/modules',
    'module.create',
    ({ course }) => `/courses/${course}/modules`,
    { title: 'L', content_type: 'markdown', content: 'text' },
  ],
  [
    'PUT /courses/:id/modules/:moduleId',
    'module.update',
    ({ course, module }) => `/courses/${course}/modules/${module}`,
    { title: 'M' },
  ],
  ['POST /courses/:id/publish', 'course.publish', ({ course }) => `/courses/${course}/publish`],
  ['POST /courses/:id/enroll', 'course.enroll', ({ course }) => `/courses/${course}/enroll`],
  ['DELETE /courses/:id/enroll', 'course.withdraw', ({ course }) => `/courses/${course}/enroll`],
  [
    'PUT /courses/:id/instructors/:userId',
    'course.instructor-add',
    ({ course, teacher }) => `/courses/${course}/instructors/${teacher}`,
  ],
  [
    'POST /courses/:id/instructors/:userId/lead',
    'course.hand-over',
    ({ course, teacher }) => `/courses/${course}/instructors/${teacher}/lead`,
  ],
  [
    'DELETE /courses/:id/instructors/:userId',
    'course.instructor-remove',
    ({ course, me }) => `/courses/${course}/instructors/${me}`,
  ],
  ['POST /courses/:id/archive', 'course.archive', ({ course }) => `/courses/${course}/archive`],
  [
    'DELETE /courses/:id/modules/:moduleId',
    'module.remove',
    ({ course, module }) => `/courses/${course}/modules/${module}`,
  ],
  ['DELETE /courses/:id', 'course.remove', ({ second }) => `/courses/${second}`],
  ['PUT /users/:id', 'user.update', ({ person }) => `/users/${person}`, { first_name: 'Sam' }],
  ['PUT /scanning/settings', 'scanning.settings', () => '/scanning/settings', { mode: 'off' }],
  ['PUT /users/:id/roles', 'user.roles', ({ person }) => `/users/${person}/roles`, { roles: ['instructor'] }],
  ['POST /users/:id/suspend', 'user.suspend', ({ person }) => `/users/${person}/suspend`],
  ['POST /users/:id/reactivate', 'user.reactivate', ({ person }) => `/users/${person}/reactivate`],
  ['POST /users/:id/sign-out', 'user.sign-out', ({ person }) => `/users/${person}/sign-out`],
  [
    'POST /users/:id/links',
    'user.link-password',
    ({ other }) => `/users/${other}/links`,
    { purpose: 'password', send: 'link' },
  ],
  [
    'POST /users',
    'user.create',
    () => '/users',
    { email: 'fresh@example.org', first_name: 'F', last_name: 'R', roles: ['student'], welcome: 'password' },
  ],
  [
    'POST /mentoring/assignments',
    'mentoring.assign',
    () => '/mentoring/assignments',
    ({ mentor, person }: Ids) => ({ mentor_id: mentor, mentee_ids: [person] }),
  ],
  ['POST /mentoring/assignments/end', 'mentoring.end', () => '/mentoring/assignments/end', { ids: [1] }],
  ['POST /organisations', 'organisation.create', () => '/organisations', { name: 'Harbour Works' }],
  [
    'PUT /organisations/:id',
    'organisation.change',
    ({ organisation }) => `/organisations/${organisation}`,
    { name: 'Northgate Port' },
  ],
  [
    'POST /organisations/:id/members',
    'organisation.add',
    ({ organisation }) => `/organisations/${organisation}/members`,
    ({ person }: Ids) => ({ user_ids: [person] }),
  ],
  [
    'POST /organisations/:id/members/remove',
    'organisation.remove',
    ({ organisation }) => `/organisations/${organisation}/members/remove`,
    ({ person }: Ids) => ({ user_ids: [person] }),
  ],
  ['POST /auth/login', 'session.sign-in', () => '/auth/login', { email: 'person1@example.org', password: PASSWORD }],
  ['PUT /site', 'site.update', () => '/site', { accent_hue: 99 }],
  ['PUT /upkeep/settings', 'upkeep.settings', () => '/upkeep/settings', { job_days: 20 }],
  ['PUT /ledger/settings', 'ledger.settings', () => '/ledger/settings', { seal_minutes: 20 }],
  ['PUT /alerts/settings', 'alerts.update', () => '/alerts/settings', { desktop: false }],
  ['PUT /network/settings', 'network.update', () => '/network/settings', { announce: false }],
  ['POST /backups/keys', 'backup.keys', () => '/backups/keys', { passphrase: 'harbour-lantern-olive-42' }],
  ['PUT /backups/settings', 'backup.settings', () => '/backups/settings', { schedule: { keep_daily: 9 } }],
  ['PUT /updates/settings', 'update.configure', () => '/updates/settings', { automatic: false }],
  ['PUT /privacy/inactivity', 'privacy.inactivity', () => '/privacy/inactivity', { months: 30 }],
  [
    'PUT /users/:id/privacy/hold',
    'privacy.hold',
    ({ person }) => `/users/${person}/privacy/hold`,
    { reason: 'Dispute' },
  ],
  ['DELETE /users/:id/privacy/hold', 'privacy.release', ({ person }) => `/users/${person}/privacy/hold`],
  ['POST /diagnostics', 'diagnostics.make', () => '/diagnostics'],
  ['POST /ledger/verify', 'ledger.verify', () => '/ledger/verify'],
  ['POST /auth/logout', 'session.sign-out', () => '/auth/logout'],
];

it('leaves an act', async () => {
  const at = { title: 'Course', description: 'D', category: 'C' };
  const { data: course } = await admin.post('/courses', at);
  const { data: second } = await admin.post('/courses', at);
  const lesson = { title: 'L', content_type: 'markdown', content: 'text' };
  const { data: module } = await admin.post(`/courses/${course.id}/modules`, lesson);
  const [person, other, teacher] = [await site.person(), await site.person(), await site.person(['instructor'])];
  const { data: organisation } = await admin.post('/organisations', { name: 'Port' });
  const ids = {
    organisation: organisation.id,
    mentor: (await site.person(['mentor'])).userId,
    course: course.id,
    second: second.id,
    module: module.id,
    person: person.userId,
    other: other.userId,
    teacher: teacher.userId,
    me: admin.userId,
  } as Ids;
  const acts = () => site.academy.db.read.all<{ action: string }>('select action from user_activity_logs order by id');
  for (const [route, wanted, path, body] of TRIED) {
    const before = (await acts()).length;
    const { status, errors } = await admin.request(
      route.split(' ')[0] as string,
      path(ids),
      typeof body === 'function' ? body(ids) : body,
    );
    expect(errors, route).toEqual([]);
    expect(status, route).toBeLessThan(300);
    const fresh = (await acts()).slice(before).map(({ action }) => action);
    expect(fresh, route).toContain(wanted);
  }
});

/** These leave an act too; to try them takes files, mail, a server beside or what comes after months. */
const ELSEWHERE = new Set<string>([
  'POST /site/logo',
  'DELETE /site/logo',
  'POST /setup',
  'PUT /mail/settings',
  'POST /mail/test',
  'POST /mail/messages/:id/resend',
  'POST /mail/messages/:id/cancel',
  'PUT /mail/templates/:template/:language',
  'DELETE /mail/templates/:template/:language',
  'PUT /sign-in-rules',
  'POST /auth/register',
  'POST /auth/second-factor',
  'POST /auth/confirm',
  'POST /auth/reset-password',
  'DELETE /users/:id/links/:linkId',
  'DELETE /files/:id',
  'POST /media/:id/replace',
  'PUT /courses/:id/order',
  'POST /courses/import',
  'POST /assessments',
  'PUT /assessments/:id',
  'DELETE /assessments/:id',
  'POST /assessments/:id/attempts',
  'POST /assessments/:id/submit',
  'POST /https/local',
  'PUT /https/uploaded',
  'POST /https/public',
  'PUT /https/rung',
  'PUT /network/origins',
  'PUT /https/redirect',
  'PUT /https/hsts',
  'POST /backups',
  'POST /backups/:id/prove',
  'DELETE /backups/:id',
  'POST /backups/:id/inside',
  'POST /backups/:id/inside/:kind/:item/take-back',
  'POST /backups/:backupId/restore',
  'POST /updates/packages',
  'DELETE /updates/:version',
  'PUT /updates/:version',
  'POST /updates/:version/apply',
  'POST /upkeep',
  'POST /users/:id/unlock',
  'POST /factors/authenticators/:id/confirm',
  'PUT /factors/authenticators/:id',
  'DELETE /factors/authenticators/:id',
  'POST /factors/passkeys',
  'PUT /factors/passkeys/:id',
  'DELETE /factors/passkeys/:id',
  'POST /factors/recovery-codes',
  'POST /factors/passkey-only',
  'POST /users/:id/factors/reset',
  'POST /auth/passkey',
  'POST /users/imports/:id/apply',
  'POST /users/imports/:id/undo',
  'POST /users/:id/merge',
  'POST /users/invitations',
  'POST /users/links',
  'DELETE /users/:id/sessions/:sessionId',
  'POST /users/me/sign-out-elsewhere',
  'POST /users/me/password',
  'PUT /users/me/security',
  'POST /users/:id/impersonate',
  'POST /auth/impersonation/end',
  'POST /auth/sso/finish',
  'POST /users/me/identities',
  'DELETE /users/me/identities/:id',
  'POST /sso/providers',
  'PUT /sso/providers/:id',
  'DELETE /sso/providers/:id',
  'POST /privacy/answers',
  'POST /privacy/consents',
  'POST /privacy/consents/:id/versions',
  'PUT /privacy/consents/:id',
  'POST /users/:id/privacy/exports',
  'POST /users/:id/privacy/erasure',
  'DELETE /users/:id/privacy/erasure',
  'PUT /privacy/settings',
  'POST /privacy/keys',
  'POST /auth/verify-email',
  'POST /registration-invitations',
  'DELETE /registration-invitations/:id',
  'PUT /users/me/email',
  'DELETE /users/me/email',
  'POST /users/:id/email-change/link',
  'POST /auth/email-change/confirm',
  'POST /auth/email-change/cancel',
  'POST /users/me/leave',
  'POST /auth/return',
  'POST /health/checks/:name/silence',
  'DELETE /health/checks/:name/silence',
]);

it('is left by every endpoint that changes something, or there is a reason', () => {
  const changing = site.academy.routes
    .filter(({ endpoint }) => !endpoint.route.startsWith('GET '))
    .map(({ endpoint }) => endpoint.route);
  const known = new Set([...TRIED.map(([route]) => route), ...ELSEWHERE, ...Object.keys(EXCUSED)]);
  expect(
    changing.filter(route => !known.has(route)),
    'name its act, or why it has none',
  ).toEqual([]);
  expect(
    [...known].filter(route => !(changing as string[]).includes(route)),
    'there is no such endpoint',
  ).toEqual([]);
});
