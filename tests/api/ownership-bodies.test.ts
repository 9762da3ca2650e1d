/** Whose thing it is where a request names it in its body: only the sender's own is taken. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { permissionsOf } from '../../server/accounts/permissions.ts';
import { QUESTIONS } from '../factories/assessments.ts';
import type { Answer, Caller, TestAcademy } from '../harness/academy.ts';
import { type Ids, type Name, openNeighbourhood, THINGS } from '../harness/neighbourhood.ts';

let site: TestAcademy;
let people: Record<Name, Caller>;
beforeAll(async () => {
  ({ site, people } = await openNeighbourhood());
});
afterAll(() => site.stop());

type Thing = keyof typeof THINGS;

/** Fields of a body that name a thing, by the number that it has. */
const NAMING = /^(?:.*_ids?|ids?|thumbnail|avatar)$/;

function namesIn(schema: unknown, found = new Set<string>()): Set<string> {
  if (typeof schema !== 'object' || schema === null) return found;
  for (const [name, field] of Object.entries((schema as { properties?: object }).properties ?? {}))
    if (NAMING.test(name) && JSON.stringify(field).includes('"integer"')) found.add(name);
  for (const part of Object.values(schema)) namesIn(part, found);
  return found;
}

/** Versions of documents are everybody's; the attempt is told by the table above; questions are looked for within their own quiz. */
const NOBODYS: Record<string, string[]> = {
  'POST /auth/register': ['version_id'],
  'POST /privacy/answers': ['version_id'],
  'POST /assessments/:id/submit': ['attempt_id', 'question_id'],
  'PUT /assessments/:id': ['id'],
};

interface Bodies {
  /** Fields that name things of the teacher or the learner. */
  names: string[];
  neighbour: Name;
  owner: Name;
  /** What either sends; `own` is a course of whoever asks, with a lesson in it. */
  send: (who: Caller, own: Ids, others: Ids) => Promise<Answer>[];
  thing: Thing;
}

const lesson = { title: 'Plan', content_type: 'file' };
const text = { title: 'Text', content_type: 'markdown', content: 'Words' };

const BODIES: Record<string, Bodies> = {
  'PUT /users/:id': {
    names: ['avatar'],
    thing: 'own file',
    owner: 'learner',
    neighbour: 'classmate',
    send: (who, _, { id }) => [who.put('/users/me', { avatar: Number(id) })],
  },
  'POST /courses': {
    names: ['thumbnail'],
    thing: 'lesson file',
    owner: 'teacher',
    neighbour: 'colleague',
    send: (who, _, { id }) => [who.post('/courses', { title: 'Ours', thumbnail: Number(id) })],
  },
  'PUT /courses/:id': {
    names: ['thumbnail'],
    thing: 'lesson file',
    owner: 'teacher',
    neighbour: 'colleague',
    send: (who, own, { id }) => [who.put(`/courses/${own['id']}`, { thumbnail: Number(id) })],
  },
  'POST /courses/:id/modules': {
    names: ['file_id'],
    thing: 'lesson file',
    owner: 'teacher',
    neighbour: 'colleague',
    send: (who, own, { id }) => [who.post(`/courses/${own['id']}/modules`, { ...lesson, file_id: Number(id) })],
  },
  'PUT /courses/:id/modules/:moduleId': {
    names: ['file_id'],
    thing: 'lesson file',
    owner: 'teacher',
    neighbour: 'colleague',
    send: (who, own, { id }) => [
      who.put(`/courses/${own['id']}/modules/${own['moduleId']}`, { ...lesson, file_id: Number(id) }),
    ],
  },
  'PUT /courses/:id/order': {
    names: ['id'],
    thing: 'course',
    owner: 'teacher',
    neighbour: 'colleague',
    // The owner orders the course itself, the neighbour brings a lesson of it into their own.
    send: (who, own, { id, moduleId }) => {
      const course = who === people.teacher ? id : own['id'];
      return [who.put(`/courses/${course}/order`, { modules: [{ id: Number(moduleId), section: null }] })];
    },
  },
  'POST /assessments': {
    names: ['id', 'course_id', 'module_id'],
    thing: 'course',
    owner: 'teacher',
    neighbour: 'colleague',
    send: (who, own, { id, moduleId }) => {
      const quiz = { title: 'Check', questions: QUESTIONS };
      const mine = who === people.teacher ? id : own['id'];
      return [
        who.post('/assessments', { ...quiz, course_id: Number(id) }),
        ...(who === people.teacher
          ? []
          : [who.post('/assessments', { ...quiz, course_id: Number(mine), module_id: Number(moduleId) })]),
      ];
    },
  },
};

describe('an endpoint that names a thing in its body', () => {
  it('stands in the table, when more than administrators may call it', () => {
    const held = new Set<string>(['anyone', 'signed in', ...Object.values(permissionsOf).flat()]);
    for (const { endpoint, guard } of site.academy.routes) {
      if (!endpoint.body || !held.has(guard)) continue;
      const schema = z.toJSONSchema(endpoint.body, { io: 'input', unrepresentable: 'any' });
      const told = [...(BODIES[endpoint.route]?.names ?? []), ...(NOBODYS[endpoint.route] ?? [])];
      for (const name of namesIn(schema)) expect(told, `${endpoint.route} ${name}`).toContain(name);
    }
  });

  it.each(Object.entries(BODIES))(
    '%s takes only what is the sender’s',
    async (_route, { thing, owner, neighbour, send }) => {
      const things = await THINGS[thing]();
      const answers = async (name: Name) => {
        const made = neighbour === 'classmate' ? {} : (await people[name].post('/courses', { title: 'Own' })).data;
        const id = String(made.id);
        const module = made.id ? (await people[name].post(`/courses/${id}/modules`, text)).data : {};
        return Promise.all(send(people[name], { id, moduleId: String(module.id) }, things));
      };
      for (const { status, text: body } of await answers(neighbour))
        expect([400, 403, 404, 409], body).toContain(status);
      for (const { status, text: body } of await answers(owner)) expect(status, body).toBeLessThan(300);
    },
  );
});
