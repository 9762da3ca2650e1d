/** How PostgreSQL is connected to, whoever does: by the address that was checked, or by a socket of this machine. */
import type { ClientConfig } from 'pg';
import { guardedSocket } from '../net/guarded.ts';

/** Databases stand on this machine or in the own network. */
export const connectionTo = (url: string | undefined): Pick<ClientConfig, 'connectionString' | 'stream'> => ({
  connectionString: url,
  stream: () => guardedSocket('anywhere'),
});

/** The address as it may be shown and given to programs: without its password, wherever that stands. */
export function withoutPassword(url: string): string {
  const address = new URL(url);
  address.password = '';
  address.searchParams.delete('password');
  return address.toString();
}
