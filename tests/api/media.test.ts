import { createHash } from 'node:crypto';
import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caller, startAcademy, type Caller, type TestAcademy } from '../harness/academy.ts';
import { eventually } from '../harness/eventually.ts';
import { makePdf } from '../harness/ffmpeg.ts';
import { runJob } from '../harness/jobs.ts';
import { begin, metadata, patch, send, TUS, upload } from '../harness/uploads.ts';

let site: TestAcademy;
let admin: Caller;
let teacher: Caller;
let other: Caller;
let learner: Caller;
beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator']);
  teacher = await site.person(['instructor']);
  other = await site.person(['instructor']);
  learner = await site.person(['student']);
});
afterAll(() => site.stop());

const png = (width = 800, height = 600) =>
  sharp({ create: { width, height, channels: 3, background: '#123456' } })
    .png()
    .toBuffer();
const mediaFiles = () =>
  readdirSync(join(site.dataFolder, 'media'), { recursive: true, withFileTypes: true })
    .filter(item => item.isFile())
    .map(item => join(item.parentPath, item.name));
const raw = (who: Caller, path: string, headers: Record<string, string> = {}) =>
  fetch(`${site.origin}/api/v1${path}`, {
    headers: { ...(who.token ? { authorization: `Bearer ${who.token}` } : {}), ...headers },
  });

