import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Caller, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { upload } from '../harness/uploads.ts';

let site: TestAcademy;
let admin: Caller;
let teacher: Caller;
let courseId: number;
beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator']);
  teacher = await site.person(['instructor'], { first_name: 'Ama', last_name: 'Owusu' });
  const course = { title: 'Networks', description: 'From the cable up.', difficulty_level: 'beginner' };
  courseId = (await teacher.post('/courses', course)).data.id;
});
afterAll(() => site.stop());

const png = (colour: string, width = 400) =>
  sharp({ create: { width, height: 300, channels: 3, background: colour } })
    .png()
    .toBuffer();
const bytesAt = async (id: number) => {
  const answer = await fetch(`${site.origin}/api/v1/files/${id}`, {
    headers: { authorization: `Bearer ${teacher.token}` },
  });
  return { etag: answer.headers.get('etag'), body: Buffer.from(await answer.arrayBuffer()) };
};
const named = (files: { original_name: string }[]) => files.map(file => file.original_name);

it('lists, finds, filters, sorts and counts what is stored, and says what nothing shows', async () => {
  const [cover, plan] = [
    await upload(site.origin, teacher, 'Crème Brûlée.png', await png('#113355', 900)),
    await upload(site.origin, teacher, 'plan.csv', Buffer.from('a,b\n1,2\n')),
  ];
  await teacher.put(`/courses/${courseId}`, { thumbnail: cover.id });
  const all = await admin.get('/media?sort=size&order=asc');
  expect(named(all.data)).toEqual(['plan.csv', 'Crème Brûlée.png']);
  expect(all.data[1]).toMatchObject({ use_count: 1, uploader_name: 'Ama Owusu', replaced_at: null });
  expect(all.meta.pagination?.total).toBe(2);
  expect(named((await admin.get('/media?search=creme%20brulee')).data)).toEqual(['Crème Brûlée.png']);
  expect(named((await admin.get('/media?search=%25')).data)).toEqual([]);
  expect(named((await admin.get('/media?use=unused')).data)).toEqual(['plan.csv']);
  expect(named((await admin.get('/media?use=used&kind=image')).data)).toEqual(['Crème Brûlée.png']);
  expect(named((await admin.get('/media?course_id=0')).data)).toContain('plan.csv');
  const { data: summary } = await admin.get('/media/summary');
  expect(summary).toMatchObject({ count: 2, bytes: cover.size + plan.size, unused: { count: 1, bytes: plan.size } });
  expect(summary.kinds.map((kind: { kind: string }) => kind.kind)).toContain('image');
  expect(summary.courses.reduce((sum: number, course: { bytes: number }) => sum + course.bytes, 0)).toBe(summary.bytes);
  expect(summary.free_bytes).toBeGreaterThan(summary.reserve_bytes);
  expect((await admin.get(`/media/${cover.id}/uses`)).data).toEqual([
    { kind: 'cover', title: 'Networks', course_id: courseId, course_title: 'Networks', module_id: null },
  ]);
});

it('puts other bytes under the same link and can take that back', async () => {
  const [shown, better] = [
    await upload(site.origin, teacher, 'diagram.png', await png('#aa0000')),
    await upload(site.origin, admin, 'diagram, corrected.png', await png('#00aa00', 640)),
  ];
  const content = `![A diagram](/api/v1/files/${shown.id})`;
  const lesson = { title: 'Layers', content_type: 'markdown', content, duration: 5 };
  const { data: module } = await teacher.post(`/courses/${courseId}/modules`, lesson);
  const [before, other] = [await bytesAt(shown.id), (await admin.get(`/files/${better.id}/details`)).data];
  const answer = await admin.post(`/media/${shown.id}/replace`, { file_id: better.id });
  expect(answer.data).toMatchObject({ id: shown.id, original_name: 'diagram, corrected.png', sha256: other.sha256 });
  const after = await bytesAt(shown.id);
  expect(after.etag).toBe(`"${other.sha256}"`);
  expect(after.body.equals(before.body)).toBe(false);
  expect((await admin.get(`/media/${shown.id}/uses`)).data).toMatchObject([
    { kind: 'lesson', title: 'Layers', course_title: 'Networks', module_id: module.id },
  ]);
  expect((await admin.get('/media?search=corrected')).data[0].replaced_at).not.toBeNull();

  await admin.post(`/media/${shown.id}/replace`, { file_id: better.id });
  expect((await bytesAt(shown.id)).body.equals(before.body)).toBe(true);
});

it('refuses another kind, itself, a file that is shown elsewhere, one that is not there, and people without the right', async () => {
  const [picture, table, portrait] = [
    await upload(site.origin, admin, 'one.png', await png('#222222')),
    await upload(site.origin, admin, 'table.csv', Buffer.from(`x,${randomBytes(4).toString('hex')}\n`)),
    await upload(site.origin, admin, 'me.png', await png('#333333'), { purpose: 'avatar' }),
  ];
  await admin.put('/users/me', { avatar: portrait.id });
  const refusal = async (id: number, file_id: number, who = admin) => {
    const { status, errors } = await who.post(`/media/${id}/replace`, { file_id });
    return [status, errors[0]?.code];
  };
  expect(await refusal(picture.id, table.id)).toEqual([400, 'VALIDATION_ERROR']);
  expect(await refusal(picture.id, picture.id)).toEqual([400, 'VALIDATION_ERROR']);
  expect(await refusal(picture.id, portrait.id)).toEqual([409, 'FILE_IN_USE']);
  expect(await refusal(picture.id, 999_999)).toEqual([404, 'NOT_FOUND']);
  expect(await refusal(picture.id, portrait.id, teacher)).toEqual([403, 'FORBIDDEN']);
  expect((await teacher.get('/media')).status).toBe(403);
  expect((await admin.get('/media/999999/uses')).status).toBe(404);
});
