import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/**
 * A TCP port of the loopback address that is free now. Nothing reserves it: start what listens there at once, and
 * let a program choose its own port (0) where it can say which one it got.
 */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
