import { createHash, generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { readFileSync, truncateSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { eventually } from '../harness/eventually.ts';
import { metadata, TUS } from '../harness/uploads.ts';
import { linkPackages, packer, privateKey, trustOurKey, type UpdatePacker } from '../harness/update-room.ts';
import { signBytes } from '../../server/updates/package/keys.ts';
import { signedText } from '../../server/updates/feed/feed-rules.ts';

let site: TestAcademy;
let admin: Caller;
let packages: UpdatePacker;
let pack: string;
beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator']);
  trustOurKey(site.dataFolder);
  linkPackages(site.dataFolder);
  packages = await packer();
  pack = join(packages.path, 'lyceum.update');
  await packages.pack(pack, { from: '0.0.0-test' });
});
afterAll(async () => {
  await site.stop();
  packages.remove();
});

describe('a package from a file', () => {
  it.each([
    ['for another system', { platform: 'win32' as const }, 409, 'is for Windows'],
    ['that needs a step before', { from: '5.0.0' }, 409, 'Update to 5.0.0 first'],
    ['of an older version', { version: '0.0.0-a', from: '0.0.0-a' }, 409, 'is older than the running 0.0.0-test'],
    ['of the same version', { version: '0.0.0-test' }, 409, 'is the version that runs already'],
  ])('%s is refused in words', async (_, wish, status, sentence) => {
    const path = join(packages.path, 'other.update');
    await packages.pack(path, { from: '0.0.0-a', ...wish });
    const answer = await admin.post('/updates/packages', { path });
    expect([answer.status, answer.errors[0]?.message]).toEqual([status, expect.stringContaining(sentence)]);
    expect((await admin.get('/updates')).data.offers).toEqual([]);
  });

  it('that was cut off, and one that is not there, are refused by what is wrong', async () => {
    const path = join(packages.path, 'cut.update');
    await packages.pack(path);
    truncateSync(path, 1000);
    expect(await admin.post('/updates/packages', { path })).toMatchObject({
      status: 415,
      errors: [{ code: 'FILE_REFUSED' }],
    });
    expect(await admin.post('/updates/packages', { path: '/nowhere/x.update' })).toMatchObject({ status: 404 });
  });

  it('comes in over the resumable protocol and is offered with its notes', async () => {
    const bytes = readFileSync(pack);
    const half = Math.floor(bytes.length / 2);
    const headers = {
      ...TUS,
      'upload-length': String(bytes.length),
      'upload-metadata': metadata({ filename: 'x.update' }),
    };
    const begun = await admin.request('POST', '/updates/uploads', undefined, headers);
    expect(begun.status).toBe(201);
    const send = (from: number, to: number) =>
      fetch(site.origin + begun.headers.get('location'), {
        method: 'PATCH',
        headers: {
          ...TUS,
          authorization: `Bearer ${admin.token}`,
          'upload-offset': String(from),
          'content-type': 'application/offset+octet-stream',
        },
        body: bytes.subarray(from, to),
      });
    expect((await send(0, half)).status).toBe(204);
    expect((await send(half, bytes.length)).status).toBe(204);
    const { offers, version } = (await admin.get('/updates')).data;
    expect(version).toBe('0.0.0-test');
    expect(offers).toMatchObject([
      {
        version: '9.1.0',
        is_here: true,
        source: 'file',
        migrations: 0,
        unfit: null,
        notes: { es: expect.stringContaining('rápido') },
      },
    ]);
  });

  it('cannot be applied by a server that nobody could start anew', async () => {
    const answer = await admin.post('/updates/9.1.0/apply');
    expect([answer.status, answer.errors[0]?.message]).toEqual([409, expect.stringContaining('without its launcher')]);
  });

  it('is rehearsed on a copy of the data, which stay as they are', async () => {
    const before = (await admin.get('/users?per_page=100')).data;
    const { status, data } = await admin.post('/updates/9.1.0/rehearse');
    expect(status).toBe(202);
    const job = await eventually(
      'the rehearsal ends',
      async () => {
        const { data: now } = await admin.get(`/jobs/${data.job_id}`);
        return now.finished_at ? now : false;
      },
      60_000,
    );
    expect(job).toMatchObject({ state: 'done', last_error: null });
    const [offer] = (await admin.get('/updates')).data.offers;
    expect(offer.rehearsal).toMatchObject({ ok: true, reason: null });
    expect(offer.rehearsal.probes.length).toBeGreaterThan(3);
    expect((await admin.get('/users?per_page=100')).data).toEqual(before);
  }, 90_000);

  it('can be put off, said no to, and removed', async () => {
    expect((await admin.put('/updates/9.1.0', { skipped: true, later: true })).data).toMatchObject({
      offers: [{ is_skipped: true }],
      remind_at: expect.stringMatching(/^2/),
    });
    expect((await admin.put('/updates/9.1.0', { skipped: false })).data.offers[0].is_skipped).toBe(false);
    expect((await admin.delete('/updates/9.1.0')).data.offers).toEqual([]);
    expect((await admin.put('/updates/9.1.0', { skipped: true })).status).toBe(404);
  });
});

