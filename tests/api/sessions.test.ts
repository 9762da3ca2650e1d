/** Where people are signed in, what they are told of it, how sessions end, and an administrator's look as somebody else. */
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../harness/eventually.ts';
import { type Answer, type Caller, caller, PASSWORD, startAcademy, type TestAcademy } from '../harness/academy.ts';

const MINUTE = 60_000;
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0';
const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1';

let site: TestAcademy;
let admin: Caller;
beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator'], { first_name: 'Marisol', last_name: 'Vega', email: 'boss@example.org' });
});
afterAll(() => site.stop());

let count = 0;
/** Somebody new who has not signed in with any browser. */
async function newcomer(): Promise<{ email: string; id: number }> {
  const email = `newcomer${++count}@example.org`;
  const { data } = await admin.post('/users', { first_name: 'Sam', last_name: 'Reed', email, password: PASSWORD });
  return { email, id: data.user.id as number };
}

/** Signs in with this browser; `caller` speaks with the token. */
async function enter(email: string, userAgent: string, own = site) {
  const answer = await own.visitor.request(
    'POST',
    '/auth/login',
    { email, password: PASSWORD },
    { 'user-agent': userAgent },
  );
  expect(answer.status, answer.text).toBe(200);
  const { token, refresh_token: refreshToken, user } = answer.data;
  return { caller: caller(own.origin, user.id, token), refreshToken: refreshToken as string };
}

const refresh = (refresh_token: string, own = site) => own.visitor.post('/auth/refresh', { refresh_token });
async function lastSeen({ academy }: TestAcademy): Promise<number> {
  const row = await academy.db.read.get<{ at: string }>(
    'select last_seen_at as at from sessions order by id desc limit 1',
  );
  return Date.parse(row?.at ?? '');
}

const codeOf = ({ errors }: Answer) => errors[0]?.code;

describe('where somebody is signed in', () => {
  it('is listed with device, address and the one that asks; one is ended alone', async () => {
    const { email } = await newcomer();
    const [desk, phone] = [await enter(email, FIREFOX), await enter(email, SAFARI)];
    const { data } = await desk.caller.get('/users/me/sessions');
    expect(data).toHaveLength(2);
    expect(data.find((one: { current: boolean }) => one.current)).toMatchObject({
      device: { browser: 'Firefox', system: 'Windows', kind: 'computer' },
      address: '127.0.0.1',
      impersonated: false,
    });
    const other = data.find((one: { current: boolean }) => !one.current);
    expect(other.device).toEqual({ browser: 'Safari', system: 'iPhone', kind: 'phone' });
    expect((await desk.caller.delete(`/users/me/sessions/${other.id}`)).status).toBe(200);
    expect(codeOf(await phone.caller.get('/users/me'))).toBe('UNAUTHENTICATED');
    expect(codeOf(await refresh(phone.refreshToken))).toBe('UNAUTHENTICATED');
    expect((await desk.caller.get('/users/me')).status).toBe(200);
    expect((await desk.caller.delete(`/users/me/sessions/${other.id}`)).status).toBe(404);
  });

  it('can be left everywhere else at once', async () => {
    const { email } = await newcomer();
    const [here, one, two] = [await enter(email, FIREFOX), await enter(email, SAFARI), await enter(email, FIREFOX)];
    expect((await here.caller.post('/users/me/sign-out-elsewhere')).data).toEqual({ ended: 2 });
    for (const { caller: gone } of [one, two]) expect((await gone.get('/users/me')).status).toBe(401);
    expect((await here.caller.get('/users/me/sessions')).data).toHaveLength(1);
  });

  it('is for the person and administrators only', async () => {
    const [one, two] = [await newcomer(), await newcomer()];
    const [mine, theirs] = [await enter(one.email, FIREFOX), await enter(two.email, FIREFOX)];
    expect((await mine.caller.get(`/users/${two.id}/sessions`)).status).toBe(404);
    const [session] = (await theirs.caller.get('/users/me/sessions')).data;
    expect((await mine.caller.delete(`/users/me/sessions/${session.id}`)).status).toBe(404);
    expect((await admin.delete(`/users/${two.id}/sessions/${session.id}`)).status).toBe(200);
    expect((await theirs.caller.get('/users/me')).status).toBe(401);
  });
});

