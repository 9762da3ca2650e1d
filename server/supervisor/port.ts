/** The port that the academy is reached by. */
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { type StartTrouble, troubled } from './trouble.ts';

/** Makes sure that the port can be had; answers it, or for 0 a free one. Throws an Error that names port and remedy. */
export function claimPort(host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (cause: NodeJS.ErrnoException) =>
      reject(troubled(code(cause), portTrouble(host, port, cause), cause)),
    );
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

const code = (cause: NodeJS.ErrnoException): StartTrouble =>
  cause.code === 'EADDRINUSE' ? 'portTaken' : 'portRefused';