describe('the feed', () => {
  let mirror: Server;
  let address: string;
  let feed: unknown;
  let cutAfter = Number.POSITIVE_INFINITY;
  const ranges: (string | undefined)[] = [];
  beforeAll(async () => {
    mirror = createServer((req, res) => {
      if (req.url === '/moved') return res.writeHead(302, { location: 'http://169.254.169.254/feed' }).end();
      if (req.url !== '/lyceum.update') return res.writeHead(feed === undefined ? 500 : 200).end(JSON.stringify(feed));
      ranges.push(req.headers.range);
      const bytes = readFileSync(pack);
      const from = Number(/bytes=(\d+)-/.exec(req.headers.range ?? '')?.[1] ?? 0);
      res.writeHead(
        from ? 206 : 200,
        from ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {},
      );
      if (cutAfter > bytes.length) return res.end(bytes.subarray(from));
      return res.write(bytes.subarray(from, from + cutAfter), () => setTimeout(() => res.destroy(), 50));
    });
    await new Promise<void>(done => mirror.listen(0, '127.0.0.1', done));
    address = `http://127.0.0.1:${(mirror.address() as AddressInfo).port}`;
  });
  afterAll(() => void mirror.close());

  const entry = (change: object = {}, key = privateKey) => {
    const bytes = readFileSync(pack);
    const about = {
      version: '9.1.0',
      from: '0.0.0-test',
      platform: 'any' as const,
      arch: 'any' as const,
      released_at: '2026-12-01T09:00:00.000Z',
      notes: { en: 'New.' },
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      ...change,
    };
    return { ...about, url: 'lyceum.update', signed: signBytes(signedText(about), key) };
  };
  const look = async (versions: unknown[]) => {
    feed = { format: 1, product: 'lyceum', versions };
    return (await admin.post('/updates/check')).data;
  };

  it('is off until somebody says where, and only addresses of the world outside this machine’s own are taken', async () => {
    expect((await admin.get('/updates')).data.settings).toEqual({ automatic: false, feed_url: '' });
    expect((await admin.post('/updates/check')).status).toBe(400);
    expect((await admin.put('/updates/settings', { automatic: true })).errors[0]?.field).toBe('feed_url');
    const own = await admin.put('/updates/settings', { feed_url: 'http://169.254.169.254/' });
    expect(own.errors[0]).toMatchObject({
      field: 'feed_url',
      message: expect.stringContaining('only a machine itself'),
    });
  });

  it('says in words what is wrong with it, and follows no redirection to where it may not go', async () => {
    await admin.put('/updates/settings', { feed_url: `${address}/feed.json` });
    expect((await admin.post('/updates/check')).data.check_error).toMatch(/answered 500/);
    expect((await look([])).check_error).toBeNull();
    feed = { hello: 'world' };
    expect((await admin.post('/updates/check')).data.check_error).toMatch(/is no list of Lyceum’s versions/);
    await admin.put('/updates/settings', { feed_url: `${address}/moved` });
    expect((await admin.post('/updates/check')).data.check_error).toContain('only a machine itself uses');
    await admin.put('/updates/settings', { feed_url: `${address}/feed.json` });
  });

  it('offers what a known publisher signed, and nothing else', async () => {
    const stranger = generateKeyPairSync('ed25519').privateKey;
    const changed = { ...entry(), notes: { en: 'Changed on the way.' } };
    expect((await look([entry({}, stranger), changed, { nonsense: 1 }])).offers).toEqual([]);
    expect((await look([entry()])).offers).toMatchObject([{ version: '9.1.0', is_here: false, source: 'feed' }]);
  });

  it('is downloaded in the background, goes on where it was cut off, and is checked', async () => {
    const ended = async () => {
      const { data, status } = await admin.post('/updates/9.1.0/download');
      expect(status).toBe(202);
      return eventually('the download ends', async () => {
        const { data: job } = await admin.get(`/jobs/${data.job_id}`);
        return job.finished_at ? job : false;
      });
    };
    cutAfter = 50_000;
    expect(await ended()).toMatchObject({ state: 'failed', last_error: expect.stringContaining('lost') });
    cutAfter = Number.POSITIVE_INFINITY;
    expect(await ended()).toMatchObject({ state: 'done' });
    expect(ranges[0]).toBeUndefined();
    expect(ranges[1]).toMatch(/^bytes=[1-9]\d*-$/);
    expect((await admin.get('/updates')).data.offers).toMatchObject([
      { version: '9.1.0', is_here: true, source: 'feed' },
    ]);
  });
});

it('is for administrators', async () => {
  const teacher = await site.person(['instructor']);
  for (const path of ['/updates/check', '/updates/packages', '/updates/9.1.0/apply', '/updates/uploads'])
    expect(
      (
        await teacher.request(
          'POST',
          path,
          path.endsWith('packages') ? { path: '/x' } : undefined,
          path.endsWith('uploads') ? { ...TUS, 'upload-length': '1' } : {},
        )
      ).status,
    ).toBe(403);
});
