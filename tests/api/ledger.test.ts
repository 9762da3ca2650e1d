import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHash, verify } from 'node:crypto';
import { canonical } from '../../server/platform/db/act-rules.ts';
import type { LedgerEntry, Seal } from '../../server/ledger/contract.ts';
import { type Caller, caller, PASSWORD, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { eventually } from '../harness/eventually.ts';
import { plantActs, verified, withoutGuards } from '../harness/ledger.ts';

let site: TestAcademy;
let admin: Caller;

const MINUTE = 60_000;

beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator'], { first_name: 'Marisol', last_name: 'Vega' });
});
afterAll(() => site.stop());

const newest = async (query: string): Promise<LedgerEntry> =>
  (await admin.get(`/activity?per_page=1&${query}`)).data[0];

/** What is exported as lines of JSON. */
async function linesOf(query: string) {
  const headers = { authorization: `Bearer ${admin.token}` };
  const response = await fetch(`${site.origin}/api/v1/activity/export?format=json&${query}`, { headers });
  const lines = (await response.text()).trim().split('\n');
  return lines.map(line => JSON.parse(line));
}

/** Lets the time pass after which a seal is due, and sets it. */
async function sealed(): Promise<Seal> {
  site.advance(11 * MINUTE);
  admin = await site.person(['administrator']);
  const { last } = (await admin.get('/ledger')).data;
  const at = new Date(site.now()).toISOString();
  const job = { name: 'ledger.seal', payload: '{}', state: 'queued', run_at: at, max_attempts: 1, created_at: at };
  await site.academy.db.writer.transaction(tx => tx('jobs').insert(job));
  site.academy.wake();
  return eventually('it is sealed', async () => {
    const { last_seal } = (await admin.get('/ledger')).data;
    return last_seal?.entry_id >= last ? (last_seal as Seal) : undefined;
  });
}

describe('an act', () => {
  it('says who, what, from where, by which request, and what was changed', async () => {
    const sam = await site.person(['student'], { first_name: 'Sam', last_name: 'Reed' });
    const headers = { 'x-request-id': 'roles-of-sam', 'user-agent': 'Test browser' };
    const roles = ['student', 'instructor'];
    expect((await admin.request('PUT', `/users/${sam.userId}/roles`, { roles }, headers)).status).toBe(200);
    expect(await newest('action=user.roles')).toMatchObject({
      who: 'Marisol Vega',
      user_id: admin.userId,
      resource_type: 'user',
      resource_id: sam.userId,
      what: 'Sam Reed',
      details: { roles: { from: ['student'], to: roles } },
      ip: '127.0.0.1',
      user_agent: 'Test browser',
      request_id: 'roles-of-sam',
      via: null,
      impersonator: null,
      session_id: expect.any(Number),
    });
  });

  it('of a refused sign-in names the account, never what was typed', async () => {
    const sam = await site.person(['student'], { email: 'known@example.org' });
    await site.visitor.post('/auth/login', { email: 'known@example.org', password: 'not the password' });
    expect(await newest('action=session.refused')).toMatchObject({
      user_id: null,
      resource_type: 'user',
      resource_id: sam.userId,
      details: { reason: 'password' },
    });
    await site.visitor.post('/auth/login', { email: 'nobody-has-this@example.org', password: PASSWORD });
    const unknown = await newest('action=session.refused');
    expect(unknown).toMatchObject({ resource_id: null, details: { reason: 'unknown' } });
    expect(JSON.stringify(unknown)).not.toContain('nobody-has-this');
  });

  it('of changed settings says what was and what is', async () => {
    expect((await admin.put('/site', { name: 'Ridgeline' })).status).toBe(200);
    const { details } = await newest('action=site.update');
    expect(details).toMatchObject({ name: { to: 'Ridgeline' } });
  });
});

