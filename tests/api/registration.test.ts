/** Coming in by oneself, with and without mail, with and without an invitation. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertCourse } from '../factories/courses.ts';
import { type Answer, type Caller, PASSWORD, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { eventually } from '../harness/eventually.ts';
import { runJob } from '../harness/jobs.ts';
import { actsOn, codeOf, mailTo, signedInAs, signIn, tokenIn } from '../harness/letters.ts';
import { type MailServer, startMailServer } from '../harness/smtp.ts';

const DAY = 86_400_000;
const NEW_PASSWORD = 'a brand new password';

let site: TestAcademy;
let admin: Caller;
beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator'], { first_name: 'Marisol', last_name: 'Vega', email: 'boss@example.org' });
  await admin.put('/site', { name: 'Northgate Academy', registration: 'open' });
});
afterAll(() => site.stop());

let count = 0;
const somebody = (more = {}) => {
  const email = `newcomer${++count}@example.org`;
  return { first_name: 'Ama', last_name: 'Mensah', email, password: NEW_PASSWORD, ...more };
};
const register = (person: object) => site.visitor.post('/auth/register', person);
const invite = async (wish: object = {}) => {
  const { status, data } = await admin.post('/registration-invitations', { label: 'Evening class', ...wish });
  expect(status).toBe(201);
  return data as { id: number; code: string; url: string };
};

describe('an academy without mail', () => {
  it('signs in whoever registers, and tells that an address is taken', async () => {
    const person = somebody();
    const { status, data } = await register(person);
    expect(status).toBe(201);
    expect(data).toMatchObject({ verify_email: false, user: { email: person.email, roles: ['student'] } });
    expect(data.token).toBeTruthy();
    expect((await register({ ...person, email: person.email.toUpperCase() })).errors[0]).toMatchObject({
      code: 'EMAIL_TAKEN',
      field: 'email',
    });
  });

  it('that is closed takes nobody in, with an invitation or without', async () => {
    const { code } = await invite();
    await admin.put('/site', { registration: 'closed' });
    expect(codeOf(await register(somebody()))).toBe('REGISTRATION_CLOSED');
    expect(codeOf(await register(somebody({ invitation: code })))).toBe('REGISTRATION_CLOSED');
    await admin.put('/site', { registration: 'open' });
  });

  it('lets people ask for another address, which an administrator hands out', async () => {
    const learner = await site.person();
    expect((await learner.get('/users/me/email')).data).toMatchObject({ by_mail: false, pending: null });
    const { data } = await learner.put('/users/me/email', { email: 'other@example.org' });
    expect(data).toMatchObject({ by_mail: false, pending: { new_email: 'other@example.org' } });
  });
});

describe('an invitation to register', () => {
  it('is needed where registration is by invitation, and shows what it is for', async () => {
    const course = await insertCourse(site.academy.db, { instructor_id: admin.userId as number, title: 'Networks' });
    const { id, code, url } = await invite({ label: 'Spring class', course_ids: [course], max_uses: 3 });
    expect(code).toMatch(/^[A-Z2-9]{5}-[A-Z2-9]{5}$/);
    expect(url).toBe(`${site.origin}/register?invitation=${code}`);
    await admin.put('/site', { registration: 'invitation' });
    expect(codeOf(await register(somebody()))).toBe('INVITATION_NEEDED');
    const typed = ` ${code.toLowerCase().replace('-', ' ')} `;
    const { data: facts } = await site.visitor.post('/auth/invitation', { code: typed });
    expect(facts).toMatchObject({ label: 'Spring class', courses: [{ id: course, title: 'Networks' }] });
    const { status, data } = await register(somebody({ invitation: typed }));
    expect(status).toBe(201);
    const learner = (await admin.get(`/users/${data.user.id}`)).data;
    expect(learner.roles).toEqual(['student']);
    const courses = await admin.get(`/users/${data.user.id}/courses`);
    expect(
      courses.status === 200 ? courses.data.map((one: { course: { id: number } }) => one.course.id) : courses.text,
    ).toEqual([course]);
    expect((await admin.get(`/registration-invitations/${id}/uses`)).data).toMatchObject([
      { user: { id: data.user.id } },
    ]);
    const listed = (await admin.get('/registration-invitations')).data.find((one: { id: number }) => one.id === id);
    expect(listed).toMatchObject({ used: 1, max_uses: 3, state: 'open', created_by: 'Marisol Vega' });
    expect(await actsOn(site, 'user', data.user.id as number)).toContainEqual({
      action: 'user.register',
      details: { invitation: id },
    });
    await admin.put('/site', { registration: 'open' });
  });

  it('gives its last place to one of many who come at once', async () => {
    const { id, code } = await invite({ max_uses: 1 });
    const answers = await Promise.all(Array.from({ length: 5 }, () => register(somebody({ invitation: code }))));
    expect(answers.filter(answer => answer.status === 201)).toHaveLength(1);
    expect(answers.filter(answer => codeOf(answer) === 'INVITATION_USED_UP')).toHaveLength(4);
    expect((await admin.get(`/registration-invitations/${id}/uses`)).data).toHaveLength(1);
  });

  it('says why it does not work', async () => {
    const { id, code } = await invite();
    expect((await admin.delete(`/registration-invitations/${id}`)).status).toBe(200);
    expect((await admin.delete(`/registration-invitations/${id}`)).status).toBe(409);
    expect(codeOf(await register(somebody({ invitation: code })))).toBe('INVITATION_REVOKED');
    expect((await site.visitor.post('/auth/invitation', { code: 'AAAAA-AAAAA' })).errors[0]).toMatchObject({
      code: 'INVITATION_UNKNOWN',
      field: 'invitation',
    });
    expect((await actsOn(site, 'registration_invitation', id)).map(({ action }) => action)).toEqual([
      'user.invitation-create',
      'user.invitation-revoke',
    ]);
  });

  it('lets people in although its course is full, and takes nobody too many', async () => {
    const course = await insertCourse(site.academy.db, { instructor_id: admin.userId as number, capacity: 1 });
    const { code } = await invite({ course_ids: [course] });
    const [first, second] = [
      await register(somebody({ invitation: code })),
      await register(somebody({ invitation: code })),
    ];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect((await admin.get(`/users/${first.data.user.id}/courses`)).data).toHaveLength(1);
    expect((await admin.get(`/users/${second.data.user.id}/courses`)).data).toHaveLength(0);
  });

  it('is made by administrators only, for published courses', async () => {
    const teacher = await site.person(['instructor']);
    expect((await teacher.post('/registration-invitations', { label: 'x' })).status).toBe(403);
    expect((await teacher.get('/registration-invitations')).status).toBe(403);
    const draft = await insertCourse(site.academy.db, { instructor_id: admin.userId as number, status: 'draft' });
    const refused = await admin.post('/registration-invitations', { label: 'x', course_ids: [draft] });
    expect(refused.errors[0]).toMatchObject({ code: 'CONFLICT', field: 'course_ids' });
  });
});

describe('an academy with mail', () => {
  let server: MailServer;
  beforeAll(async () => {
    server = await startMailServer();
    await admin.put('/site', { registration: 'open' });
    const way = { host: '127.0.0.1', port: server.port, security: 'none', from_address: 'a@northgate.test' };
    await admin.put('/mail/settings', { enabled: true, per_minute: 6000, ...way });
  });
  afterAll(() => server.stop());

  const verify = (token: string) => site.visitor.post('/auth/verify-email', { token });

  it('gives one answer to every address, does the same work for it, and lets nobody in yet', async () => {
    const known = await site.person(['student'], { email: 'known@example.org' });
    const answers: Answer[] = [];
    const work: string[][] = [];
    for (const email of ['unknown@example.org', 'Known@Example.org'])
      work.push(
        (
          await site.queriesOf(async () => {
            answers.push(await register(somebody({ email })));
          })
        ).filter(sql => /pending_registrations|users/.test(sql) && sql.startsWith('insert')),
      );
    const [one, other] = answers as [Answer, Answer];
    expect(one.status).toBe(202);
    expect({ ...one.data, expires_at: '' }).toEqual({
      user: null,
      token: null,
      refresh_token: null,
      expires_at: '',
      verify_email: true,
    });
    expect({ ...other.data, expires_at: '' }).toEqual({ ...one.data, expires_at: '' });
    expect([other.status, [...other.headers.keys()].toSorted()]).toEqual([
      one.status,
      [...one.headers.keys()].toSorted(),
    ]);
    expect(work[0]).toEqual(work[1]);
    expect(work[0]).toHaveLength(1);
    expect(await mailTo(admin, 'known@example.org', 'account-exists')).toContain('account with it already');
    expect(tokenIn(await mailTo(admin, 'unknown@example.org', 'verify-email'))).toBeTruthy();
    expect(codeOf(await signIn(site, 'unknown@example.org', NEW_PASSWORD))).toBe('WRONG_CREDENTIALS');
    expect((await signIn(site, 'known@example.org', PASSWORD)).status).toBe(200);
    expect((await known.get('/users/me')).status).toBe(200);
  });

  it('lets somebody in by the link, once', async () => {
    const person = somebody();
    await register(person);
    const token = tokenIn(await mailTo(admin, person.email, 'verify-email'));
    const both = await Promise.all([verify(token), verify(token)]);
    expect(both.map(answer => answer.status).toSorted((a, b) => a - b)).toEqual([200, 410]);
    expect(both.find(answer => answer.status === 200)?.data).toMatchObject({ user: { email: person.email } });
    expect(codeOf(await verify(token))).toBe('LINK_USED');
    expect((await signIn(site, person.email, NEW_PASSWORD)).status).toBe(200);
  });

  it('keeps the password of whoever followed the link, not of whoever wrote the same address', async () => {
    const email = 'wanted@example.org';
    await register(somebody({ email, password: 'password of the stranger' }));
    const strangers = tokenIn(await mailTo(admin, email, 'verify-email'));
    await register(somebody({ email }));
    await eventually(
      'the second link is made',
      async () => tokenIn(await mailTo(admin, email, 'verify-email')) !== strangers,
    );
    expect((await verify(tokenIn(await mailTo(admin, email, 'verify-email')))).status).toBe(200);
    expect(codeOf(await verify(strangers))).toBe('LINK_UNKNOWN');
    expect(codeOf(await signIn(site, email, 'password of the stranger'))).toBe('WRONG_CREDENTIALS');
    expect((await signIn(site, email, NEW_PASSWORD)).status).toBe(200);
  });

  it('sends the link anew, after which the older one stops working; a few times', async () => {
    const person = somebody();
    await register(person);
    const old = tokenIn(await mailTo(admin, person.email, 'verify-email'));
    const resend = (email: string) => site.visitor.post('/auth/verify-email/resend', { email });
    expect((await resend(person.email)).data).toEqual((await resend('nobody-at-all@example.org')).data);
    await eventually(
      'another link is sent',
      async () => tokenIn(await mailTo(admin, person.email, 'verify-email')) !== old,
    );
    expect(codeOf(await verify(old))).toBe('LINK_REVOKED');
    const statuses = [];
    for (let n = 0; n < 4; n++) statuses.push((await resend(person.email)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
  });

  it('leads nowhere but to the academy, whatever host a visitor writes', async () => {
    for (const host of ['evil.example', 'localhost.evil.example', '127.evil.example']) {
      const person = somebody();
      await site.visitor.request('POST', '/auth/register', person, { host });
      const text = await mailTo(admin, person.email, 'verify-email');
      expect(text).toContain(`${site.origin}/verify-email#`);
      expect(text).not.toContain('evil');
    }
  });

  it('does not send what a stranger typed', async () => {
    const person = somebody({ first_name: 'Buy at shop.example' });
    await register(person);
    expect(await mailTo(admin, person.email, 'verify-email')).not.toContain('shop.example');
    await eventually('it has left', () => server.messages.some(({ to }) => to.includes(person.email)));
    expect(server.messages.find(({ to }) => to.includes(person.email))?.raw).not.toContain('shop.example');
  });

  it('holds the place of an invitation until the registration is confirmed or forgotten', async () => {
    const fresh = await invite({ max_uses: 2, days: null });
    const [comes, forgets] = [somebody({ invitation: fresh.code }), somebody({ invitation: fresh.code })];
    await register(comes);
    await register(forgets);
    expect(codeOf(await register(somebody({ invitation: fresh.code })))).toBe('INVITATION_USED_UP');
    const { data } = await verify(tokenIn(await mailTo(admin, comes.email, 'verify-email')));
    const unconfirmed = tokenIn(await mailTo(admin, forgets.email, 'verify-email'));
    site.advance(8 * DAY);
    admin = await signedInAs(site, 'boss@example.org');
    await runJob(site, 'registration.clean');
    expect(codeOf(await verify(unconfirmed))).toBe('LINK_UNKNOWN');
    const uses = (await admin.get(`/registration-invitations/${fresh.id}/uses`)).data;
    expect(uses).toMatchObject([{ user: { id: data.user.id } }]);
    expect((await register(somebody({ invitation: fresh.code }))).status).toBe(202);
  });
});
