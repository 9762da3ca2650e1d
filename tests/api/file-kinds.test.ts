import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAcademy, type Caller, type TestAcademy } from '../harness/academy.ts';
import { effortOf } from '../harness/effort.ts';
import { hasFfmpeg, makeVideo } from '../harness/ffmpeg.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { input } from '../harness/inputs.ts';
import { send, upload } from '../harness/uploads.ts';

let site: TestAcademy;
let teacher: Caller;
beforeAll(async () => {
  site = await startAcademy();
  teacher = await site.person(['instructor']);
});
afterAll(() => site.stop());

const mediaFiles = () =>
  readdirSync(join(site.dataFolder, 'media'), { recursive: true, withFileTypes: true })
    .filter(item => item.isFile())
    .map(item => join(item.parentPath, item.name));
const raw = (who: Caller, path: string, headers: Record<string, string> = {}) =>
  fetch(`${site.origin}/api/v1${path}`, {
    headers: { ...(who.token ? { authorization: `Bearer ${who.token}` } : {}), ...headers },
  });

describe('what files are', () => {
  it.each([
    ['html.jpg', Buffer.from('<html><script>alert(1)</script></html>')],
    ['page.txt', Buffer.from('<!DOCTYPE html><html></html>')],
    ['program.pdf', Buffer.from('MZ\x90\x00\x03\x00\x00\x00'.padEnd(400, '\0'), 'latin1')],
    ['elf.txt', Buffer.from('\x7fELF\x02\x01\x01'.padEnd(400, '\0'), 'latin1')],
    ['cut.pdf', Buffer.from('%PDF-1.7\n1 0 obj\n')],
    ['binary.md', Buffer.from([0x23, 0x20, 0x00, 0xff])],
    ['fake.mp4', Buffer.from('not a film at all')],
    ['fake.vtt', Buffer.from('no captions')],
    ['fake.srt', Buffer.from('no captions')],
    ['fake.zip', Buffer.from('no archive')],
    ['fake.docx', Buffer.from('no document')],
  ])('refuses %s, whose content is not what its name says, and leaves nothing behind', async (name, bytes) => {
    const before = mediaFiles();
    const sent = await send(site.origin, teacher, name, bytes);
    expect([sent.status, JSON.parse(sent.text).errors[0].code]).toEqual([415, 'FILE_REFUSED']);
    expect(mediaFiles()).toEqual(before);
    expect((await teacher.get(`/uploads/${sent.id}/file`)).status).toBe(404);
  });

  const images = input('images');
  // Endings that are taken; the others are refused by name.
  const taken = /\.(jpe?g|png|gif|webp|svg|mpo|tiff)$/;
  const refused = new Set([
    'html-named.jpg',
    'huge-claim-30000x30000.png',
    'svg-external-entity.svg',
    'truncated_jpeg.jpg',
    'decompression_bomb.gif',
  ]);
  const named = images
    ? readdirSync(images, { recursive: true, withFileTypes: true }).filter(item => item.isFile())
    : [];
  it.skipIf(!images).each(named.map(item => [item.name, join(item.parentPath, item.name)]))(
    'cleans or refuses %s',
    async (name, path) => {
      const before = mediaFiles();
      const { ms, result: sent } = await effortOf(() => send(site.origin, teacher, name, readFileSync(path)));
      expect(ms).toBeLessThan(10_000);
      if (!taken.test(name) || refused.has(name)) {
        expect(sent.status).toBe(415);
        expect(mediaFiles()).toEqual(before);
        return;
      }
      expect([name, sent.status, sent.text]).toEqual([name, 204, '']);
      const { data: file } = await teacher.get(`/uploads/${sent.id}/file`);
      const answer = await raw(teacher, `/files/${file.id}`);
      const bytes = Buffer.from(await answer.arrayBuffer());
      const { format, width, height, exif, xmp, iptc, orientation } = await sharp(bytes, { animated: true }).metadata();
      expect(['jpeg', 'png', 'webp']).toContain(format);
      expect({ exif, xmp, iptc, orientation }).toEqual({});
      expect(width).toBe(file.width);
      expect((height ?? 0) % file.height).toBe(0);
      expect(bytes.includes('<script')).toBe(false);
      expect(bytes.includes('PK\x03\x04')).toBe(false);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  it.skipIf(!input('images/hopper_orientation_6.jpg'))('turns photographs upright', async () => {
    const path = join(images ?? '', 'hopper_orientation_6.jpg');
    const { autoOrient } = await sharp(path).metadata();
    const file = await upload(site.origin, teacher, 'turned.jpg', path);
    expect([file.width, file.height]).toEqual([autoOrient.width, autoOrient.height]);
  });

  const documents = input('documents');
  it.skipIf(!documents).each([
    ['Electra.odt', 'document'],
    ['bbpresentation.pptx', 'document'],
    ['cols.odp', 'document'],
    ['source.docx', 'document'],
    ['exiftool-VCard.vcf', 'document'],
    ['submission.pdf', 'pdf'],
    ['blank.pdf', 'pdf'],
  ])('takes %s as %s', async (name, kind) => {
    const bytes = readFileSync(join(documents ?? '', name));
    const file = await upload(site.origin, teacher, name, bytes);
    expect(file).toMatchObject({ kind, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
    const answer = await raw(teacher, `/files/${file.id}`);
    expect(answer.headers.get('content-disposition')).toMatch(kind === 'pdf' ? /^inline/ : /^attachment/);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it.skipIf(!hasFfmpeg())('measures films', async () => {
    using folder = temporaryFolder('film');
    const path = join(folder.path, 'clip.mp4');
    await makeVideo(path, { seconds: 2, width: 320, height: 180 });
    const file = await upload(site.origin, teacher, 'clip.mp4', path);
    expect(file).toMatchObject({ kind: 'video', width: 320, height: 180 });
    expect(file.duration).toBeCloseTo(2, 0);
    expect((await send(site.origin, teacher, 'cut.mp4', readFileSync(path).subarray(0, 64))).status).toBe(415);
  });

  it('turns SubRip captions into WebVTT', async () => {
    const srt = Buffer.from('1\r\n00:00:01,500 --> 00:00:02,750\r\nHello, all\r\n');
    const file = await upload(site.origin, teacher, 'talk.srt', srt);
    expect(file).toMatchObject({ kind: 'captions', mime_type: 'text/vtt' });
    const text = await (await raw(teacher, `/files/${file.id}`)).text();
    expect(text).toBe('WEBVTT\n\n1\n00:00:01.500 --> 00:00:02.750\nHello, all\n');
  });
});
