import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, expect, test } from 'vitest';
import { openControlServer } from '../../supervisor/control-server.ts';
import { connectOutside, guardedAgents, type Resolve } from './guarded.ts';
import { fetchOutside, readOutside, requestOutside } from './outgoing.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A server of this machine; answers its port, and counts who came. */
async function neighbour(listener: RequestListener): Promise<{ port: number; came: () => number }> {
  let count = 0;
  const server = createServer((req, res) => {
    count++;
    listener(req, res);
  });
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, came: () => count };
}

const { signal } = new AbortController();
const v4 = (address: string) => [{ address, family: 4 }];

test('a name that changes its mind after it was looked up is connected to where it was checked', async () => {
  const { port, came } = await neighbour((_req, res) => void res.end('good'));
  const answers = [v4('127.0.0.1'), v4('169.254.169.254')];
  let asked = 0;
  const resolve: Resolve = async () => answers[Math.min(asked++, 1)] ?? [];
  const url = `http://mirror.example:${port}/`;
  expect(await readOutside({ url, signal, resolve }, 100)).toBe('good');
  expect([asked, came()]).toEqual([1, 1]);
  await expect(readOutside({ url, signal, resolve }, 100)).rejects.toThrow(
    'mirror.example leads to 169.254.169.254, an address that only a machine itself uses.',
  );
});

test('one forbidden address among good ones is enough', async () => {
  const resolve: Resolve = async () => [...v4('93.184.216.34'), ...v4('169.254.169.254')];
  await expect(fetchOutside({ url: 'http://mirror.example/', signal, resolve })).rejects.toThrow(
    'only a machine itself',
  );
});

test.each([
  'http://169.254.169.254/latest/meta-data',
  'http://[::ffff:169.254.169.254]/',
  'http://0xA9FEA9FE/',
  'file:///etc/passwd',
  'gopher://127.0.0.1:6379/_INFO',
])('a redirection to %s is not followed', async location => {
  const { port } = await neighbour((_req, res) => void res.writeHead(302, { location }).end());
  await expect(fetchOutside({ url: `http://127.0.0.1:${port}/`, signal })).rejects.toThrow(/only a machine|must begin/);
});

test('redirections end somewhere', async () => {
  const { port, came } = await neighbour((_req, res) => void res.writeHead(302, { location: '/again' }).end());
  await expect(fetchOutside({ url: `http://127.0.0.1:${port}/`, signal })).rejects.toThrow('without end');
  expect(came()).toBe(4);
});

test('where only other machines are meant, this one is not reached by any of its addresses', async () => {
  const { port, came } = await neighbour((_req, res) => void res.end());
  const own = Object.values(networkInterfaces()).flatMap(found =>
    (found ?? []).filter(({ family }) => family === 'IPv4'),
  );
  const hosts = ['127.0.0.1', 'localhost', '[::1]', '2130706433', '0177.0.0.1', ...own.map(({ address }) => address)];
  for (const host of hosts)
    await expect(requestOutside({ url: `http://${host}:${port}/`, signal, reach: 'elsewhere' })).rejects.toThrow(
      /machine itself/,
    );
  expect(came()).toBe(0);
});

test('libraries that speak HTTP themselves are guarded by name and by number', async () => {
  const { port, came } = await neighbour((_req, res) => void res.end());
  const { http } = guardedAgents('elsewhere');
  const { request } = await import('node:http');
  for (const host of ['127.0.0.1', 'localhost', '::1']) {
    const answered = new Promise((resolve, reject) => {
      request({ host, port, agent: http }, resolve).once('error', reject).end();
    });
    await expect(answered, host).rejects.toThrow('only a machine itself uses');
  }
  expect(came()).toBe(0);
});

test('a socket for another protocol is guarded by name and by number, and waits no longer than it is told', async () => {
  const { port, came } = await neighbour((_req, res) => void res.end());
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433'])
    await expect(connectOutside(host, port, 'elsewhere', 1000), host).rejects.toThrow('only a machine itself uses');
  expect(came()).toBe(0);
  const socket = await connectOutside('127.0.0.1', port, 'anywhere', 1000);
  expect(socket.remotePort).toBe(port);
  socket.destroy();
  await expect(connectOutside('nobody.invalid', port, 'anywhere', 1000)).rejects.toMatchObject({ code: 'ENOTFOUND' });
});

test('nothing is to be had from the supervisor without its token, nor by a page, nor under another name', async () => {
  const appliance = {
    operate: () => Promise.reject(new Error('never')),
    cancel: () => Promise.reject(new Error('never')),
  };
  let stopped = false;
  const control = await openControlServer({
    token: 'known to the console alone',
    report: () => ({ state: 'secret' }) as never,
    stop: () => (stopped = true),
    restart: () => (stopped = true),
    appliance: appliance as never,
  });
  stops.push(() => control.close());
  const url = `http://127.0.0.1:${control.port}/state`;
  const answer = await fetchOutside({ url, signal });
  answer.resume();
  expect(answer.statusCode).toBe(401);
  const token = { authorization: 'Bearer known to the console alone' };
  const asked = async (headers: Record<string, string>) => {
    const response = await fetchOutside({ url, signal, headers: { ...token, ...headers } });
    response.resume();
    return response.statusCode;
  };
  expect(await asked({})).toBe(200);
  expect(await asked({ origin: 'http://evil.example' })).toBe(403);
  expect(await asked({ host: 'evil.example' })).toBe(403);
  expect(stopped).toBe(false);
});
