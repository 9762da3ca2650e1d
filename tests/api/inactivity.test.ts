/** Accounts that nobody uses: who is concerned, who is told, who comes back, who is erased; and accounts that must be kept. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY } from '../../server/platform/clock.ts';
import { insertCourse, insertModule } from '../factories/courses.ts';
import { type Caller, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { eventually } from '../harness/eventually.ts';
import { runJob } from '../harness/jobs.ts';
import { actsOn, codeOf, mailTo, signedInAs } from '../harness/letters.ts';
import { type MailServer, startMailServer } from '../harness/smtp.ts';

const MONTH = 31 * DAY;

let site: TestAcademy;
let admin: Caller;
let server: MailServer;
const people: Record<string, number> = {};

beforeAll(async () => {
  server = await startMailServer();
  site = await startAcademy();
  admin = await site.person(['administrator'], { first_name: 'Ada', last_name: 'Admin', email: 'ada@example.org' });
});
afterAll(async () => {
  await site.stop();
  await server.stop();
});

const db = () => site.academy.db;
/** Sessions end in a week: whoever wants to go on signs in anew. */
const back = async (name: string) => signedInAs(site, `${name}@example.org`);
const make = async (name: string, role: 'student' | 'instructor' = 'student') => {
  const person = await site.person([role], { first_name: name, last_name: 'Owusu', email: `${name}@example.org` });
  people[name] = person.userId as number;
  return person;
};
const waits = (name: string) => db().reader('erasures').where({ user_id: people[name], state: 'waiting' }).first();
const told = async () => {
  const { data } = await admin.get('/privacy/inactivity');
  return (data.told.people as { first_name: string }[]).map(one => one.first_name).toSorted();
};
const isErased = async (name: string) =>
  (await db().reader('users').where({ id: people[name] }).first()).erased_at !== null;
const preview = async (more = '') => (await admin.get(`/privacy/inactivity/preview?months=24${more}`)).data;

describe('accounts that nobody uses', () => {
  it('are counted before anything is switched on, with who stays and why', async () => {
    const busy = await make('busy');
    for (const name of ['quiet', 'silent', 'suspended', 'held', 'wishes']) await make(name);
    await make('teacher', 'instructor');
    const [begun, done] = [await make('enrolled'), await make('graduate')];
    const open = await insertCourse(db(), { instructor_id: admin.userId as number });
    await insertModule(db(), { course_id: open });
    await begun.post(`/courses/${open}/enroll`);
    const completed = await insertCourse(db(), { instructor_id: admin.userId as number });
    const lesson = await insertModule(db(), { course_id: completed });
    await done.post(`/courses/${completed}/enroll`);
    await done.put(`/courses/${completed}/modules/${lesson}/progress`, { completed: true });
    await admin.post(`/users/${people['suspended']}/suspend`);
    expect((await admin.put(`/users/${people['held']}/privacy/hold`, { reason: 'A dispute' })).status).toBe(200);
    await db()
      .writer('erasures')
      .insert({
        user_id: people['wishes'],
        asked_by: people['wishes'],
        asked_at: new Date(site.now()).toISOString(),
        due_at: new Date(site.now() + 60 * MONTH).toISOString(),
        state: 'waiting',
      });
    expect((await preview()).concerned).toBe(0);

    site.advance(25 * MONTH);
    admin = await back('ada');
    expect((await busy.get('/home')).status).toBe(401);
    await back('busy');
    expect(await preview()).toMatchObject({
      concerned: 2,
      spared: [
        { reason: 'staff', count: 1 },
        { reason: 'held', count: 1 },
        { reason: 'suspended', count: 1 },
        { reason: 'asked', count: 1 },
        { reason: 'enrolled', count: 1 },
        { reason: 'certified', count: 1 },
      ],
      people: [{ first_name: 'quiet' }, { first_name: 'silent' }],
    });
    expect((await preview('&spare_enrolled=false&spare_certified=false')).concerned).toBe(4);
    expect((await admin.get('/privacy/inactivity/preview?months=30')).data.concerned).toBe(0);
    await runJob(site, 'privacy.tell-inactive');
    expect(await told()).toEqual([]);
  });

  it('are listed on a site without mail; switched off, nobody is erased', async () => {
    expect((await admin.put('/privacy/inactivity', { months: 2 })).status).toBe(400);
    const { data } = await admin.put('/privacy/inactivity', { enabled: true, notice_days: 30 });
    expect(data).toMatchObject({ by_mail: false, settings: { enabled: true, months: 24 } });
    await runJob(site, 'privacy.tell-inactive');
    expect(await told()).toEqual(['quiet', 'silent']);
    expect(await actsOn(site, 'user', people['quiet'] as number)).toContainEqual({
      action: 'privacy.warn-inactive',
      details: { by_mail: false },
    });
    expect((await admin.put('/privacy/inactivity', { enabled: false })).data.told).toEqual({ count: 0, people: [] });
    expect(await waits('quiet')).toBeUndefined();
  });

  it('are told by mail until when they can sign in, once', async () => {
    const way = { host: '127.0.0.1', port: server.port, security: 'none', from_address: 'a@northgate.test' };
    await admin.put('/mail/settings', { enabled: true, per_minute: 6000, ...way });
    expect((await admin.put('/privacy/inactivity', { enabled: true })).data.by_mail).toBe(true);
    await runJob(site, 'privacy.tell-inactive');
    await runJob(site, 'privacy.tell-inactive');
    const text = await mailTo(admin, 'quiet@example.org', 'account-unused');
    const due = new Date(site.now() + 30 * DAY);
    expect(text).toContain(new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(due));
    expect(text).toMatch(/https?:\/\/\S+\/sign-in/);
    await eventually('both messages arrive', async () => server.messages.length === 2);
    expect(server.messages.flatMap(one => one.to).toSorted()).toEqual(['quiet@example.org', 'silent@example.org']);
  });

  it('stay when their person signs in, when they must be kept, and when their person teaches meanwhile', async () => {
    const silent = await back('silent');
    expect(await waits('silent')).toBeUndefined();
    expect(await actsOn(site, 'user', people['silent'] as number)).toContainEqual({
      action: 'privacy.came-back',
      details: null,
    });
    expect((await silent.get('/users/me/privacy')).data.erasure).toBe(null);
    expect((await admin.get(`/users/${people['quiet']}/privacy`)).data.erasure).toMatchObject({ inactive: true });
    await admin.put(`/users/${people['quiet']}/privacy/hold`, { reason: 'Asked for time by letter' });
    expect(await told()).toEqual([]);
    await admin.delete(`/users/${people['quiet']}/privacy/hold`);
    await admin.put('/privacy/inactivity', { spare_certified: false, spare_enrolled: false });
    await runJob(site, 'privacy.tell-inactive');
    expect(await told()).toEqual(['enrolled', 'graduate', 'quiet']);
    await admin.put(`/users/${people['enrolled']}/roles`, { roles: ['instructor'] });
    site.advance(29 * DAY);
    await runJob(site, 'privacy.erase-due');
    expect(await isErased('quiet')).toBe(false);
  });

  it('are erased like everybody who asks for it, when the days are over', async () => {
    site.advance(2 * DAY);
    await runJob(site, 'privacy.erase-due');
    admin = await back('ada');
    for (const [name, erased] of Object.entries({
      quiet: true,
      graduate: true,
      enrolled: false,
      silent: false,
      held: false,
    }))
      expect(await isErased(name), name).toBe(erased);
    expect(await waits('enrolled')).toBeUndefined();
    expect((await db().reader('users').where({ id: people['quiet'] }).first()).email).toBe(
      `erased-${people['quiet']}@invalid`,
    );
    expect(await actsOn(site, 'user', people['quiet'] as number)).toContainEqual({
      action: 'privacy.erase',
      details: { inactive: true },
    });
    const { data } = await admin.get('/privacy/inactivity');
    expect(data.told.count).toBe(0);
  });
});

