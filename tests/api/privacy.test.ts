/** What is kept about a person: taken along whole, erased without loose ends, agreed to in versions. */
import { createPublicKey, verify } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import sharp from 'sharp';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as yauzl from 'yauzl';
import { en } from '../../renderer/features/privacy/messages/en.ts';
import { references } from '../../server/accounts/merging/references-rules.ts';
import { canonicalJson } from '../../server/certificates/signature.ts';
import { DAY } from '../../server/platform/clock.ts';
import { insertCourse, insertModule } from '../factories/courses.ts';
import { type Caller, PASSWORD, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { eventually } from '../harness/eventually.ts';
import { runJob } from '../harness/jobs.ts';
import { everyRowAbout, importElsewhere, plain, readElsewhere, type Value } from '../harness/personal-export.ts';
import { upload } from '../harness/uploads.ts';

let site: TestAcademy;
let admin: Caller;
beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator'], { first_name: 'Ada', last_name: 'Admin' });
  const text_en = 'We keep what you learn, and nothing else.';
  const notice = { title_en: 'Privacy', text_en, title_es: 'Privacidad', text_es: 'Guardamos lo que aprende.' };
  await admin.post('/privacy/consents', { kind: 'privacy', required: true, ...notice });
});
afterAll(() => site.stop());

const db = () => site.academy.db;
const row = (table: string, where: Record<string, unknown>) => db().reader(table).where(where).first();

/** Somebody with a profile, a picture, a certificate, an attempt and mail. */
async function graduate(first_name: string) {
  const learner = await site.person(['student'], {
    first_name,
    last_name: 'Owusu',
    email: `${first_name.toLowerCase()}@example.org`,
  });
  const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#336699' } })
    .png()
    .toBuffer();
  const avatar = await upload(site.origin, learner, 'me.png', picture, { purpose: 'avatar' });
  const profile = { phone: '+49 170 9876543', bio: '=cmd|"quoted"', organization: 'Base Camp', avatar: avatar.id };
  expect((await learner.put('/users/me', profile)).status).toBe(200);
  const courseId = await insertCourse(db(), { instructor_id: admin.userId as number });
  const moduleId = await insertModule(db(), { course_id: courseId });
  await learner.post(`/courses/${courseId}/enroll`);
  await learner.put(`/courses/${courseId}/modules/${moduleId}/progress`, { completed: true });
  const [asked] = (await learner.get('/privacy/asked')).data;
  const answers = [{ version_id: asked.version.id, agreed: true }];
  expect((await learner.post('/privacy/answers', { language: 'en', answers })).status).toBe(200);
  const [certificate] = (await learner.get('/users/me/certificates')).data;
  expect(certificate.content.recipient).toBe(`${first_name} Owusu`);
  return { learner, avatar, certificate, email: `${first_name.toLowerCase()}@example.org` };
}

async function exportOf(who: Caller, id: number | 'me' = 'me', { origin } = site): Promise<Map<string, Buffer>> {
  const asked = await who.post(`/users/${id}/privacy/exports`);
  expect(asked.status).toBe(202);
  const ready = await eventually(
    'the export is made',
    async () => {
      const { exports } = (await who.get(`/users/${id}/privacy`)).data;
      expect(exports[0].state).not.toBe('failed');
      return exports[0].state === 'ready' && exports[0];
    },
    60_000,
  );
  const answer = await fetch(`${origin}/api/v1/users/${id}/privacy/exports/${ready.id}`, {
    headers: { authorization: `Bearer ${who.token}` },
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(answer.headers.get('content-type')).toBe('application/zip');
  expect(bytes.length).toBe(ready.bytes);
  const files = new Map<string, Buffer>();
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true });
  for await (const entry of zip.eachEntry())
    files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  return files;
}

