import { createHmac } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { post, signatureOf } from './webhook.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const stop of stops.splice(0)) stop();
});

async function receiver(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}
const posting = (url: string) => ({ url, secret: 'known to both', body: '{"text":"Trouble"}', at: 1_700_000_000_000 });
const everywhere = 'anywhere';

test('the receiver can tell from whom it is', async () => {
  let got: { body: string; signature: string } | undefined;
  const url = await receiver((req, res) => {
    const pieces: Buffer[] = [];
    req.on('data', (piece: Buffer) => pieces.push(piece));
    req.on('end', () => {
      got = { body: Buffer.concat(pieces).toString(), signature: String(req.headers['x-lyceum-signature']) };
      res.end();
    });
  });
  await post(posting(url), everywhere);
  const wanted = createHmac('sha256', 'known to both').update(`1700000000.${got?.body}`).digest('hex');
  expect(got).toEqual({ body: '{"text":"Trouble"}', signature: `t=1700000000,v1=${wanted}` });
  expect(signatureOf({ ...posting(url), secret: 'another' })).not.toBe(got?.signature);
});

test('a refusal, a redirection and nobody there are told in words', async () => {
  const broken = await receiver((_req, res) => void res.writeHead(500).end());
  await expect(post(posting(broken), everywhere)).rejects.toThrow(/127\.0\.0\.1:\d+ answered with the status 500/);
  const away = await receiver((_req, res) => void res.writeHead(302, { location: 'http://127.0.0.1:1/' }).end());
  await expect(post(posting(away), everywhere)).rejects.toThrow('status 302');
  await expect(post(posting('http://127.0.0.1:1/'), everywhere)).rejects.toThrow('nothing answers at 127.0.0.1:1');
  await expect(post(posting('http://nowhere.invalid/'), everywhere)).rejects.toThrow(/no computer of the name/);
});

test('this computer itself is not posted to, by its number or by its name', async () => {
  let reached = false;
  const url = await receiver((_req, res) => {
    reached = true;
    res.end();
  });
  const { port } = new URL(url);
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433', '0x7f.1'])
    await expect(post(posting(`http://${host}:${port}/`))).rejects.toThrow(/nothing is sent there/);
  await expect(post(posting('http://169.254.169.254/latest/meta-data'))).rejects.toThrow(/nothing is sent there/);
  expect(reached).toBe(false);
});

test('one that never answers is given up', async () => {
  const url = await receiver(() => {});
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
    const given = new AbortController();
    queueMicrotask(() => given.abort(new DOMException('late', 'TimeoutError')));
    return given.signal;
  });
  await expect(post(posting(url), everywhere)).rejects.toThrow(/did not answer within 10 seconds/);
});
