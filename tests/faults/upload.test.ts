import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAcademy, type Caller, type TestAcademy } from '../harness/academy.ts';
import { eventually } from '../harness/eventually.ts';
import { hasFfmpeg, makeVideo } from '../harness/ffmpeg.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { begin, TUS } from '../harness/uploads.ts';

const MIB = 1024 * 1024;
const TWO_GB = 2 * 1000 * 1000 * 1000;

let site: TestAcademy;
let teacher: Caller;
beforeAll(async () => {
  site = await startAcademy();
  teacher = await site.person(['instructor']);
});
afterAll(() => site.stop());

/** A film of any size: a real one, followed by a box that players skip (ISO/IEC 14496-12, `free` with a 64-bit size). */
async function filmHead(size: number): Promise<Buffer> {
  using folder = temporaryFolder('film');
  const path = join(folder.path, 'clip.mp4');
  await makeVideo(path, { seconds: 1 });
  const film = readFileSync(path);
  const box = Buffer.alloc(16);
  box.writeUInt32BE(1, 0);
  box.write('free', 4, 'latin1');
  box.writeBigUInt64BE(BigInt(size - film.length), 8);
  return Buffer.concat([film, box]);
}

const block = Buffer.alloc(MIB, 7);

/** Bytes `from` to `size` of the film, made as they are asked for. */
function* bytesOf(head: Buffer, from: number, size: number): Generator<Buffer> {
  let at = from;
  if (at < head.length) {
    yield head.subarray(at);
    at = head.length;
  }
  for (; at < size; at += Math.min(MIB, size - at)) yield block.subarray(0, Math.min(MIB, size - at));
}

/** Sends the rest from `offset`; with `cutAfter` the connection is cut after that many bytes. Answers with the status, 0 when cut. */
function sendRest(
  id: string,
  source: Generator<Buffer>,
  offset: number,
  size: number,
  cutAfter = Number.POSITIVE_INFINITY,
) {
  return new Promise<number>((resolve, reject) => {
    const req = request(`${site.origin}/api/v1/uploads/${id}`, {
      method: 'PATCH',
      headers: {
        ...TUS,
        authorization: `Bearer ${teacher.token}`,
        'upload-offset': String(offset),
        'content-type': 'application/offset+octet-stream',
        'content-length': String(size - offset),
      },
    });
    let cut = false;
    req.on('response', res => {
      res.resume();
      resolve(res.statusCode ?? 0);
    });
    req.on('error', error => (cut ? resolve(0) : reject(error)));
    let sent = 0;
    const counted = Readable.from(
      (function* () {
        for (const piece of source) {
          sent += piece.length;
          if (sent > cutAfter) {
            cut = true;
            req.destroy();
            return;
          }
          yield piece;
        }
      })(),
    );
    pipeline(counted, req).catch((error: unknown) => (cut ? resolve(0) : reject(error as Error)));
  });
}

it.skipIf(!hasFfmpeg())(
  'two gigabytes arrive whole over a connection that is cut twice, in little memory',
  async () => {
    const head = await filmHead(TWO_GB);
    const { id, status } = await begin(teacher, TWO_GB, { filename: 'long-talk.mp4' });
    expect(status).toBe(201);
    const before = process.memoryUsage().rss;
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50);
    let offset = 0;
    for (const cutAfter of [300 * MIB, 500 * MIB]) {
      expect(await sendRest(id, bytesOf(head, offset, TWO_GB), offset, TWO_GB, cutAfter)).toBe(0);
      const reached = await eventually('an offset beyond the last one', async () => {
        const answer = await teacher.request('HEAD', `/uploads/${id}`, undefined, TUS);
        const value = Number(answer.headers.get('upload-offset'));
        return value > offset && value;
      });
      offset = reached;
      expect(offset).toBeLessThan(TWO_GB);
    }
    expect(await sendRest(id, bytesOf(head, offset, TWO_GB), offset, TWO_GB)).toBe(204);
    clearInterval(watch);
    // Client and server share this process; 2 GB held anywhere would show.
    expect(most - before).toBeLessThan(500 * MIB);
    const { data } = await teacher.get(`/uploads/${id}/file`);
    expect(data).toMatchObject({ kind: 'video', size: TWO_GB, width: 320 });
    const hash = createHash('sha256');
    for (const piece of bytesOf(head, 0, TWO_GB)) hash.update(piece);
    expect(data.sha256).toBe(hash.digest('hex'));
    expect(readdirSync(join(site.dataFolder, 'media', 'uploads')).filter(name => !name.endsWith('.json'))).toEqual([]);
  },
  120_000,
);

/** Mounting needs root, which machines that build have and people's own have not. */
function smallDisk(path: string): boolean {
  try {
    mkdirSync(path, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=600m', 'tmpfs', path], { stdio: 'ignore' });
    return true;
  } catch {
    console.warn('A small disk cannot be mounted here (that needs root): the test of the disk reserve is skipped.');
    return false;
  }
}

it('leaves a reserve of the disk free, and says so before a byte is sent', async context => {
  const media = join(site.dataFolder, 'media');
  if (!smallDisk(media)) context.skip();
  try {
    for (const folder of ['uploads', 'courses/documents', 'courses/images', 'courses/videos'])
      mkdirSync(join(media, folder), { recursive: true });
    const refused = await begin(teacher, 150 * MIB, { filename: 'big.pdf' });
    expect([refused.status, refused.errors[0]?.code]).toEqual([507, 'DISK_FULL']);
    expect((await begin(teacher, 5 * MIB, { filename: 'small.pdf' })).status).toBe(201);
  } finally {
    execFileSync('umount', ['-l', media]);
  }
}, 60_000);
