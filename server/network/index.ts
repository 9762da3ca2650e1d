import { join } from 'node:path';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/db/database.ts';
import type { Work } from '../platform/db/work.ts';
import type { Log } from '../platform/logging/log.ts';
import type { Hub } from '../platform/realtime/hub.ts';
import type { Settings } from '../platform/settings/settings.ts';
import { realNetworks, urlOf } from './addresses-rules.ts';
import { startAnnouncer } from './announcing/announcer.ts';
import { networkChecks } from './checks.ts';
import { askSystem, lookAtFirewall, readSystem } from './firewall.ts';
import { createHttpsService } from './https/service.ts';
import { encryptionOf, identitiesOf } from './https/serving.ts';
import { openHttpsStore } from './https/store.ts';
import { openNetworks } from './interfaces.ts';
import { networkJobs, networkSchedules } from './jobs.ts';
import { createOriginsService } from './origins/service.ts';
import { createReachRepository } from './reach/repository.ts';
import { createReachService, type Ways } from './reach/service.ts';
import { networkRoutes } from './routes.ts';
import { createNetworkService } from './service.ts';
import { networkPersonal } from './personal.ts';

export type { NetworkService } from './service.ts';

export interface NetworkParts {
  db: Database;
  work: Work;
  clock: Clock;
  log: Log;
  settings: Settings;
  secretsFolder: string;
  /** May say its name on the network. */
  announces: boolean;
  /** What the server binds. */
  host: string;
  /** Ports in fact; filled in when the server listens. */
  ports: { port: number; httpsPort: number };
  tell: Hub['tell'];
  hub: Pick<Hub, 'signal' | 'onSignal'>;
  site: () => Promise<{ name: string; key: string } | null>;
}

/** The networks are looked at this often, milliseconds. */
const LOOK_MS = 3000;

export function createNetwork(parts: NetworkParts) {
  const { db, work, clock, log, host, ports, tell } = parts;
  const store = openHttpsStore(join(parts.secretsFolder, 'https'));
  const networks = openNetworks(host, clock);
  const changed = () => tell('staff', 'network.changed', {});
  const hosts = () => realNetworks(networks.now()).map(one => one.host);
  const network = createNetworkService({
    ...parts,
    networks,
    store,
    changed,
    firewall: open => lookAtFirewall({ platform: process.platform, ask: askSystem, read: readSystem }, open),
  });
  const siteName = async () => (await parts.site())?.name ?? 'Lyceum';
  const https = createHttpsService({
    store,
    work,
    clock,
    ports,
    host,
    siteName,
    shortNames: network.shortNames,
    tellsName: network.tellsName,
    addresses: hosts,
    changed,
  });
  const ways = async (): Promise<Ways> => {
    const [{ short_name, addresses, learners_url }, { urls, rung, trust_url }] = await Promise.all([
      network.brief(),
      https.describe(),
    ]);
    const addressUrl = addresses[0]?.url ?? urlOf('http', '127.0.0.1', ports.port);
    return {
      siteName: await siteName(),
      addressUrl,
      nameUrl: short_name.url,
      httpsUrl: rung === 'none' ? null : (urls[0] ?? null),
      trustUrl: rung === 'local' ? trust_url : null,
      academyUrl: learners_url ?? addressUrl,
    };
  };
  const reach = createReachService({
    tests: createReachRepository(db),
    work,
    clock,
    ways,
    changed: id => tell('staff', 'reach.changed', { test_id: id }),
  });
  const origins = createOriginsService(parts);
  let refresh = () => {};
  const encryption = encryptionOf(store, () => ports.httpsPort, clock);
  return {
    personal: networkPersonal,
    network,
    https,
    origins,
    routes: networkRoutes({ network, reach, https, origins }),
    jobs: networkJobs({ https, refresh: () => refresh() }),
    schedules: networkSchedules,
    checks: networkChecks({ network, https, networks, ports, clock }),
    /** Pages that phones open before they trust or know anything. */
    smallPages: ['reach', 'trust'],
    /** The page on the phone tries every way in; the console tries the encrypted one before it redirects anybody. */
    async asks(name: string, asked: string): Promise<readonly string[]> {
      if (name === 'console') return [urlOf('https', asked, ports.httpsPort)];
      if (name !== 'reach') return [];
      const { addressUrl, nameUrl, httpsUrl } = await ways();
      return [addressUrl, nameUrl, httpsUrl].filter(url => url !== null);
    },
    identities: identitiesOf(store),
    encryption,
    challenge: https.challenge,
    close: encryption.close,
    /** What belongs to one process alone: the one that runs jobs. */
    start() {
      const announcer = startAnnouncer({
        addresses: () => realNetworks(networks.now()),
        wanted: async () => (parts.announces ? network.wanted(store.choices().rung !== 'none') : null),
        onState: network.announced,
        async onNetworks() {
          await https.keep();
          changed();
        },
        log,
        everyMs: LOOK_MS,
      });
      refresh = announcer.refresh;
      const unwatch = store.watch(announcer.refresh);
      return {
        async stop() {
          unwatch();
          await announcer.stop();
        },
      };
    },
  };
}
