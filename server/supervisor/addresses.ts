/** Where the academy can be reached. */
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';

const EVERY_INTERFACE = ['0.0.0.0', '::', ''];

/** Best first: the addresses of this machine in its networks (IPv4), then the loopback address. */
export function addressesFor(host: string, port: number, interfaces = networkInterfaces()): string[] {
  if (!EVERY_INTERFACE.includes(host)) return [address(host, port)];
  const found = Object.values(interfaces).flatMap(list => list ?? []);
  const inNetwork = found.filter(each => each.family === 'IPv4' && !each.internal).map(each => each.address);
  return [...inNetwork.sort(homeFirst), '127.0.0.1'].map(each => address(each, port));
}

/** Networks of homes and schools before those that virtual machines and containers bring along. */
function homeFirst(a: string, b: string): number {
  const rank = (ip: string) =>
    ip.startsWith('192.168.') ? 0 : ip.startsWith('10.') ? 1 : ip.startsWith('172.') ? 2 : 3;
  return rank(a) - rank(b);
}

function address(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}${port === 80 ? '' : `:${port}`}`;
}

/** Makes sure that the port can be had; answers it, or for 0 a free one. Throws an Error that names port and remedy. */
export function claimPort(host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (cause: NodeJS.ErrnoException) => reject(new Error(portTrouble(host, port, cause), { cause })));
    probe.listen({ host, port, exclusive: true }, () => {
      const { port: free } = probe.address() as AddressInfo;
      probe.close(() => resolve(free));
    });
  });
}

function portTrouble(host: string, port: number, { code, message }: NodeJS.ErrnoException): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} is used by another program. Stop that program, or choose another port with LYCEUM_PORT.`;
  if (code === 'EACCES')
    return `Port ${port} is reserved by the system. Choose one above 1023 with LYCEUM_PORT, for example 8080.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${host} is not an address of this machine. Correct LYCEUM_HOST, or leave it out to listen on all addresses.`;
  return `The server cannot listen on port ${port}: ${message}`;
}