describe('an account that must be kept', () => {
  it('is erased by nobody until the hold is ended, and only administrators learn why', async () => {
    const held = await back('held');
    const id = people['held'];
    const erasure = { confirm: 'held@example.org', reason: 'asked' };
    expect(codeOf(await admin.post(`/users/${id}/privacy/erasure`, erasure))).toBe('ACCOUNT_HELD');
    expect(codeOf(await held.post('/users/me/privacy/erasure', erasure))).toBe('ACCOUNT_HELD');
    expect((await admin.get(`/users/${id}/privacy/erasure`)).data.refused).toBe('held');
    expect((await admin.get(`/users/${id}/privacy`)).data.hold).toMatchObject({ reason: 'A dispute' });
    expect((await held.get('/users/me/privacy')).data.hold).toMatchObject({ reason: null });
    expect((await held.delete(`/users/${id}/privacy/hold`)).status).toBe(403);
    expect((await admin.delete(`/users/${id}/privacy/hold`)).status).toBe(200);
    expect(codeOf(await admin.delete(`/users/${id}/privacy/hold`))).toBe('NOT_FOUND');
    expect((await admin.post(`/users/${id}/privacy/erasure`, erasure)).data).toMatchObject({ erased: true });
    expect(await db().reader('account_holds').where({ user_id: id }).first()).toMatchObject({ reason: null });
  });

  it('keeps somebody whose own wish is due', async () => {
    const person = await make('late');
    await person.post('/users/me/privacy/erasure', { confirm: 'late@example.org' });
    await admin.put(`/users/${people['late']}/privacy/hold`, { reason: 'Records must be kept' });
    site.advance(15 * DAY);
    await runJob(site, 'privacy.erase-due');
    expect(await isErased('late')).toBe(false);
    admin = await back('ada');
    await admin.delete(`/users/${people['late']}/privacy/hold`);
    await runJob(site, 'privacy.erase-due');
    expect(await isErased('late')).toBe(true);
  });
});
