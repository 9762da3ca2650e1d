/**
 * Whose thing it is: every endpoint that names a thing by its id and is open to more than administrators, asked by the owner, by
 * neighbours of every kind and by a visitor, about things that are really there. What is right stands in the table below.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { permissionsOf } from '../../server/accounts/permissions.ts';
import type { Answer, Caller, TestAcademy } from '../harness/academy.ts';
import { type PlainRequest, plainRequest } from '../harness/endpoints.ts';
import { type Ids, type Name, NAMES, openNeighbourhood, THINGS } from '../harness/neighbourhood.ts';
import { TUS } from '../harness/uploads.ts';

let site: TestAcademy;
let people: Record<Name, Caller>;
let requests: Map<string, PlainRequest>;
/** What of the learner is for the learner and administrators alone. */
let personal: readonly string[];
beforeAll(async () => {
  ({ site, people } = await openNeighbourhood());
  const own = { phone: '+49 170 5550123', bio: 'A word of my own', organization: 'Quiet Limited' };
  const { data } = await people.learner.put('/users/me', own);
  personal = [data.email as string, ...Object.values(own)];
  requests = new Map(site.academy.routes.map(route => [route.endpoint.route, plainRequest(route)]));
});
afterAll(() => site.stop());

type Thing = keyof typeof THINGS;

const everybody = NAMES;
const signedIn = NAMES.filter(name => name !== 'visitor');
const learners: Name[] = ['learner', 'classmate'];
const staff: Name[] = ['teacher', 'administrator'];
const self: Name[] = ['learner', 'administrator'];
/** The person, those who teach them, administrators. */
const concerned: Name[] = ['learner', ...staff];
const inside: Name[] = [...learners, ...staff];

