/** How learners reach the academy, over the API: who may look and change, the name, the poster, the test from a phone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReachMeasures } from '../../server/network/contract.ts';
import { type Caller, caller, startAcademy, type TestAcademy } from '../harness/academy.ts';

let site: TestAcademy;
let admin: Caller;
let student: Caller;

beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator']);
  student = await site.person(['student']);
});
afterAll(() => site.stop());

const good: ReachMeasures = {
  address_ok: true,
  name_ok: null,
  https_ok: null,
  latency_ms: 9,
  download_bps: 50_000_000,
  upload_bps: 9_000_000,
  clock_ms: 20,
  lacks: [],
  storage: true,
};

describe('the network', () => {
  it('is looked at and changed by administrators', async () => {
    for (const path of ['/network', '/network/poster', '/reach/tests', '/https'])
      expect((await student.get(path)).status, path).toBe(403);
    expect((await student.put('/network/settings', { lan_name: 'mine' })).status).toBe(403);
    expect((await site.visitor.get('/network')).status).toBe(401);
  });

  it('of a server that listens on its own machine alone has no address for learners, and says so', async () => {
    const { data } = await admin.get('/network');
    expect(data).toMatchObject({ lan_name: 'lyceum', addresses: [], learners_url: null, poster: null, https: 'none' });
    expect(['no-network', 'waiting']).toContain(data.short_name.state);
    const poster = await admin.get('/network/poster');
    expect([poster.status, poster.errors[0]?.message]).toEqual([409, expect.stringContaining('in no network')]);
  });

  it('takes a name as people type it, and refuses what no network understands', async () => {
    expect((await admin.put('/network/settings', { lan_name: ' NorthGate.local ' })).data.lan_name).toBe('northgate');
    for (const lan_name of ['two words', '-a', 'ö', 'a.b', ''])
      expect((await admin.put('/network/settings', { lan_name })).status, lan_name).toBe(400);
    expect((await admin.put('/network/settings', { announce: false })).data).toMatchObject({
      lan_name: 'northgate',
      announce: false,
      short_name: { state: 'off', url: null },
    });
    const empty = await admin.put('/network/settings', { lan_name: ' .local ' });
    expect([empty.status, empty.errors[0]]).toEqual([
      400,
      expect.objectContaining({ field: 'lan_name', message: expect.stringContaining('Write a name, or switch off') }),
    ]);
  });

  it('speaks of the name nowhere while the network is told none, and of it again afterwards', async () => {
    const urls = async () => (await admin.get('/https')).data.urls as string[];
    await admin.put('/network/settings', { announce: true });
    expect((await admin.post('/https/local')).status).toBe(200);
    expect((await urls())[0]).toMatch(/^https:\/\/northgate\.local/);
    const off = (await admin.put('/network/settings', { announce: false })).data;
    expect(JSON.stringify([off.learners_url, off.addresses, off.short_name.url])).not.toContain('.local');
    expect((await urls()).filter(url => url.includes('.local'))).toEqual([]);
    expect((await admin.get('/overview')).data.short_name).toBeNull();
    const { data } = await admin.post('/reach/tests');
    expect(data.url).not.toContain('.local');
    await admin.put('/https/rung', { rung: 'none' });
  });

  it('has checks that look for themselves', async () => {
    const { data } = await admin.get('/overview');
    expect(data).toMatchObject({ short_name: null, learners_url: null });
    expect(data.addresses).toMatchObject([{ kind: 'this-machine', url: site.origin }]);
  });
});

describe('a test from a phone', () => {
  const begin = async () => {
    const { status, data } = await admin.post('/reach/tests');
    expect(status).toBe(201);
    return {
      id: data.test.id as number,
      token: new URL(data.url).searchParams.get('token') ?? '',
      url: data.url as string,
    };
  };
  const phone = (path: string, body: unknown) =>
    caller(site.origin, null, null).request('POST', path, body, {
      'user-agent': 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
    });

  it('goes from waiting to done, and tells what to do', async () => {
    const { id, token, url } = await begin();
    expect(url).toBe(`${site.origin}/reach?token=${token}`);
    expect((await admin.get(`/reach/tests/${id}`)).data.state).toBe('waiting');
    const { data: start } = await phone('/reach/start', { token });
    expect(start).toMatchObject({
      address_url: site.origin,
      name_url: null,
      https_url: null,
      academy_url: site.origin,
    });
    expect((await admin.get(`/reach/tests/${id}`)).data).toMatchObject({
      state: 'running',
      device: 'Android phone, Chrome',
    });
    const { data } = await phone('/reach/report', { token, measures: { ...good, clock_ms: 3_600_000 } });
    expect(data).toMatchObject({ state: 'done', verdict: 'warning' });
    const { data: tests } = await admin.get('/reach/tests');
    expect(tests[0]).toEqual(data);
    expect(tests[0].findings.find((one: { code: string }) => one.code === 'clock-wrong')).toMatchObject({
      state: 'warning',
      values: { minutes: 60, direction: 'ahead' },
    });
  });

  it('counts once', async () => {
    const { token } = await begin();
    const answers = await Promise.all([1, 2, 3].map(() => phone('/reach/report', { token, measures: good })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      200,
      expect.any(Number),
      expect.any(Number),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await phone('/reach/start', { token })).status).toBe(404);
    expect((await site.visitor.get(`/reach/download?token=${token}&bytes=10`)).status).toBe(404);
  });

  it('ends after fifteen minutes', async () => {
    const { id, token } = await begin();
    site.advance(15 * 60_000 + 1);
    expect((await phone('/reach/start', { token })).status).toBe(404);
    site.advance(-15 * 60_000 - 1);
    expect((await phone('/reach/start', { token })).status).toBe(200);
    expect(id).toBeGreaterThan(0);
  });

  it('moves bounded bytes, and only with a token that counts', async () => {
    const { token } = await begin();
    const response = await fetch(`${site.origin}/api/v1/reach/download?token=${token}&bytes=100000`);
    expect((await response.arrayBuffer()).byteLength).toBe(100_000);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect((await site.visitor.get(`/reach/download?token=${token}&bytes=99999999`)).status).toBe(400);
    expect((await site.visitor.get(`/reach/download?token=${'x'.repeat(43)}&bytes=10`)).status).toBe(404);
    expect((await site.visitor.post('/reach/upload', { token, filler: 'x'.repeat(500_000) })).status).toBe(200);
    expect((await site.visitor.post('/reach/upload', { token, filler: 'x'.repeat(2_000_000) })).status).toBe(413);
    expect((await site.visitor.post('/reach/upload', { token: 'y'.repeat(43), filler: 'x' })).status).toBe(404);
  });

  it('is asked from the academy’s other addresses too, which learn nothing but the time', async () => {
    const response = await fetch(`${site.origin}/api/v1/reach/probe`, {
      headers: { origin: 'http://lyceum.local:8080' },
    });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    const { data } = (await response.json()) as { data: { now: string } };
    expect(Object.keys(data)).toEqual(['lyceum', 'now']);
    const other = await fetch(`${site.origin}/api/v1/site`, { headers: { origin: 'http://lyceum.local:8080' } });
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('keeps the last twenty', async () => {
    for (let i = 0; i < 22; i++) await begin();
    expect((await admin.get('/reach/tests')).data.length).toBe(20);
  });
});
