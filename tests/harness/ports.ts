import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

/** Below the ports that systems give to connections which go out: those are taken at any moment. */
const FIRST = 20_000;
const LAST = 32_000;
/** Test files run beside each other in processes of their own: each begins somewhere else. */
const APART = 97;
let next = FIRST + ((process.pid * APART) % (LAST - FIRST));

/**
 * A TCP port of the loopback address that is free now, and that no test process of this machine has been given: who is given one holds
 * the UDP port of the same number until the process ends. Programs outside the tests do not know of that: let a program choose its own
 * port (0) where it can say which one it got.
 */
export async function freePort(): Promise<number> {
  for (let left = LAST - FIRST; left > 0; left--) {
    const port = next;
    next = port + 1 < LAST ? port + 1 : FIRST;
    if ((await isFree(port)) && (await hold(port))) return port;
  }
  throw new Error(`No port from ${FIRST} to ${LAST} is free`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function hold(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const mark = createSocket('udp4');
    mark.once('error', () => mark.close(() => resolve(false)));
    mark.bind({ port, address: '127.0.0.1', exclusive: true }, () => {
      mark.unref();
      resolve(true);
    });
  });
}