describe('a refresh token that comes back', () => {
  it('ends its session, and the person is told at the next sign-in until they put it away', async () => {
    const { email } = await newcomer();
    const stolen = await enter(email, SAFARI);
    await refresh(stolen.refreshToken);
    expect(codeOf(await refresh(stolen.refreshToken))).toBe('REFRESH_REUSED');
    expect((await stolen.caller.get('/users/me')).status).toBe(401);
    const { caller: back } = await enter(email, SAFARI);
    const { notices } = (await back.get('/users/me/session')).data;
    expect(notices).toEqual([
      expect.objectContaining({
        kind: 'session-reused',
        address: '127.0.0.1',
        device: expect.objectContaining({ system: 'iPhone' }),
      }),
    ]);
    const acts = (await back.get('/users/me/security')).data.acts as { action: string }[];
    expect(acts.map(({ action }) => action)).toEqual(expect.arrayContaining(['session.reused', 'session.sign-in']));
    expect((await back.delete(`/users/me/notices/${notices[0].id}`)).status).toBe(200);
    expect((await back.get('/users/me/session')).data.notices).toEqual([]);
  });
});

describe('a new device', () => {
  it('is told of, but neither the first one nor one that is known', async () => {
    const { email } = await newcomer();
    const first = await enter(email, FIREFOX);
    expect((await first.caller.get('/users/me/session')).data.notices).toEqual([]);
    await enter(email, FIREFOX.replaceAll('145', '146'));
    expect((await first.caller.get('/users/me/session')).data.notices).toEqual([]);
    const other = await enter(email, SAFARI);
    // Whoever signed in with it knows.
    expect((await other.caller.get('/users/me/session')).data.notices).toEqual([]);
    const { notices } = (await first.caller.get('/users/me/session')).data;
    expect(notices.map((notice: { kind: string }) => notice.kind)).toEqual(['new-device']);
  });

  it('is told by mail unless the person does not want it', async () => {
    const { email } = await newcomer();
    const { caller: me } = await enter(email, FIREFOX);
    expect((await me.get('/users/me/security')).data).toMatchObject({ by_mail: false, mails_new_device: true });
    expect((await me.put('/users/me/security', { mails_new_device: false })).status).toBe(200);
    expect((await me.get('/users/me/security')).data.mails_new_device).toBe(false);
  });
});

describe('changing the own password', () => {
  it('asks for the present one, and signs out everywhere else', async () => {
    const { email } = await newcomer();
    const [here, there] = [await enter(email, FIREFOX), await enter(email, SAFARI)];
    const change = (current_password: string, password: string) =>
      here.caller.post('/users/me/password', { current_password, password });
    const wrong = await change('not the password', 'another long one');
    expect([wrong.status, wrong.errors[0]?.field]).toEqual([400, 'current_password']);
    expect((await change(PASSWORD, PASSWORD)).errors[0]?.field).toBe('password');
    expect((await change(PASSWORD, 'short')).errors[0]?.field).toBe('password');
    expect((await there.caller.get('/users/me')).status).toBe(200);
    expect((await change(PASSWORD, 'another long one')).data).toEqual({ ended: 1 });
    expect((await there.caller.get('/users/me')).status).toBe(401);
    expect((await here.caller.get('/users/me')).status).toBe(200);
    expect(codeOf(await site.visitor.post('/auth/login', { email, password: PASSWORD }))).toBe('WRONG_CREDENTIALS');
    expect((await site.visitor.post('/auth/login', { email, password: 'another long one' })).status).toBe(200);
  });
});

