/** Files that people bring are looked at by a real ClamAV; without one on the machine only what must hold without it. */
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contentOfBytes, scan } from '../../server/scanning/clamd.ts';
import { createScannerFinder } from '../../server/scanning/scanner.ts';
import { trialText } from '../../server/scanning/trial-rules.ts';
import { zipOf } from '../factories/zip.ts';
import { startAcademy, type Caller, type TestAcademy } from '../harness/academy.ts';
import { startClamd, type TestClamd } from '../harness/clamd.ts';
import { freePort } from '../harness/ports.ts';
import { findClamd } from '../harness/programs.ts';
import { send, upload } from '../harness/uploads.ts';

const MIB = 1024 * 1024;

let site: TestAcademy;
let admin: Caller;
let teacher: Caller;
let learner: Caller;
beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator']);
  teacher = await site.person(['instructor']);
  learner = await site.person(['student']);
});
afterAll(() => site.stop());

const set = (change: object) => admin.put('/scanning/settings', change);
const kept = () =>
  ['media', 'uploads'].flatMap(name =>
    readdirSync(join(site.dataFolder, 'media'), { recursive: true, withFileTypes: true })
      .filter(item => item.isFile() && (name === 'media' || item.parentPath.includes('uploads')))
      .map(item => item.name),
  );
const codeOf = (sent: { text: string }) => (JSON.parse(sent.text) as { errors: { code: string }[] }).errors[0]?.code;
const actsOf = async (action: string) =>
  (await admin.get(`/activity?action=${action}`)).data as { action: string; details: object }[];
const check = async () => {
  const all = await site.academy.doctor();
  return all.checks.find(({ name }) => name === 'malware-scan')?.finding;
};

describe('without a scanner', () => {
  it('nobody requires one, nor names an address where none is', async () => {
    const nobody = `127.0.0.1:${await freePort()}`;
    for (const [change, field] of [
      [{ address: nobody }, 'address'],
      [{ address: nobody, mode: 'required' }, 'address'],
      [{ address: 'scanner.example.org:3310' }, 'address'],
      [{ address: '10.0.0.8:3310' }, 'address'],
    ] as const) {
      const answer = await set(change);
      expect([answer.status, answer.errors[0]?.field]).toEqual([400, field]);
    }
    expect((await admin.get('/scanning')).data.settings).toEqual({ mode: 'auto', address: '' });
  });

  it('files are taken', async () => {
    await set({ mode: 'off' });
    expect((await upload(site.origin, teacher, 'a.txt', Buffer.from('hello'))).kind).toBe('document');
    expect((await admin.get('/scanning')).data.scanner.state).toBe('off');
    expect(await check()).toMatchObject({ state: 'ok', code: 'scanner-off' });
    await set({ mode: 'auto' });
  });
});

it('a program that takes everything and says nothing is waited for only so long', async () => {
  const silent = createServer(socket => socket.resume().on('error', () => {}));
  const path = join(site.dataFolder, 'silent.sock');
  await new Promise<void>(resolve => silent.listen(path, resolve));
  try {
    const looking = scan({ path }, contentOfBytes(Buffer.from('hello')), 200);
    await expect(looking).rejects.toThrow('did not answer in time');
  } finally {
    silent.close();
  }
});

it('a program that is no scanner is not believed', async () => {
  const other = createServer(socket => socket.on('error', () => {}).end('220 mail.example.org ESMTP\r\n'));
  const path = join(site.dataFolder, 'other.sock');
  await new Promise<void>(resolve => other.listen(path, resolve));
  try {
    await expect(scan({ path }, contentOfBytes(Buffer.from('hello')), 2000)).rejects.toThrow('The scanner answered');
    const found = await createScannerFinder([path]).tryOut({ mode: 'auto', address: '' });
    expect(found.state).toBe('away');
  } finally {
    other.close();
  }
});

