import type { Server as HttpServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';

/** Rejects with the system's error when the port cannot be had. */
export function listening(http: Server, { host, port }: { host: string; port: number }): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen({ host, port }, () => resolve(http.address() as AddressInfo));
  });
}

const PATIENCE_MS = 9_000;
const LOOK_MS = 50;

/** Lets requests finish, at most nine seconds; connections that are kept alive go as soon as they are idle. */
export async function closeGently(http: HttpServer | null): Promise<void> {
  if (!http?.listening) return;
  http.prependListener('request', (_req, res) => res.setHeader('Connection', 'close'));
  const patience = setTimeout(() => http.closeAllConnections(), PATIENCE_MS);
  const idle = setInterval(() => http.closeIdleConnections(), LOOK_MS);
  await new Promise(resolve => http.close(resolve));
  clearTimeout(patience);
  clearInterval(idle);
}