/** Who gets behind the door; everybody else is refused with 401, 403 or 404. */
const TABLE: Record<string, { thing: Thing; may: readonly Name[] }[]> = {
  'GET /users/:id': [{ thing: 'person', may: self }],
  'PUT /users/:id': [{ thing: 'person', may: self }],
  'GET /users/:id/sessions': [{ thing: 'person', may: self }],
  'DELETE /users/:id/sessions/:sessionId': [{ thing: 'session', may: self }],
  'DELETE /users/me/notices/:noticeId': [{ thing: 'notice', may: ['learner'] }],
  'GET /users/:id/courses': [{ thing: 'person', may: concerned }],
  'GET /users/:id/certificates': [{ thing: 'person', may: concerned }],
  'GET /users/:id/privacy': [{ thing: 'person', may: self }],
  'POST /users/:id/privacy/exports': [{ thing: 'person', may: self }],
  'GET /users/:id/privacy/exports/:exportId': [{ thing: 'export', may: self }],
  'GET /users/:id/privacy/erasure': [{ thing: 'person', may: self }],
  // The learner is not erased: what the request says does not confirm it.
  'POST /users/:id/privacy/erasure': [{ thing: 'person', may: self }],
  'DELETE /users/:id/privacy/erasure': [{ thing: 'wish to go', may: self }],
  'GET /users/:id/mentoring': [{ thing: 'mentee', may: self }],
  'GET /users/:id/organisations': [{ thing: 'person', may: self }],
  'GET /mentees/:id': [{ thing: 'mentee', may: ['mentor'] }],
  'GET /organisations/:id/people': [{ thing: 'organisation', may: ['representative'] }],
  'GET /organisations/:id/people/:userId': [{ thing: 'organisation', may: ['representative'] }],
  'GET /courses/:id': [
    { thing: 'course', may: everybody },
    { thing: 'draft', may: staff },
  ],
  'PUT /courses/:id': [
    { thing: 'course', may: staff },
    { thing: 'draft', may: staff },
  ],
  'DELETE /courses/:id': [
    { thing: 'course', may: staff },
    { thing: 'draft', may: staff },
  ],
  'POST /courses/:id/publish': [
    { thing: 'course', may: staff },
    { thing: 'draft', may: staff },
  ],
  'POST /courses/:id/archive': [
    { thing: 'course', may: staff },
    { thing: 'draft', may: staff },
  ],
  'PUT /courses/:id/order': [
    { thing: 'course', may: staff },
    { thing: 'draft', may: staff },
  ],
  'GET /courses/:id/readiness': [
    { thing: 'course', may: staff },
    { thing: 'draft', may: staff },
  ],
  'GET /courses/:id/instructors': [
    { thing: 'course', may: staff },
    { thing: 'draft', may: staff },
    { thing: 'team', may: [...staff, 'colleague'] },
  ],
  'GET /courses/:id/instructors/candidates': [
    { thing: 'course', may: staff },
    { thing: 'team', may: staff },
  ],
  'PUT /courses/:id/instructors/:userId': [{ thing: 'team', may: staff }],
  'DELETE /courses/:id/instructors/:userId': [{ thing: 'team', may: [...staff, 'colleague'] }],
  'POST /courses/:id/instructors/:userId/lead': [{ thing: 'team', may: staff }],
  'GET /courses/:id/learners': [
    { thing: 'course', may: staff },
    { thing: 'draft', may: staff },
  ],
  'POST /courses/:id/enroll': [
    { thing: 'course', may: signedIn },
    { thing: 'draft', may: staff },
  ],
  'DELETE /courses/:id/enroll': [{ thing: 'course', may: learners }],
  'GET /courses/:id/progress': [{ thing: 'course', may: learners }],
  'GET /courses/:id/modules': [
    { thing: 'course', may: everybody },
    { thing: 'draft', may: staff },
  ],
  'POST /courses/:id/modules': [
    { thing: 'course', may: staff },
    { thing: 'draft', may: staff },
  ],
  'GET /courses/:id/modules/:moduleId': [
    { thing: 'course', may: inside },
    { thing: 'draft', may: staff },
  ],
  'PUT /courses/:id/modules/:moduleId': [
    { thing: 'course', may: staff },
    { thing: 'draft', may: staff },
  ],
  'DELETE /courses/:id/modules/:moduleId': [
    { thing: 'course', may: staff },
    { thing: 'draft', may: staff },
  ],
  'PUT /courses/:id/modules/:moduleId/progress': [{ thing: 'course', may: learners }],
  'GET /assessments/:id': [{ thing: 'quiz', may: inside }],
  'PUT /assessments/:id': [{ thing: 'quiz', may: staff }],
  'DELETE /assessments/:id': [{ thing: 'quiz', may: staff }],
  'POST /assessments/:id/attempts': [{ thing: 'quiz', may: learners }],
  'GET /assessments/:id/results': [{ thing: 'handed-in attempt', may: inside }],
  'POST /assessments/:id/submit': [{ thing: 'attempt', may: ['learner'] }],
  'GET /attempts/:attemptId': [{ thing: 'attempt', may: ['learner'] }],
  'PUT /attempts/:attemptId/answers/:questionId': [{ thing: 'attempt', may: ['learner'] }],
  'GET /attempts/:attemptId/result': [{ thing: 'handed-in attempt', may: concerned }],
  'GET /users/:id/factors': [{ thing: 'person', may: self }],
  'POST /factors/authenticators/:id/confirm': [{ thing: 'authenticator', may: ['learner'] }],
  'PUT /factors/authenticators/:id': [{ thing: 'authenticator', may: ['learner'] }],
  'DELETE /factors/authenticators/:id': [{ thing: 'authenticator', may: ['learner'] }],
  'PUT /factors/passkeys/:id': [{ thing: 'passkey', may: ['learner'] }],
  'DELETE /factors/passkeys/:id': [{ thing: 'passkey', may: ['learner'] }],
  'DELETE /users/me/identities/:id': [{ thing: 'identity', may: ['learner'] }],
  'GET /certificates/:id': [{ thing: 'certificate', may: concerned }],
  'GET /certificates/:id/download': [{ thing: 'certificate', may: concerned }],
  'POST /certificates/:id/verify': [{ thing: 'certificate', may: everybody }],
  'GET /files/:id': [
    { thing: 'lesson file', may: inside },
    // A picture of oneself is for everybody who is signed in.
    { thing: 'own file', may: signedIn },
  ],
  'GET /files/:id/details': [
    { thing: 'lesson file', may: inside },
    { thing: 'own file', may: signedIn },
  ],
  'DELETE /files/:id': [
    { thing: 'lesson file', may: staff },
    { thing: 'own file', may: self },
  ],
  'HEAD /uploads/:id': [{ thing: 'upload', may: ['learner'] }],
  'PATCH /uploads/:id': [{ thing: 'upload', may: ['learner'] }],
  'DELETE /uploads/:id': [{ thing: 'upload', may: ['learner'] }],
  'GET /uploads/:id/file': [{ thing: 'upload', may: ['learner'] }],
};

