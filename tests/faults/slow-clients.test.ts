/** People whose connection stalls in mid-request, by accident or on purpose, take nothing away from the others. */
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startAcademy, type TestAcademy } from '../harness/academy.ts';

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
async function stall(text: string): Promise<void> {
  const { hostname, port } = new URL(site.origin);
  const opened = Array.from({ length: STALLED }, () => {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
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
  const learner = await site.person();
  await stall(half);
  const answers = await Promise.all(Array.from({ length: 50 }, () => learner.get('/users/me')));
  expect(new Set(answers.map(answer => answer.status))).toEqual(new Set([200]));
  expect(sockets.filter(socket => !socket.destroyed).length).toBe(STALLED);
});

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