describe('the room', () => {
  it('finds acts by person, thing, kind, period, address and text', async () => {
    const found = async (query: string): Promise<string[]> =>
      (await admin.get(`/activity?per_page=100&${query}`)).data.map((entry: LedgerEntry) => entry.action);
    expect(await found('who=marisol&action=user')).toEqual(['user.roles']);
    expect(await found('text=sam%20reed&action=user')).toEqual(['user.roles']);
    expect(await found('text=ridgeline')).toEqual(['site.update']);
    expect(await found('address=127.0&action=user.roles')).toEqual(['user.roles']);
    expect(await found('address=10.9')).toEqual([]);
    expect(await found(`user_id=${admin.userId}&resource_type=user`)).toEqual(['user.roles']);
    expect(await found(`from=${new Date(site.now() + MINUTE).toISOString()}`)).toEqual([]);
    expect(await found(`to=${new Date(site.now() - 60 * MINUTE).toISOString()}`)).toEqual([]);
    expect((await admin.get('/activity?address=%25')).status).toBe(400);
  });

  it('takes the list along as a table, and writes that down', async () => {
    const { status, text, headers } = await admin.get('/activity/export?action=user.roles');
    expect(status).toBe(200);
    expect(headers.get('content-disposition')).toContain('lyceum-audit-');
    const lines = text.trim().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('user.roles,Marisol Vega');
    expect(await newest('action=ledger.export')).toMatchObject({
      details: { format: 'csv', filter: { action: 'user.roles' } },
    });
  });

  it('names both persons of what an administrator does as somebody else, in search and in exports', async () => {
    const boss = await site.person(['administrator'], { first_name: 'Ingrid', last_name: 'Holm' });
    const teacher = await site.person(['instructor'], { first_name: 'Tomás', last_name: 'Rivas' });
    const { data } = await boss.post(`/users/${teacher.userId}/impersonate`, {});
    const asTeacher = caller(site.origin, teacher.userId, data.token);
    const draft = { title: 'Made in his name', description: 'D', difficulty_level: 'beginner' };
    expect((await asTeacher.post('/courses', draft)).status).toBe(201);
    const both = {
      who: 'Tomás Rivas',
      user_id: teacher.userId,
      impersonator: 'Ingrid Holm',
      impersonator_id: boss.userId,
    };
    for (const query of ['who=ingrid', 'who=tomas', `user_id=${boss.userId}`, `user_id=${teacher.userId}`])
      expect(await newest(`action=course.create&${query}`), query).toMatchObject(both);
    const table = await admin.get('/activity/export?action=course.create&who=ingrid');
    expect(table.text).toMatch(new RegExp(`Tomás Rivas,${teacher.userId},.*,Ingrid Holm,${boss.userId},`));
    const lines = await linesOf('action=course.create&who=ingrid');
    expect(lines.slice(1).map(({ entry }) => entry)).toMatchObject([
      { user_id: teacher.userId, impersonator_id: boss.userId },
    ]);
  });

  it('goes on naming somebody whose account was merged, and says into whose', async () => {
    const old = await site.person(['instructor'], { first_name: 'Lucía', last_name: 'Prat' });
    const kept = await site.person(['instructor'], { first_name: 'Lucía', last_name: 'Serra' });
    await old.post('/courses', { title: 'Before', description: 'D', difficulty_level: 'beginner' });
    await admin.post(`/users/${old.userId}/suspend`);
    const merged = await admin.post(`/users/${kept.userId}/merge`, { other: old.userId, roles: ['instructor'] });
    expect(merged.errors).toEqual([]);
    const was = { user_id: old.userId, who: 'Lucía Prat', who_now: 'Lucía Serra' };
    for (const query of ['who=prat', 'who=lucia%20serra', `user_id=${kept.userId}`])
      expect(await newest(`action=course.create&${query}`), query).toMatchObject(was);
    expect(await newest('action=user.suspend&text=prat')).toMatchObject({
      what: 'Lucía Prat',
      what_now: 'Lucía Serra',
    });
    expect((await admin.get('/activity/export?action=course.create&who=prat')).text).toContain('Lucía Prat,');
    expect(await newest(`user_id=${admin.userId}&action=user.merge`)).toMatchObject({ what_now: null, who_now: null });
  });

  it('turns its pages from either end', async () => {
    await plantActs(site.academy.db, 1300, new Date(site.now()).toISOString());
    const page = async (number: number) => {
      const { data, meta } = await admin.get(`/activity?action=test&per_page=100&page=${number}`);
      return { total: meta.pagination?.total, about: data.map((entry: LedgerEntry) => entry.resource_id) };
    };
    const about = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, n) => from - n);
    expect(await page(1)).toEqual({ total: 1300, about: about(1300, 1201) });
    expect(await page(10)).toEqual({ total: 1300, about: about(400, 301) });
    expect(await page(11)).toEqual({ total: 1300, about: about(300, 201) });
    expect(await page(13)).toEqual({ total: 1300, about: about(100, 1) });
    expect(await page(14)).toEqual({ total: 1300, about: [] });
    const { meta } = await admin.get('/activity?per_page=100&page=14');
    const { data } = await admin.get('/ledger');
    expect(meta.pagination?.total).toBe(data.last - data.first + 1);
  });

  it('is for administrators', async () => {
    const student = await site.person();
    for (const path of ['/activity', '/activity/export', '/ledger']) expect((await student.get(path)).status).toBe(403);
    expect((await student.post('/ledger/verify')).status).toBe(403);
  });
});