const rows = Object.entries(TABLE).flatMap(([route, things]) => things.map(row => ({ route, ...row })));
const REFUSED = new Set([401, 403, 404]);

/** What a request needs to say so that it is refused for nothing but its sender. */
function bodyOf(route: string, ids: Ids): unknown {
  if (route === 'POST /assessments/:id/submit') return { attempt_id: Number(ids['attemptId']) };
  return requests.get(route)?.body;
}

function ask(name: Name, route: string, ids: Ids): Promise<Answer> {
  const [method, pattern] = route.split(' ') as [string, string];
  const path = pattern.replace(/:(\w+)/g, (_, param: string) => ids[param] as string);
  const protocol: Record<string, string> =
    pattern === '/uploads/:id'
      ? {
          ...TUS,
          ...(method === 'PATCH' && { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }),
        }
      : {};
  return people[name].request(method, path, bodyOf(route, ids), protocol);
}

describe('an endpoint that names a thing', () => {
  it('stands in the table, when more than administrators may call it', () => {
    const held = new Set<string>(['anyone', 'signed in', ...Object.values(permissionsOf).flat()]);
    const named = [...requests.values()].filter(({ route, guard }) => route.includes(':') && held.has(guard));
    expect(named.length).toBeGreaterThan(30);
    // Providers of single sign-on are there for everybody.
    const things = named.filter(({ route }) => !route.includes(':provider'));
    for (const { route } of things) expect(TABLE, route).toHaveProperty([route]);
  });

  it.each(rows)('$route ($thing) answers whom the table says', async ({ route, thing, may }) => {
    const isRead = /^(GET|HEAD) /.test(route);
    const things = await THINGS[thing]();
    for (const name of NAMES.filter(one => !may.includes(one))) {
      const { status, text } = await ask(name, route, things);
      expect(REFUSED, `${name}: ${status}`).toContain(status);
      expectDiscreet(name, text);
    }
    // What the refused did not change is still there for the first who may.
    for (const [at, name] of may.entries()) {
      const { status, text } = await ask(name, route, at === 0 || isRead ? things : await THINGS[thing]());
      expect(REFUSED, `${name}: ${status} ${text}`).not.toContain(status);
      expect(status, text).toBeLessThan(500);
      expectDiscreet(name, text);
    }
  });
});

/** Nobody but the person and administrators is told how to reach somebody, and what they wrote of themselves. */
function expectDiscreet(name: Name, text: string): void {
  if (name === 'learner' || name === 'administrator') return;
  expect(
    personal.filter(mark => text.includes(mark)),
    name,
  ).toEqual([]);
}

describe('an endpoint that names no thing', () => {
  it('tells nobody what is private to another', async () => {
    const lists = [...requests.values()].filter(({ route }) => route.startsWith('GET ') && !route.includes(':'));
    expect(lists.length).toBeGreaterThan(30);
    for (const { path } of lists) for (const name of NAMES) expectDiscreet(name, (await people[name].get(path)).text);
    // The marks are real: whoever may see them does.
    const { text } = await people.administrator.get('/users');
    expect(text).toContain(personal[0]);
  });

  it('changes nothing that it does not offer, whoever asks', async () => {
    const { learner, administrator } = people;
    const before = (await administrator.get(`/users/${learner.userId}`)).data;
    const more = {
      id: 1,
      user_id: 1,
      roles: ['administrator'],
      permissions: ['*'],
      is_active: false,
      password_hash: 'x',
      second_factor: { required: false },
      created_at: '2000-01-01T00:00:00.000Z',
      email_verified_at: null,
    };
    const { status, data } = await learner.put('/users/me', { bio: 'A word of my own', ...more });
    expect(status).toBe(200);
    expect(data).toMatchObject({ id: before.id, roles: before.roles, is_active: true });
    expect((await administrator.get(`/users/${learner.userId}`)).data).toEqual(before);
    expect((await learner.put('/users/me', { email: 'other@example.org' })).status).toBe(403);
    expect((await learner.get('/users')).status).toBe(403);
  });
});