describe('everything about a person', () => {
  it('is one file that another program can read, and holds every row that is theirs', async () => {
    const { learner, certificate, email } = await graduate('Ama');
    const files = await exportOf(learner);
    const { tables, files: own, person } = readElsewhere(files);
    expect(person).toMatchObject({ format: 'lyceum-personal-export/1', person: learner.userId });
    expect(tables['users']).toMatchObject([{ id: learner.userId, email, is_active: true }]);
    expect(tables['user_profiles']).toMatchObject([
      { first_name: 'Ama', phone: '+49 170 9876543', bio: '=cmd|"quoted"' },
    ]);
    // Every value of every row, column by column, against the database.
    for (const [table, rows] of Object.entries(tables)) {
      if (table === 'user_profiles') continue;
      const key = table === 'submission_answers' ? 'submission_id' : 'id';
      for (const given of rows.filter(one => key in one)) {
        const stored = await row(table, { [key]: given[key] });
        for (const [column, value] of Object.entries(given))
          expect(typeof value === 'boolean' ? Boolean(stored[column]) : stored[column], `${table}.${column}`).toEqual(
            value,
          );
      }
    }
    for (const table of ['course_enrollments', 'user_progress', 'certificates', 'sessions', 'user_activity_logs'])
      expect(tables[table]?.length, table).toBeGreaterThan(0);
    const everything = [...files.values()].map(String).join('\n');
    expect(everything).not.toContain('$argon2');
    expect(String(files.get('index.html'))).not.toMatch(/<script|https?:\/\//);
    expect(String(files.get('index.html'))).toContain(certificate.certificate_number);
    expect(own.filter(path => path.endsWith('me.png'))).toHaveLength(1);
    const signed = JSON.parse(String(files.get(`files/certificates/${certificate.certificate_number}.json`)));
    const holds = verify(
      null,
      Buffer.from(canonicalJson(signed.content)),
      createPublicKey(signed.public_key),
      Buffer.from(signed.signature, 'base64url'),
    );
    expect(holds).toBe(true);
    const pdf = files.get(`files/certificates/${certificate.certificate_number}.pdf`) as Buffer;
    const opened = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
    const { items } = await (await opened.getPage(1)).getTextContent();
    const words = items.map(item => ('str' in item ? item.str : '')).join(' ');
    expect(words).toContain('Ama Owusu');
    expect(words).toContain(certificate.certificate_number);
    await opened.destroy();
    expect(String(files.get(own.find(path => path.startsWith('files/privacy/')) ?? ''))).toContain(
      'We keep what you learn',
    );
  });

  it('is for the person and administrators alone, and only for a week', async () => {
    const [one, other] = [await site.person(), await site.person()];
    await exportOf(one);
    const { exports } = (await admin.get(`/users/${one.userId}/privacy`)).data;
    const path = `/users/${one.userId}/privacy/exports/${exports[0].id}`;
    expect((await other.get(path)).status).toBe(404);
    expect((await other.get(`/users/${one.userId}/privacy`)).status).toBe(404);
    expect((await other.get(`/users/me/privacy/exports/${exports[0].id}`)).status).toBe(404);
    expect((await admin.get(path)).status).toBe(200);
    const folder = join(site.dataFolder, 'personal-exports');
    expect(readdirSync(folder).length).toBeGreaterThan(0);
    const { expires_at } = await row('personal_exports', { id: exports[0].id });
    await db().writer('personal_exports').update({ expires_at: '2026-01-01T00:00:00.000Z' });
    expect((await admin.get(path)).status).toBe(404);
    expect(Date.parse(expires_at) - Date.parse(exports[0].asked_at)).toBeGreaterThan(6.9 * DAY);
    await runJob(site, 'privacy.tidy');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('knows every table and column that refers to people', () => {
    // A test of merging compares this list with the schema.
    const known = Object.keys(references);
    const declared = site.academy
      .personal()
      .flatMap(({ tables }) => tables.flatMap(({ table, refers }) => refers.map(column => `${table}.${column}`)))
      .filter(name => name !== 'users.id');
    expect(
      known.filter(name => !declared.includes(name)),
      'say in a personal.ts what these know of a person',
    ).toEqual([]);
    expect(
      declared.filter(name => !known.includes(name)),
      'say in references-rules.ts what merging does',
    ).toEqual([]);
    expect(known.length).toBeGreaterThan(40);
  });

  it('says in words what each table is that an erasure shows', () => {
    const tables = site.academy.personal().flatMap(part => part.tables.map(({ table }) => table));
    expect(tables.filter(table => !Object.hasOwn(en, `privacy.table-${table}`))).toEqual([]);
  });

  it('holds a row of every table there is, column by column, and can be imported into another database', async () => {
    const other = await startAcademy();
    try {
      const first = await other.person(['administrator']);
      const rows = await everyRowAbout(other, first.userId as number);
      const files = await exportOf(first, 'me', other);
      const { tables, person } = readElsewhere(files);
      const parts = other.academy.personal().flatMap(part => part.tables);
      for (const table of parts.filter(({ leftOut }) => leftOut === undefined)) {
        const stored = rows.get(table.table);
        const given = tables[table.table]?.find(
          one => stored && (table.key ?? 'id') in stored && one[table.key ?? 'id'] === stored[table.key ?? 'id'],
        );
        expect(given, `${table.table} is in the export`).toBeDefined();
        const hidden = Object.keys(table.hidden ?? {});
        expect(Object.keys(person.hidden[table.table] ?? {})).toEqual(hidden);
        expect(Object.keys(given as object).toSorted(), table.table).toEqual(
          Object.keys(stored as object)
            .filter(column => !hidden.includes(column))
            .toSorted(),
        );
        for (const [column, value] of Object.entries(given as Record<string, Value>))
          if (!Object.hasOwn(table.sealed ?? {}, column))
            expect(value, `${table.table}.${column}`).toEqual(plain(stored?.[column], value));
      }
      for (const { table, leftOut } of parts.filter(one => one.leftOut !== undefined))
        expect(person.left_out[table], table).toBe(leftOut);
      importElsewhere(files, person);
    } finally {
      await other.stop();
    }
  });
});

describe('erasing', () => {
  it('shows first what goes and what stays, then leaves nobody behind', async () => {
    const { learner, avatar, certificate, email } = await graduate('Kofi');
    const stored = await row('content_files', { id: avatar.id });
    const file = join(site.dataFolder, 'media', stored.path);
    expect(existsSync(file)).toBe(true);
    const { data: preview } = await admin.get(`/users/${learner.userId}/privacy/erasure`);
    expect(preview).toMatchObject({ confirm: email, refused: null, pseudonym: `Erased person ${learner.userId}` });
    expect(preview.parts).toContainEqual({
      part: 'certificates',
      table: 'certificates',
      rows: 1,
      how: 'emptied',
      because: 'certificate',
    });
    expect(preview.parts).toContainEqual(expect.objectContaining({ table: 'sessions', how: 'removed', because: null }));
    const erase = (body: object) => admin.post(`/users/${learner.userId}/privacy/erasure`, body);
    expect((await erase({ confirm: email })).errors[0]).toMatchObject({ field: 'reason' });
    expect((await erase({ confirm: 'nobody', reason: 'asked by letter' })).errors[0]).toMatchObject({
      field: 'confirm',
    });
    expect((await erase({ confirm: email, reason: 'asked by letter' })).data).toMatchObject({ erased: true });

    expect((await learner.get('/users/me')).status).toBe(401);
    expect((await admin.get(`/users/${learner.userId}`)).status).toBe(404);
    expect((await admin.get('/users?search=kofi')).data).toEqual([]);
    expect((await site.visitor.post('/auth/login', { email, password: PASSWORD })).status).toBe(401);
    expect(existsSync(file)).toBe(false);
    const verified = await site.visitor.post(`/certificates/${certificate.verification_hash}/verify`);
    expect(verified.data).toMatchObject({
      valid: true,
      certificate: { content: { recipient: `Erased person ${learner.userId}`, course_id: certificate.course_id } },
    });
    expect(await everythingStored()).not.toMatch(/kofi/i);
    expect(await row('user_progress', { user_id: learner.userId })).toBeTruthy();
    expect(await row('user_activity_logs', { action: 'privacy.erase', resource_id: learner.userId })).toMatchObject({
      user_id: admin.userId,
    });
  });

  it('ends what is open in their name at once', async () => {
    const learner = await site.person(['student'], { email: 'open@example.org' });
    const socket = io(site.origin, {
      path: '/socket',
      transports: ['websocket'],
      forceNew: true,
      auth: { token: learner.token },
    });
    const told = new Promise(resolve => socket.on('session.ended', resolve));
    await eventually('the socket is connected', () => socket.connected);
    const erased = await admin.post(`/users/${learner.userId}/privacy/erasure`, {
      confirm: 'open@example.org',
      reason: 'asked by letter',
    });
    expect(erased.data).toMatchObject({ erased: true });
    await told;
    await eventually('the socket has gone', () => !socket.connected);
    socket.close();
  });

  it('waits two weeks when people ask for it themselves, and can be taken back', async () => {
    const learner = await site.person(['student'], { email: 'waits@example.org' });
    const ask = () => learner.post('/users/me/privacy/erasure', { confirm: 'Waits@example.org' });
    const { data } = await ask();
    expect(data.erased).toBe(false);
    expect(Date.parse(data.due_at) - site.now()).toBeGreaterThan(13.9 * DAY);
    expect((await learner.get('/users/me/privacy')).data.erasure).toMatchObject({ by_self: true });
    expect((await learner.delete('/users/me/privacy/erasure')).status).toBe(200);
    expect((await learner.get('/users/me/privacy')).data.erasure).toBe(null);
    await ask();
    await db().writer('erasures').where({ user_id: learner.userId }).update({ due_at: '2026-01-01T00:00:00.000Z' });
    await runJob(site, 'privacy.erase-due');
    expect(await row('users', { id: learner.userId })).toMatchObject({ email: `erased-${learner.userId}@invalid` });
    expect((await admin.delete(`/users/${learner.userId}/privacy/erasure`)).status).toBe(404);
  });

  it('never takes the last administrator', async () => {
    const { confirm, refused } = (await admin.get('/users/me/privacy/erasure')).data;
    expect(refused).toBe('last_administrator');
    expect((await admin.post('/users/me/privacy/erasure', { confirm })).errors[0]).toMatchObject({
      code: 'LAST_ADMINISTRATOR',
    });
  });

  it('is done again when a restored backup brings the person back', async () => {
    const learner = await site.person(['student'], { email: 'back@example.org', first_name: 'Lazarus' });
    const before = await row('users', { id: learner.userId });
    const profile = await row('user_profiles', { user_id: learner.userId });
    await admin.post(`/users/${learner.userId}/privacy/erasure`, { confirm: 'back@example.org', reason: 'asked' });
    const tombstones = readFileSync(join(site.dataFolder, 'erased.txt'), 'utf8');
    expect(tombstones).toMatch(/^([0-9a-f]{64}\n)+$/);
    await db().writer('users').where({ id: learner.userId }).update(before);
    await db().writer('user_profiles').where({ user_id: learner.userId }).update(profile);
    expect((await admin.get('/users?search=lazarus')).data).toHaveLength(1);
    await runJob(site, 'privacy.erase-due');
    expect((await admin.get('/users?search=lazarus')).data).toEqual([]);
    expect(await everythingStored()).not.toMatch(/lazarus/i);
  });

  async function everythingStored(): Promise<string> {
    const tables = site.academy.personal().flatMap(part => part.tables.map(table => table.table));
    const rows = await Promise.all(
      [...new Set([...tables, 'jobs', 'users'])].map(table => db().reader(table).select()),
    );
    return JSON.stringify(rows);
  }
});
