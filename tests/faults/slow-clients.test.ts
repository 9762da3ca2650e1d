/** People whose connection stalls in mid-request, by accident or on purpose, take nothing away from the others. */
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startAcademy, type TestAcademy } from '../harness/academy.ts';
import { begin, upload } from '../harness/uploads.ts';

const STALLED = 200;

let site: TestAcademy;
const sockets: Socket[] = [];
beforeAll(async () => {
  site = await startAcademy();
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});
afterAll(() => site.stop());

/** Opens connections that send this much of a request and then nothing more. */
async function stall(text: string, { count = STALLED, reads = true } = {}): Promise<void> {
  const { hostname, port } = new URL(site.origin);
  const opened = Array.from({ length: count }, () => {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    if (reads) socket.resume();
    sockets.push(socket);
    return new Promise<void>(resolve => socket.write(text, () => resolve()));
  });
  await Promise.all(opened);
}

it.each([
  ['in the head', 'GET /api/v1/courses HTTP/1.1\r\nHost: x\r\nX-Half: '],
  [
    'in the body',
    'POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"email":',
  ],
])('%s', async (_where, half) => {
  await stall(half);
  await expectOthersServed();
  expect(sockets.filter(socket => !socket.destroyed).length).toBe(STALLED);
});

/** Fifty answers to a learner, all good, while the others dawdle. */
async function expectOthersServed(): Promise<void> {
  const learner = await site.person();
  const answers = await Promise.all(Array.from({ length: 50 }, () => learner.get('/users/me')));
  expect(new Set(answers.map(answer => answer.status))).toEqual(new Set([200]));
}

it('who asks for a large file and hardly reads it', async () => {
  const teacher = await site.person(['instructor']);
  const bytes = Buffer.from('a line of a long log\n'.repeat(1_000_000));
  const { id } = await upload(site.origin, teacher, 'long.log', bytes);
  const before = process.memoryUsage().rss;
  const head = `GET /api/v1/files/${id} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${teacher.token}\r\n\r\n`;
  await stall(head, { reads: false });
  await expectOthersServed();
  // What nobody takes stays on the disk: 200 readers of 20 MB each would be 4 GB.
  expect(process.memoryUsage().rss - before).toBeLessThan(500 * 1024 * 1024);
  expect(sockets.filter(socket => !socket.destroyed).length).toBe(STALLED);
});

it('who begins uploads and sends a few bytes of each', async () => {
  const teacher = await site.person(['instructor']);
  const begun = await Promise.all(
    Array.from({ length: 40 }, (_, index) => begin(teacher, 1_000_000, { filename: `half-${index}.log` })),
  );
  expect(new Set(begun.map(({ status }) => status))).toEqual(new Set([201]));
  for (const { id } of begun) {
    const head = [
      `PATCH /api/v1/uploads/${id} HTTP/1.1`,
      'Host: x',
      `Authorization: Bearer ${teacher.token}`,
      'Tus-Resumable: 1.0.0',
      'Upload-Offset: 0',
      'Content-Type: application/offset+octet-stream',
      'Content-Length: 1000000',
    ];
    await stall(`${head.join('\r\n')}\r\n\r\na few bytes`, { count: 1 });
  }
  await expectOthersServed();
  const whole = await upload(site.origin, teacher, 'whole.log', Buffer.from('one line\n'));
  expect(whole.size).toBe(9);
});

it.each([
  ['more than there is room for', Array.from({ length: 400 }, (_, index) => `X-${index}: ${'a'.repeat(60)}`)],
  ['one without end', [`X-Long: ${'a'.repeat(100_000)}`]],
  ['one cookie without end', [`Cookie: ${'a=b; '.repeat(20_000)}`]],
])('who floods the head of the request with headers: %s', async (_what, headers) => {
  const text = `GET /api/v1/site HTTP/1.1\r\nHost: x\r\n${headers.join('\r\n')}\r\n\r\n`;
  const answers = await Promise.all(Array.from({ length: 20 }, () => answerTo(text)));
  for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 431 [\s\S]*HEADERS_TOO_LARGE/);
  await expectOthersServed();
});

function answerTo(text: string): Promise<string> {
  const { hostname, port } = new URL(site.origin);
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  const parts: Buffer[] = [];
  socket.on('data', part => parts.push(part));
  socket.on('error', () => {});
  const closed = new Promise<string>(resolve => socket.once('close', () => resolve(Buffer.concat(parts).toString())));
  socket.write(text);
  return closed;
}

it('a request that is no HTTP is refused in words and its connection closed', async () => {
  const { hostname, port } = new URL(site.origin);
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  const parts: Buffer[] = [];
  socket.on('data', part => parts.push(part));
  const ended = new Promise(resolve => socket.once('close', resolve));
  socket.write('this is no request at all\r\n\r\n');
  await ended;
  const [head = '', body = ''] = Buffer.concat(parts).toString().split('\r\n\r\n');
  expect(head).toMatch(/^HTTP\/1\.1 400 /);
  expect(JSON.parse(body)).toMatchObject({ status: 'error', errors: [{ code: 'VALIDATION_ERROR' }] });
});
