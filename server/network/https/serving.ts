/** What every web process needs to know of HTTPS, from the files: certificates to show, and whom to redirect. */
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { Clock } from '../../platform/clock.ts';
import type { Encryption } from '../../platform/http/app.ts';
import type { Identities, ServerIdentity } from '../../platform/http/secure-door.ts';
import { covers } from './certificate-rules.ts';
import { chainOf, readCertificate } from './certificates.ts';
import { isExempt, isRedirecting, redirectedUrl } from './redirect-rules.ts';
import { type HttpsStore, type Identity, keysOf } from './store.ts';
import { strictHeader } from './strict-rules.ts';

/** The certificates of the present rung; on the upper rungs the local one still serves the local names and addresses. */
export function identitiesOf(store: HttpsStore): Identities {
  return {
    async read() {
      const { rung } = store.choices();
      if (rung === 'none') return [];
      const wanted = rung === 'local' ? (['local'] as const) : ([rung, 'local'] as const);
      const kept = wanted.map(name => store.identity(name)).filter(identity => identity !== null);
      return Promise.all(kept.map(serverIdentity));
    },
    watch: store.watch,
  };
}

async function serverIdentity(identity: Identity): Promise<ServerIdentity> {
  const [leaf] = await chainOf(identity);
  return { names: leaf ? readCertificate(leaf).names : [], options: keysOf(identity) };
}

/** Kept in memory and read anew after every change, because every request asks. */
export function encryptionOf(
  store: HttpsStore,
  httpsPort: () => number,
  clock: Clock,
): Encryption & { refresh(): Promise<void>; close(): void } {
  let choices = store.choices();
  let names: readonly string[] = [];
  const refresh = async () => {
    choices = store.choices();
    const read = await identitiesOf(store)
      .read()
      .catch(() => []);
    names = read.flatMap(identity => identity.names);
  };
  const unwatch = store.watch(() => void refresh());
  return {
    refresh,
    close: unwatch,
    strict: () => (choices.rung === 'none' ? null : strictHeader(choices, clock.now())),
    redirect(req: IncomingMessage) {
      if (!isRedirecting(choices, clock.now()) || isExempt(req.url ?? '/', req.socket.remoteAddress ?? '')) return null;
      const asked = (req.headers.host ?? '').replace(/:\d+$/, '');
      const host = covers(names, asked) ? asked : names.find(name => !name.startsWith('*.') && isIP(name) === 0);
      return host ? redirectedUrl(host, httpsPort(), req.url ?? '/') : null;
    },
  };
}
