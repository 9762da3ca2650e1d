/** Two accounts of one person become one; many are invited at once; what roles may. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allPermissions } from '../../server/accounts/permissions.ts';
import { references } from '../../server/accounts/merging/references-rules.ts';
import { insertCourse, insertModule } from '../factories/courses.ts';
import { type Caller, PASSWORD, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { ENGINE } from '../harness/engine.ts';
import { eventually } from '../harness/eventually.ts';

let site: TestAcademy;
let admin: Caller;
beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator'], { first_name: 'Marisol', last_name: 'Vega' });
});
afterAll(() => site.stop());

let count = 0;
const twins = async () => {
  const number = ++count;
  const names = { first_name: 'Twin', last_name: `Number${number}` };
  const kept = await site.person(['student'], { ...names, email: `twin${number}@kept.example` });
  const gone = await site.person(['student', 'mentor'], { ...names, email: `twin${number}@gone.example` });
  return { kept, gone };
};
const signIn = (email: string) => site.visitor.post('/auth/login', { email, password: PASSWORD });
const merge = (kept: Caller, gone: Caller, choice = {}) =>
  admin.post(`/users/${kept.userId}/merge`, { other: gone.userId, roles: ['student', 'mentor'], ...choice });

async function course(lessons: number): Promise<{ id: number; modules: number[] }> {
  const { db } = site.academy;
  const id = await insertCourse(db, { instructor_id: admin.userId as number });
  const modules: number[] = [];
  for (let i = 0; i < lessons; i++) modules.push(await insertModule(db, { course_id: id }));
  return { id, modules };
}
const done = (who: Caller, id: number, module: number | undefined) =>
  who.put(`/courses/${id}/modules/${module}/progress`, { completed: true });

describe('merging', () => {
  it('takes the better of both courses, and completes what both have done together', async () => {
    const { kept, gone } = await twins();
    const { id, modules } = await course(2);
    for (const who of [kept, gone]) await who.post(`/courses/${id}/enroll`);
    await done(kept, id, modules[0]);
    await done(gone, id, modules[1]);
    const { data: preview } = await admin.get(`/users/${kept.userId}/merge/${gone.userId}`);
    expect(preview.moves).toEqual(
      expect.arrayContaining([
        { what: 'enrolments', count: 1, both: 1 },
        { what: 'progress', count: 1, both: 0 },
      ]),
    );
    const { status, data } = await merge(kept, gone);
    expect(status).toBe(200);
    expect(data).toMatchObject({ id: kept.userId, roles: ['student', 'mentor'] });
    const enrolment = await eventually('the course is complete', async () => {
      const row = await site.academy.db.reader('course_enrollments').where({ user_id: kept.userId }).first();
      return row.completed_at !== null && row;
    });
    expect(Number(enrolment.progress_percentage)).toBe(100);
    const { enrolled_count } = await site.academy.db.reader('courses').where({ id }).first();
    expect(Number(enrolled_count)).toBe(1);
    expect((await admin.get(`/users/${gone.userId}`)).status).toBe(404);
  });

  it('ends the other way in; its address leads to the account, and nobody else can have it', async () => {
    const { kept, gone } = await twins();
    await merge(kept, gone);
    expect((await gone.get('/users/me')).status).toBe(401);
    expect((await signIn(`twin${count}@GONE.example`)).data.user.id).toBe(kept.userId);
    const taken = await admin.post('/users', { email: `twin${count}@gone.example`, first_name: 'A', last_name: 'B' });
    expect(taken.errors[0]?.code).toBe('EMAIL_TAKEN');
    const own = await admin.put(`/users/${kept.userId}`, { email: `twin${count}@gone.example` });
    expect(own.data.email).toBe(`twin${count}@gone.example`);
  });

  it('takes the address of the other and lets the first go, where that is wished', async () => {
    const { kept, gone } = await twins();
    const { data } = await merge(kept, gone, { email: 'gone', alias: false, roles: ['student'] });
    expect(data).toMatchObject({ email: `twin${count}@gone.example`, roles: ['student'] });
    const free = await admin.post('/users', { email: `twin${count}@kept.example`, first_name: 'A', last_name: 'B' });
    expect(free.status).toBe(201);
  });

  it('is refused for oneself, for the account one uses, and for roles that neither has', async () => {
    const { kept, gone } = await twins();
    expect((await merge(kept, kept)).status).toBe(400);
    expect((await merge(kept, admin)).status).toBe(409);
    expect((await merge(kept, gone, { roles: ['administrator'] })).errors[0]?.field).toBe('roles');
    expect((await merge(kept, { ...gone, userId: 999_999 })).status).toBe(404);
    expect((await admin.get(`/users/${gone.userId}`)).data.roles).toEqual(['student', 'mentor']);
  });

  it('suggests who may be one person', async () => {
    const { kept, gone } = await twins();
    const { data } = await admin.get('/users/pairs');
    const mine = data.find((pair: { first: { id: number } }) => pair.first.id === kept.userId);
    expect(mine).toMatchObject({ second: { id: gone.userId }, reason: 'same-name' });
    const phones = [
      await site.person(['student'], { first_name: 'Ona' }),
      await site.person(['student'], { first_name: 'Ona' }),
    ];
    await admin.put(`/users/${phones[0]?.userId}`, { phone: '+34 600 700 800' });
    await admin.put(`/users/${phones[1]?.userId}`, { phone: '0034-600-700-800' });
    const again = (await admin.get('/users/pairs')).data;
    expect(again[0]).toMatchObject({ first: { id: phones[0]?.userId }, reason: 'same-phone' });
  });

  it('knows every column of the database that refers to a person', async () => {
    const { read } = site.academy.db;
    const columns =
      ENGINE === 'sqlite'
        ? await read.all<{ name: string; type: string; target: string | null }>(
            `select m.name || '.' || c.name as name, c.type as type, f."table" as target from sqlite_master m
               join pragma_table_info(m.name) c left join pragma_foreign_key_list(m.name) f on f."from" = c.name
             where m.type = 'table'`,
          )
        : await read.all<{ name: string; type: string; target: string | null }>(
            `select c.relname || '.' || a.attname as name, format_type(a.atttypid, null) as type, f.relname as target
             from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
               join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
               left join pg_constraint k on k.conrelid = c.oid and k.contype = 'f' and a.attnum = any (k.conkey)
               left join pg_class f on f.oid = k.confrelid
             where c.relkind = 'r'`,
          );
    const people = columns.filter(
      ({ name, type, target }) =>
        target === 'users' ||
        (/int/i.test(type) && /\.(.*_)?(user|person|owner|instructor|impersonator)_id$|_by$/.test(name)),
    );
    expect(people.length).toBeGreaterThan(20);
    expect(people.map(({ name }) => name).toSorted()).toEqual(Object.keys(references).toSorted());
  });
});

describe('many at once', () => {
  it('are invited with links, and those who are here are named', async () => {
    const people = [
      { email: 'one@many.example', first_name: 'One' },
      { email: 'TWO@many.example', first_name: 'Two', last_name: 'Too' },
      { email: 'two@many.example', first_name: 'Again' },
    ];
    const { data } = await admin.post('/users/invitations', { people, roles: ['mentor'], send: 'link' });
    expect(data.map((one: { refused: string | null }) => one.refused)).toEqual([null, null, 'taken']);
    expect(data[0].link.url).toContain('/welcome#');
    const { data: listed } = await admin.get('/users?state=invited&search=many.example');
    expect(listed).toHaveLength(2);
    const again = await admin.post('/users/links', { ids: [listed[0].id, 999_999], send: 'link' });
    expect(again.data.map((one: { refused: string | null }) => one.refused)).toEqual([null, 'gone']);
    const mail = await admin.post('/users/links', { ids: [listed[0].id], send: 'mail' });
    expect(mail.errors[0]?.code).toBe('MAIL_NOT_SET_UP');
  });

  it('are exported by their numbers', async () => {
    const { kept, gone } = await twins();
    const { text } = await admin.get(`/users/export?ids=${kept.userId},${gone.userId}`);
    expect(text.trim().split('\r\n')).toHaveLength(3);
  });
});

describe('roles', () => {
  it('are told with what they grant and how many hold them', async () => {
    const { data } = await admin.get('/roles');
    const instructor = data.roles.find((one: { role: string }) => one.role === 'instructor');
    expect(instructor.permissions).toContainEqual({ permission: 'course:update', within: 'courses' });
    expect(data.roles.at(-1)).toMatchObject({ role: 'administrator', people: expect.any(Number) });
    expect(data.roles.at(-1).permissions).toHaveLength(data.permissions.length);
  });

  it('list every permission that an endpoint asks for', () => {
    const asked = [...site.academy.routes, ...site.academy.mounts].map(({ guard }) => guard);
    const permissions = [...new Set(asked)].filter(guard => guard.includes(':'));
    expect(permissions.filter(one => !(allPermissions as readonly string[]).includes(one))).toEqual([]);
  });
});