describe('rules of sessions', () => {
  let own: TestAcademy;
  let boss: Caller;
  beforeAll(async () => {
    own = await startAcademy();
    boss = await own.person(['administrator'], { email: 'boss@example.org' });
    const sessions = { idle: 12, idle_privileged: 6, longest_days: 1, show_last_sign_in: true };
    await boss.put('/sign-in-rules', { sessions });
    await own.person(['student'], { email: 'learner@example.org' });
  });
  afterAll(() => own.stop());

  it('end a session in which nobody is there, sooner for administrators, and no page keeps it alive on its own', async () => {
    const learner = (await enter('learner@example.org', FIREFOX, own)).caller;
    const unattended = { 'x-lyceum-seen': '600' };
    expect((await learner.get('/users/me/session', { 'x-lyceum-seen': '0' })).data.idle_minutes).toBe(12);
    own.advance(8 * MINUTE);
    expect((await learner.get('/users/me', unattended)).status).toBe(200);
    expect((await boss.get('/users/me', unattended)).status).toBe(401);
    own.advance(5 * MINUTE + 1);
    expect(codeOf(await learner.get('/users/me', unattended))).toBe('UNAUTHENTICATED');
  });

  it('let a session live on while somebody is there', async () => {
    const { caller: learner, refreshToken } = await enter('learner@example.org', FIREFOX, own);
    own.advance(8 * MINUTE);
    expect((await learner.post('/auth/activity')).status).toBe(200);
    // Written down for all sessions of the process together, a little later.
    await eventually('that somebody was there is written down', async () => (await lastSeen(own)) > own.now() - MINUTE);
    own.advance(5 * MINUTE + 1);
    expect((await learner.get('/users/me', { 'x-lyceum-seen': '300' })).status).toBe(200);
    expect((await refresh(refreshToken, own)).status).toBe(200);
  });

  it('say when the last sign-in was, and end every session after its longest time', async () => {
    const chief = await own.person(['administrator']);
    expect((await chief.put('/sign-in-rules', { sessions: { idle: 0, idle_privileged: 0 } })).status).toBe(200);
    const { refreshToken } = await enter('learner@example.org', SAFARI, own);
    own.advance(MINUTE);
    const { caller: again } = await enter('learner@example.org', FIREFOX, own);
    expect((await again.get('/users/me/session')).data.last_sign_in).toMatchObject({
      address: '127.0.0.1',
      device: { system: 'iPhone' },
    });
    own.advance(23 * 60 * MINUTE);
    const carried = await refresh(refreshToken, own);
    expect(carried.status).toBe(200);
    own.advance(60 * MINUTE);
    expect(codeOf(await refresh(carried.data.refresh_token, own))).toBe('UNAUTHENTICATED');
  });
});

describe('a socket', () => {
  it('of a session that ended meanwhile is refused as nobody, so that the page asks to sign in', async () => {
    const person = await site.person();
    const sessions = (await admin.get(`/users/${person.userId}/sessions`)).data as { id: number }[];
    for (const session of sessions) await admin.delete(`/users/${person.userId}/sessions/${session.id}`);
    const socket = io(site.origin, {
      path: '/socket',
      transports: ['websocket'],
      forceNew: true,
      auth: { token: person.token },
    });
    const { message } = await new Promise<Error>(resolve => socket.on('connect_error', resolve));
    socket.close();
    expect(message).toBe('UNAUTHENTICATED');
  });

  it('goes when nobody is there any more', async () => {
    const own = await startAcademy({ watch: true });
    try {
      const boss = await own.person(['administrator']);
      expect((await boss.put('/sign-in-rules', { sessions: { idle: 15 } })).status).toBe(200);
      const person = await own.person();
      const socket = io(own.origin, {
        path: '/socket',
        transports: ['websocket'],
        forceNew: true,
        auth: { token: person.token },
      });
      await eventually('the socket is connected', () => socket.connected);
      own.advance(17 * MINUTE);
      await eventually('the socket has gone', () => !socket.connected);
      socket.close();
      expect(
        await own.academy.db.read.get('select revoked_because from sessions where user_id = ?', [person.userId]),
      ).toEqual({
        revoked_because: 'idle',
      });
    } finally {
      await own.stop();
    }
  });
});

