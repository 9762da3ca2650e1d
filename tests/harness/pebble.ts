/** Pebble, a small certificate authority that speaks ACME (RFC 8555), on the loopback address, with a resolver that it asks for names. */
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode, encode } from 'dns-packet';
import { issueLeaf, makeAuthority } from '../../server/network/https/authority.ts';
import { limitsOf } from '../../server/network/https/authority-rules.ts';
import { eventually } from './eventually.ts';
import { temporaryFolder } from './folders.ts';
import { freePort } from './ports.ts';
import { findPebble } from './programs.ts';
import { shakeHands } from './tls.ts';

export interface Pebble {
  directory: string;
  /** PEM of the authority that signed Pebble's own certificate. */
  trust: string;
  stop(): Promise<void>;
}

/** `httpPort`: where it looks for the answers to its challenges; every name leads to the loopback address. */
export async function startPebble(httpPort: number): Promise<Pebble> {
  const folder = temporaryFolder('pebble');
  const [port, management] = [await freePort(), await freePort()];
  const authority = await makeAuthority('Pebble', limitsOf('', []), Date.now());
  const leaf = await issueLeaf(authority, ['localhost', '127.0.0.1'], Date.now());
  if (leaf.kind !== 'pem') throw new Error('A leaf is PEM.');
  const [cert, key, config] = ['cert.pem', 'key.pem', 'config.json'].map(name => join(folder.path, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(cert, leaf.cert);
  writeFileSync(key, leaf.key);
  const pebble = {
    listenAddress: `127.0.0.1:${port}`,
    managementListenAddress: `127.0.0.1:${management}`,
    certificate: cert,
    privateKey: key,
    httpPort,
    tlsPort: 5001,
  };
  writeFileSync(config, JSON.stringify({ pebble }));
  const resolver = await openResolver();
  const env = { ...process.env, PEBBLE_VA_NOSLEEP: '1', PEBBLE_WFE_NONCEREJECT: '0' };
  const child = spawn(findPebble() ?? 'pebble', ['-config', config, '-dnsserver', `127.0.0.1:${resolver.port}`], {
    env,
    stdio: 'ignore',
  });
  const ended = new Promise(resolve => child.once('exit', resolve));
  await eventually('pebble answers', async () => {
    (await shakeHands(port, { ca: authority.certificate })).destroy();
    return true;
  });
  return {
    directory: `https://127.0.0.1:${port}/dir`,
    trust: authority.certificate,
    async stop() {
      child.kill();
      await ended;
      resolver.close();
      folder.remove();
    },
  };
}

/** Answers every question for an address with the loopback one. */
async function openResolver(): Promise<{ port: number; close(): void }> {
  const socket = createSocket('udp4');
  socket.on('message', (message, from) => {
    const { id, questions = [] } = decode(message);
    const answers = questions
      .filter(({ type }) => type === 'A')
      .map(({ name }) => ({ type: 'A' as const, name, ttl: 1, data: '127.0.0.1' }));
    socket.send(encode({ type: 'response', id, questions, answers, flags: 0x180 }), from.port, from.address);
  });
  await new Promise<void>(resolve => socket.bind(0, '127.0.0.1', resolve));
  return { port: socket.address().port, close: () => void socket.close() };
}