describe('an export', () => {
  it('is verified by an outsider with nothing but what the format says', async () => {
    await sealed();
    const [head, ...entries] = await linesOf('');
    let before = '0'.repeat(64);
    for (const { entry, before: said, hash } of entries) {
      expect(said).toBe(before);
      before = createHash('sha256')
        .update(`${before}\n${canonical(entry)}`)
        .digest('hex');
      expect(hash).toBe(before);
    }
    expect(head).toMatchObject({ format: 'lyceum-ledger-1', whole: true });
    for (const { signature, key_id, ...said } of head.seals as Seal[]) {
      expect(key_id).toBe(head.key_id);
      const text_ = Buffer.from(canonical({ format: 'lyceum-ledger-1', ...said }));
      expect(verify(null, text_, head.public_key, Buffer.from(signature, 'base64'))).toBe(true);
      expect(entries.find(({ entry }) => entry.id === said.entry_id)?.hash).toBe(said.entry_hash);
    }
  });
});

describe('a verification', () => {
  it('under way is cancelled: no verdict comes of it, and the next one is whole', async () => {
    const before = await verified(admin);
    const { read } = site.academy.db;
    const { all } = read;
    let open = () => {};
    const opened = new Promise<void>(resolve => (open = resolve));
    let reached = false;
    // As a disk would that is slow: the first entries come when it has been cancelled.
    read.all = async (sql, params) => {
      if (sql.includes('from user_activity_logs where id >= ?')) {
        reached = true;
        await opened;
      }
      return all(sql, params);
    };
    try {
      const { data } = await admin.post('/ledger/verify');
      await eventually('it reads', () => reached);
      expect((await admin.get('/ledger')).data.job_id).toBe(data.job_id);
      expect((await admin.post('/ledger/verify')).errors[0]?.code).toBe('CONFLICT');
      expect((await admin.post(`/jobs/${data.job_id}/cancel`)).status).toBe(200);
      open();
      await eventually(
        'it is cancelled',
        async () => (await admin.get(`/jobs/${data.job_id}`)).data.state === 'cancelled',
      );
    } finally {
      open();
      read.all = all;
    }
    const { verdict, job_id } = (await admin.get('/ledger')).data;
    expect({ verdict, job_id }).toEqual({ verdict: before, job_id: null });
    expect((await verified(admin)).entries).toBeGreaterThan(before.entries);
  });
});

describe('the ledger', () => {
  it('is never changed, and nothing is taken out of it', async () => {
    const { writer } = site.academy.db;
    await expect(writer('user_activity_logs').where({ id: 2 }).update({ action: 'x.y' })).rejects.toThrow(/ledger/);
    await expect(writer('user_activity_logs').where({ id: 2 }).delete()).rejects.toThrow(/ledger/);
    await expect(writer('ledger_seals').update({ entry_id: 1 })).rejects.toThrow(/ledger/);
    await expect(writer('ledger_seals').delete()).rejects.toThrow(/ledger/);
  });

  it('is intact, says up to where it is sealed, and the check agrees', async () => {
    const seal = await sealed();
    expect(await verified(admin)).toMatchObject({ ok: true, scope: 'full', first: 1, sealed: seal.entry_id });
    const { checks } = await site.academy.doctor();
    expect(checks.find(({ name }) => name === 'ledger-intact')).toMatchObject({
      finding: { state: 'ok', code: 'ledger-intact' },
    });
  });

  it('names a change behind its back; the check tells it and no seal is put on it', async () => {
    const { db } = site.academy;
    await withoutGuards(db);
    const [was] = await db.writer('user_activity_logs').where({ id: 3 }).select('action');
    await db.writer('user_activity_logs').where({ id: 3 }).update({ action: 'nothing.happened' });
    expect(await verified(admin)).toMatchObject({ ok: false, trouble: { kind: 'changed', entry: 3 } });
    const { checks } = await site.academy.doctor();
    expect(checks.find(({ name }) => name === 'ledger-intact')).toMatchObject({
      finding: { state: 'failing', code: 'ledger-broken', values: { entry: 3 } },
    });
    await db.writer('user_activity_logs').where({ id: 3 }).update(was);
    expect(await verified(admin)).toMatchObject({ ok: true });
  });

  it('tells that the end was cut off together with its seals', async () => {
    const { db } = site.academy;
    const { entry_id } = await sealed();
    const cut = entry_id - 4;
    await db.writer('ledger_seals').where('entry_id', '>=', cut).delete();
    await db.writer('user_activity_logs').where('id', '>=', cut).delete();
    expect(await verified(admin)).toMatchObject({ ok: false, trouble: { kind: 'end-missing', until: entry_id } });
  });
});
