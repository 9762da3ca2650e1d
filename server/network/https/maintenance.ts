/** HTTPS while nobody serves: with the certificate in use, for the page that says what happens meanwhile. */
import { join } from 'node:path';
import { keysOf, openHttpsStore } from './store.ts';

/** None without HTTPS. */
export function maintenanceDoors({ host, httpsPort }: { host: string; httpsPort: number }, secretsFolder: string) {
  const store = openHttpsStore(join(secretsFolder, 'https'));
  const { rung } = store.choices();
  const identity = rung === 'none' ? null : store.identity(rung);
  return identity ? [{ host, port: httpsPort, tls: keysOf(identity) }] : [];
}