describe('uploading', () => {
  it('makes a content file of what arrived, cleaned, with smaller copies', async () => {
    const file = await upload(site.origin, teacher, 'Übersicht.png', await png(1000, 500));
    expect(file).toMatchObject({
      kind: 'image',
      original_name: 'Übersicht.png',
      mime_type: 'image/png',
      width: 1000,
      height: 500,
      widths: [320, 640, 960],
      is_public: false,
      uploaded_by: teacher.userId,
      course_id: null,
    });
    const answer = await raw(teacher, `/files/${file.id}?width=500`);
    expect(answer.headers.get('content-type')).toBe('image/webp');
    expect((await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).width).toBe(640);
  });

  it('goes on where it stopped, after the connection was cut', async () => {
    const bytes = Buffer.from(`line of a log\n`.repeat(200_000));
    const { id } = await begin(teacher, bytes.length, { filename: 'server.log' });
    await cutOff(id, bytes, 1_000_000);
    const offset = await eventually('bytes on the disk', async () => {
      const head = await teacher.request('HEAD', `/uploads/${id}`, undefined, TUS);
      const reached = Number(head.headers.get('upload-offset'));
      return reached > 0 && reached;
    });
    expect(offset).toBeLessThan(bytes.length);
    expect((await teacher.get(`/uploads/${id}/file`)).errors[0]?.code).toBe('CONFLICT');
    expect((await patch(site.origin, teacher, id, 0, bytes)).status).toBe(409);
    expect((await patch(site.origin, teacher, id, offset, bytes.subarray(offset))).status).toBe(204);
    const { data } = await teacher.get(`/uploads/${id}/file`);
    expect(data).toMatchObject({ kind: 'document', size: bytes.length });
    expect(data.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('tells a client whose last answer was lost that everything arrived, and gives the same file again', async () => {
    const bytes = Buffer.from('a,b\n1,2\n');
    const { id } = await send(site.origin, teacher, 'table.csv', bytes);
    const head = await teacher.request('HEAD', `/uploads/${id}`, undefined, TUS);
    expect(head.headers.get('upload-offset')).toBe(String(bytes.length));
    const [one, two] = [await teacher.get(`/uploads/${id}/file`), await teacher.get(`/uploads/${id}/file`)];
    expect(one.data.id).toBe(two.data.id);
  });

  it('finishes an upload whose process died after the last byte, once for all who ask at once', async () => {
    const bytes = Buffer.from('finished late');
    const { id } = await begin(teacher, bytes.length, { filename: 'late.txt' });
    writeFileSync(join(site.dataFolder, 'media', 'uploads', id), bytes);
    const answers = await Promise.all(Array.from({ length: 5 }, () => teacher.get(`/uploads/${id}/file`)));
    expect(answers.map(answer => answer.status)).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(answers.map(answer => answer.data.id)).size).toBe(1);
  });

  it('belongs to who began it', async () => {
    const { id } = await begin(teacher, 10, { filename: 'mine.txt' });
    expect((await other.request('HEAD', `/uploads/${id}`, undefined, TUS)).status).toBe(404);
    expect((await patch(site.origin, other, id, 0, Buffer.from('0123456789'))).status).toBe(404);
    expect((await other.request('DELETE', `/uploads/${id}`, undefined, TUS)).status).toBe(404);
    expect((await other.get(`/uploads/${id}/file`)).status).toBe(404);
    expect((await raw(teacher, `/uploads/${id}`)).status).toBe(404);
    expect((await teacher.request('DELETE', `/uploads/${id}`, undefined, TUS)).status).toBe(204);
  });

  it.each([
    ['nobody', () => site.visitor, 'a.txt', {}, 10, 401, 'UNAUTHENTICATED'],
    ['a learner without the right', () => learner, 'a.txt', {}, 10, 403, 'FORBIDDEN'],
    ['a name without a known ending', () => teacher, 'a.exe', {}, 10, 415, 'FILE_REFUSED'],
    ['a script', () => teacher, 'run.sh', {}, 10, 415, 'FILE_REFUSED'],
    ['a page', () => teacher, 'page.html', {}, 10, 415, 'FILE_REFUSED'],
    ['more than the kind may have', () => teacher, 'a.png', {}, 26 * 1024 * 1024, 413, 'FILE_TOO_LARGE'],
    ['more than any disk has', () => teacher, 'a.mp4', {}, 999_999_999_999_999, 413, 'FILE_TOO_LARGE'],
    ['a course that is not there', () => teacher, 'a.txt', { course_id: '999999' }, 10, 404, 'NOT_FOUND'],
    ['a purpose that is none', () => teacher, 'a.txt', { purpose: 'virus' }, 10, 400, 'VALIDATION_ERROR'],
    ['a video as one’s picture', () => learner, 'me.mp4', { purpose: 'avatar' }, 10, 415, 'FILE_REFUSED'],
  ])('refuses %s', async (_what, who, filename, more, size, status, code) => {
    const answer = await begin(who(), size, { filename, ...more });
    expect([answer.status, answer.errors[0]?.code]).toEqual([status, code]);
  });

  it('refuses an upload that does not say its size or name', async () => {
    const nameless = await teacher.request('POST', '/uploads', undefined, { ...TUS, 'upload-length': '5' });
    expect(nameless.errors[0]?.code).toBe('VALIDATION_ERROR');
    const endless = { ...TUS, 'upload-defer-length': '1', 'upload-metadata': metadata({ filename: 'a.txt' }) };
    expect((await teacher.request('POST', '/uploads', undefined, endless)).errors[0]?.field).toBe('Upload-Length');
  });

  it('takes the folders out of names', async () => {
    const file = await upload(site.origin, teacher, '../../../etc/passwd.txt', Buffer.from('root'));
    expect(file.original_name).toBe('passwd.txt');
    expect(mediaFiles().every(path => !path.includes('passwd'))).toBe(true);
  });

  it('lets everybody bring a picture of themselves, seen by those signed in', async () => {
    const file = await upload(site.origin, learner, 'me.png', await png(500, 500), { purpose: 'avatar' });
    expect((await raw(other, `/files/${file.id}`)).status).toBe(200);
    expect((await raw(site.visitor, `/files/${file.id}`)).status).toBe(404);
  });

  it('clears away what nobody finished within a day', async () => {
    const { id } = await begin(teacher, 10, { filename: 'forgotten.txt' });
    const { id: fresh } = await begin(teacher, 10, { filename: 'fresh.txt' });
    const folder = join(site.dataFolder, 'media', 'uploads');
    const yesterday = new Date(Date.now() - 25 * 3600_000);
    for (const name of [id, `${id}.json`]) utimesSync(join(folder, name), yesterday, yesterday);
    await runJob(site, 'media.clean-uploads');
    expect(readdirSync(folder)).not.toContain(id);
    expect(readdirSync(folder)).not.toContain(`${id}.json`);
    expect(readdirSync(folder)).toContain(fresh);
  });
});

/** Sends some bytes of a longer request and cuts the connection. */
function cutOff(id: string, bytes: Buffer, after: number): Promise<void> {
  return new Promise(resolve => {
    const req = httpRequest(`${site.origin}/api/v1/uploads/${id}`, {
      method: 'PATCH',
      headers: {
        ...TUS,
        authorization: `Bearer ${teacher.token}`,
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
        'content-length': bytes.length,
      },
    });
    req.on('error', () => resolve());
    req.on('close', () => resolve());
    req.write(bytes.subarray(0, after), () => req.destroy());
  });
}

describe('reading files', () => {
  it('serves ranges, and says for how long a copy may be kept', async () => {
    const bytes = Buffer.from('0123456789'.repeat(100));
    const file = await upload(site.origin, teacher, 'digits.txt', bytes);
    const whole = await raw(teacher, `/files/${file.id}`);
    expect(whole.headers.get('etag')).toBe(`"${file.sha256}"`);
    expect(whole.headers.get('cache-control')).toBe('private, max-age=300');
    const cacheOf = async (sum: string) =>
      (await raw(teacher, `/files/${file.id}?sum=${sum}`)).headers.get('cache-control');
    expect(await cacheOf(file.sha256.slice(0, 12))).toContain('immutable');
    expect(await cacheOf('0123456789ab')).toBe('private, max-age=300');
    expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
    const part = await raw(teacher, `/files/${file.id}`, { range: 'bytes=995-' });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      'bytes 995-999/1000',
      '56789',
    ]);
    expect((await raw(teacher, `/files/${file.id}`, { range: 'bytes=1000-' })).status).toBe(416);
    expect((await raw(teacher, `/files/${file.id}`, { 'if-none-match': `"${file.sha256}"` })).status).toBe(304);
  });

  it('shows files to those who may see them, in at most two statements', async () => {
    const { data: course } = await teacher.post('/courses', { title: 'Files by right' });
    const file = await upload(site.origin, teacher, 'handout.pdf', await makePdf(['one']), {
      course_id: String(course.id),
    });
    const see = async (who: Caller) => (await raw(who, `/files/${file.id}`)).status;
    expect([await see(teacher), await see(admin)]).toEqual([200, 200]);
    expect([await see(other), await see(learner), await see(site.visitor)]).toEqual([404, 404, 404]);
    await teacher.post(`/courses/${course.id}/modules`, { title: 'Handout', content_type: 'pdf', file_id: file.id });
    expect((await teacher.post(`/courses/${course.id}/publish`)).status).toBe(200);
    expect(await see(learner)).toBe(404);
    expect((await learner.post(`/courses/${course.id}/enroll`)).status).toBe(201);
    const statements = await site.queriesOf(async () => expect(await see(learner)).toBe(200));
    expect(statements.filter(sql => sql.includes('content_files'))).toHaveLength(1);
    expect((await learner.delete(`/courses/${course.id}/enroll`)).status).toBe(200);
    expect(await see(learner)).toBe(404);
  });

  it('answers unknown and malformed ids like other people’s', async () => {
    expect((await teacher.get('/files/99999999')).status).toBe(404);
    expect((await teacher.get('/files/..%2f..%2fsecrets')).errors[0]?.code).toBe('VALIDATION_ERROR');
    expect((await teacher.get('/uploads/..%2f..%2fsecrets/file')).errors[0]?.code).toBe('VALIDATION_ERROR');
    expect((await teacher.request('HEAD', '/uploads/..%2f..%2fsecrets%2faccess-key', undefined, TUS)).status).toBe(404);
  });

  it('removes what nobody uses, for those who may', async () => {
    const { data: course } = await teacher.post('/courses', { title: 'In use' });
    const file = await upload(site.origin, teacher, 'used.png', await png(700, 300));
    const text = `![A used picture](/api/v1/files/${file.id})`;
    const { data: module } = await teacher.post(`/courses/${course.id}/modules`, {
      title: 'Lesson',
      content_type: 'markdown',
      content: text,
    });
    expect(module.html).toContain(`src="/api/v1/files/${file.id}"`);
    expect((await other.delete(`/files/${file.id}`)).status).toBe(404);
    expect((await teacher.delete(`/files/${file.id}`)).errors[0]?.code).toBe('FILE_IN_USE');
    await teacher.delete(`/courses/${course.id}/modules/${module.id}`);
    const before = mediaFiles().length;
    expect((await teacher.delete(`/files/${file.id}`)).status).toBe(200);
    expect(mediaFiles().length).toBe(before - 3);
    expect((await raw(caller(site.origin, null, teacher.token), `/files/${file.id}`)).status).toBe(404);
  });
});