describe('seeing the academy as somebody else', () => {
  const begin = (id: number) => admin.post(`/users/${id}/impersonate`, {});

  it('gives their rights and no more, under both names, and leads back without signing in', async () => {
    const { id } = await newcomer();
    const { status, data } = await begin(id);
    expect(status).toBe(200);
    const sam = caller(site.origin, id, data.token);
    expect((await sam.get('/users/me')).data).toMatchObject({ id, first_name: 'Sam', roles: ['student'] });
    expect((await sam.get('/users/me/session')).data).toMatchObject({
      impersonator: { first_name: 'Marisol', last_name: 'Vega' },
      notices: [],
    });
    expect(codeOf(await sam.get('/users'))).toBe('FORBIDDEN');
    const back = await sam.post('/auth/impersonation/end');
    expect(back.data.user.id).toBe(admin.userId);
    expect((await sam.get('/users/me')).status).toBe(401);
    const again = caller(site.origin, admin.userId, back.data.token);
    expect((await again.get('/users')).status).toBe(200);
    const entries = (await again.get('/activity?kind=user')).data as { action: string }[];
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['user.impersonate', 'user.impersonate-end']),
    );
  });

  it('changes nothing of theirs that only they may', async () => {
    const { id } = await newcomer();
    const { data } = await begin(id);
    const sam = caller(site.origin, id, data.token);
    const refused = [
      await sam.post('/users/me/password', { current_password: PASSWORD, password: 'another long one' }),
      await sam.post('/auth/confirm', { password: PASSWORD }),
      await sam.post('/assessments/1/attempts', {}),
      await sam.post('/assessments/1/submit', { attempt_id: 1 }),
      await sam.post('/users/me/sign-out-elsewhere'),
      await sam.get('/users/me/security'),
    ];
    expect(refused.map(codeOf)).toEqual(refused.map(() => 'IMPERSONATED'));
  });

  it('is refused for administrators, oneself, the suspended and to everybody else', async () => {
    const other = await site.person(['administrator']);
    expect(codeOf(await begin(other.userId as number))).toBe('FORBIDDEN');
    expect(codeOf(await begin(admin.userId as number))).toBe('CONFLICT');
    expect((await begin(987_654_321)).status).toBe(404);
    const { id, email } = await newcomer();
    await admin.post(`/users/${id}/suspend`);
    expect(codeOf(await begin(id))).toBe('CONFLICT');
    await admin.post(`/users/${id}/reactivate`);
    const { caller: person } = await enter(email, FIREFOX);
    expect(codeOf(await person.post(`/users/${admin.userId}/impersonate`, {}))).toBe('FORBIDDEN');
  });

  it('is over after an hour, when the administrator is themself again, and with their own session', async () => {
    const own = await startAcademy();
    try {
      const boss = await own.person(['administrator']);
      const person = await own.person();
      let { data } = await boss.post(`/users/${person.userId}/impersonate`, {});
      const second = (await boss.post(`/users/${person.userId}/impersonate`, {})).data;
      for (let minutes = 0; minutes < 56; minutes += 14) {
        own.advance(14 * MINUTE);
        data = (await refresh(data.refresh_token, own)).data;
        expect(data.user.id).toBe(person.userId);
      }
      own.advance(5 * MINUTE);
      const back = await refresh(data.refresh_token, own);
      expect(back.data.user.id).toBe(boss.userId);
      await caller(own.origin, boss.userId, back.data.token).post('/auth/logout');
      expect((await refresh(second.refresh_token, own)).status).toBe(401);
    } finally {
      await own.stop();
    }
  });
});