describe.skipIf(!findClamd())('with ClamAV', () => {
  let clamd: TestClamd;
  beforeAll(async () => {
    clamd = await startClamd({ lines: ['StreamMaxLength 2M'] });
  });
  afterAll(() => clamd.stop());
  beforeEach(() => set({ address: clamd.socket, mode: 'auto' }));
  const bad = () => Buffer.from(`Notes of today.\n${trialText()}\n`);

  it('is used over its socket or over TCP, and tells its version', async () => {
    for (const address of [clamd.port, clamd.socket]) {
      const answer = await set({ address });
      expect([answer.status, answer.data.scanner]).toEqual([
        200,
        { state: 'works', address, version: expect.stringMatching(/^\d+\.\d+/), signatures_at: null },
      ]);
    }
    expect(await check()).toMatchObject({ state: 'ok', code: 'scanner-works' });
  });

  it('is found by itself at the places where systems put it', async () => {
    const finder = createScannerFinder([join(site.dataFolder, 'none.sock'), clamd.socket]);
    expect(await finder.tryOut({ mode: 'auto', address: '' })).toMatchObject({ state: 'works', address: clamd.socket });
    expect(await createScannerFinder([]).tryOut({ mode: 'auto', address: '' })).toMatchObject({ state: 'none' });
  });

  it.each([
    ['a document of a course', () => teacher, 'notes.txt', {}],
    ['a course package', () => teacher, 'course.zip', {}],
    ['a picture of oneself', () => learner, 'me.png', { purpose: 'avatar' }],
  ])('%s with malware is refused, nothing of it is kept, and an act tells', async (_what, who, name, more) => {
    const before = kept();
    const sent = await send(site.origin, who(), name, await wicked(name), more);
    expect([sent.status, codeOf(sent)]).toEqual([422, 'MALWARE_FOUND']);
    expect(sent.text).toContain('Test.Harmless');
    expect(kept()).toEqual(before);
    expect((await who().get(`/uploads/${sent.id}/file`)).status).toBe(404);
    const [act] = await actsOf('file.malware');
    expect(act).toMatchObject({ details: { name, malware: 'Test.Harmless' } });
  });

  const wicked = async (name: string): Promise<Buffer> => {
    if (name.endsWith('.zip')) return zipOf({ 'Course/1 Lesson.md': '# Lesson', 'Course/notes.txt': bad().toString() });
    if (!name.endsWith('.png')) return bad();
    const picture = sharp({ create: { width: 40, height: 40, channels: 3, background: '#123456' } });
    // Behind the end of the picture, where viewers do not look.
    return Buffer.concat([await picture.png().toBuffer(), bad()]);
  };

  it('a logo and a list of people are refused as well', async () => {
    const image = (await wicked('me.png')).toString('base64');
    expect((await admin.post('/site/logo', { image })).errors[0]?.code).toBe('MALWARE_FOUND');
    expect((await admin.get('/site')).data.logo).toBeNull();
    const content = Buffer.from(`email,name\na@example.org,${trialText()}\n`).toString('base64');
    const list = await admin.post('/users/imports', { name: 'people.csv', content, options: { welcome: 'later' } });
    expect(list.errors[0]?.code).toBe('MALWARE_FOUND');
    expect((await admin.get('/users/imports')).meta.pagination?.total).toBe(0);
  });

  it('malware that lay too deep when the archive came ends the import, and the archive goes', async () => {
    await set({ mode: 'off' });
    const archive = await upload(site.origin, teacher, 'course.zip', await wicked('course.zip'));
    await set({ address: clamd.socket, mode: 'auto' });
    const courses = async () => (await teacher.get('/courses?mine=true')).meta.pagination?.total;
    const before = await courses();
    const body = { archive: archive.id, entries: [], files: {} };
    const made = await teacher.post('/courses/import', body);
    expect([made.status, made.errors[0]?.code]).toEqual([422, 'MALWARE_FOUND']);
    expect(await courses()).toBe(before);
    expect((await teacher.get(`/files/${archive.id}/details`)).status).toBe(404);
  });

  it('what is clean is taken, and its act says that it was looked at', async () => {
    const file = await upload(site.origin, teacher, 'clean.txt', Buffer.from('Nothing wrong here.'));
    expect(file.original_name).toBe('clean.txt');
    expect((await actsOf('file.store'))[0]).toMatchObject({ details: { scanned: 'clean' } });
  });

  it('more than it takes passes with a note, and is refused where scanning is required', async () => {
    const large = Buffer.from('a line of a long log\n'.repeat(300_000));
    await upload(site.origin, teacher, 'large.txt', large);
    expect((await actsOf('file.store'))[0]).toMatchObject({ details: { scanned: 'beyond' } });
    await set({ mode: 'required' });
    const before = kept();
    const sent = await send(site.origin, teacher, 'large.txt', large);
    expect([sent.status, codeOf(sent)]).toEqual([413, 'SCANNER_LIMIT']);
    expect(kept()).toEqual(before);
  });

  it('to the byte, by either way in', async () => {
    for (const place of [{ path: clamd.socket }, { host: '127.0.0.1', port: Number(clamd.port.split(':')[1]) }]) {
      const look = (bytes: number) => scan(place, contentOfBytes(Buffer.alloc(bytes, 'x')));
      expect(await look(2 * MIB)).toEqual({ kind: 'clean' });
      expect(await look(2 * MIB + 1)).toEqual({ kind: 'beyond' });
      expect(await look(64 * MIB)).toEqual({ kind: 'beyond' });
    }
  });

  it('while it is away files pass with a note, and wait where scanning is required', async () => {
    await clamd.pause();
    await upload(site.origin, teacher, 'meanwhile.txt', Buffer.from('It rains.'));
    expect((await actsOf('file.store'))[0]).toMatchObject({ details: { scanned: 'unanswered' } });
    expect(await check()).toMatchObject({ state: 'warning', code: 'scanner-away' });
    await clamd.resume();
    await set({ mode: 'required' });
    await clamd.pause();
    expect(await check()).toMatchObject({ state: 'failing', code: 'scanner-away-required' });
    const sent = await send(site.origin, teacher, 'later.txt', Buffer.from('It still rains.'));
    expect([sent.status, codeOf(sent)]).toEqual([503, 'SCANNER_AWAY']);
    await clamd.resume();
    // Its bytes are here: it need not be sent again.
    const taken = await teacher.get(`/uploads/${sent.id}/file`);
    expect([taken.status, taken.data.original_name]).toEqual([200, 'later.txt']);
  });
});

describe.skipIf(!findClamd())('ClamAV without signatures, or with limits that it tells of', () => {
  it('is no scanner to rely on', async () => {
    const blind = await startClamd({ knows: false });
    try {
      expect((await set({ address: blind.socket, mode: 'required' })).errors[0]?.message).toMatch(/signatures/);
      expect((await set({ address: blind.socket, mode: 'auto' })).data.scanner.state).toBe('blind');
      expect(await check()).toMatchObject({ state: 'failing', code: 'scanner-blind' });
    } finally {
      await blind.stop();
    }
  });

  it('its own limits are no malware', async () => {
    const strict = await startClamd({ lines: ['MaxFileSize 1M', 'AlertExceedsMax yes'] });
    try {
      const large = contentOfBytes(Buffer.alloc(2 * MIB, 'x'));
      expect(await scan({ path: strict.socket }, large)).toEqual({ kind: 'beyond' });
    } finally {
      await strict.stop();
    }
  });
});
