import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, startAcademy, type TestAcademy } from '../harness/academy.ts';

let site: TestAcademy;
let admin: Caller;
beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator'], { first_name: 'Marisol', last_name: 'Vega' });
});
afterAll(() => site.stop());

/** Connects; answers the socket, or the reason why not. */
function connect(options: { token?: string | null; origin?: string }): Promise<Socket | string> {
  const socket = io(site.origin, {
    path: '/socket',
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: options.token ? { token: options.token } : {},
    extraHeaders: options.origin ? { origin: options.origin } : {},
  });
  return new Promise(resolve => {
    socket.on('connect', () => resolve(socket));
    socket.on('connect_error', error => {
      socket.close();
      resolve(error.message);
    });
  });
}

describe('sockets', () => {
  it('are for signed-in people only', async () => {
    expect(await connect({})).toBe('UNAUTHENTICATED');
    expect(await connect({ token: 'nonsense' })).toBe('UNAUTHENTICATED');
  });

  it('are refused to pages of other sites that ride on a cookie', async () => {
    expect(await connect({ origin: 'https://evil.example' })).toBe('ORIGIN_REFUSED');
  });

  it('die with their session', async () => {
    const person = await site.person();
    const socket = (await connect({ token: person.token })) as Socket;
    const gone = new Promise(resolve => socket.on('disconnect', resolve));
    await admin.post(`/users/${person.userId}/suspend`);
    expect(await gone).toBe('io server disconnect');
  });
});

describe('the console’s home', () => {
  it('shows who is on now, once per person, with the place they named', async () => {
    const person = await site.person(['student'], { first_name: 'Thuỳ Dương', last_name: 'Nguyễn' });
    const sockets = [await connect({ token: person.token }), await connect({ token: person.token })] as Socket[];
    for (const socket of sockets) await socket.emitWithAck('place', 'Network defence, lesson 4');
    const { data } = await admin.get('/overview');
    expect(data.present_count).toBe(1);
    expect(data.present[0]).toMatchObject({
      first_name: 'Thuỳ Dương',
      place: 'Network defence, lesson 4',
      device: 'computer',
    });
    for (const socket of sockets) socket.close();
  });

  it('tells state, addresses, storage and counts', async () => {
    const { status, data } = await admin.get('/overview');
    expect(status).toBe(200);
    expect(data.health).toMatchObject({ state: 'ok', issues: [] });
    expect(data.last_backup).toMatchObject({ made_at: null, proved_at: null });
    expect(data.storage.full_in_days).toBeNull();
    for (const { at, text } of data.next) expect([Date.parse(at) > site.now(), text.length > 10]).toEqual([true, true]);
    expect(data.addresses.at(-1)).toMatchObject({ host: '127.0.0.1', kind: 'this-machine' });
    expect(data.storage.database_bytes).toBeGreaterThan(10_000);
    expect(data.counts.users).toBeGreaterThan(1);
    expect(data.typical_answer_ms).toBeGreaterThan(0);
  });

  it('is for administrators', async () => {
    const student = await site.person();
    expect((await student.get('/overview')).status).toBe(403);
    expect((await site.visitor.get('/overview')).status).toBe(401);
  });
});
