/** Addresses, the name on the local network, the poster. */
import { type Clock, instant } from '../platform/clock.ts';
import type { Work } from '../platform/db/work.ts';
import { refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { Bytes } from '../platform/http/routes.ts';
import type { Settings } from '../platform/settings/settings.ts';
import { asLanName, LAN_NAME, type LanAddress, realNetworks } from './addresses-rules.ts';
import type { AnnouncedState } from './announcing/announcer.ts';
import type { Firewall, Network, networkEndpoints } from './contract.ts';
import type { HttpsStore } from './https/store.ts';
import { isRedirecting } from './https/redirect-rules.ts';
import type { Networks } from './interfaces.ts';
import { networkChoices, type NetworkFindings, networkFindings } from './settings.ts';
import { learnersUrl, posterState, shortNameOf, shownAddresses } from './state-rules.ts';
import type { Input } from '../platform/http/contract.ts';
import type { PosterFacts } from './poster.ts';

export interface NetworkDeps {
  settings: Settings;
  work: Work;
  clock: Clock;
  networks: Networks;
  store: HttpsStore;
  ports: { port: number; httpsPort: number };
  site: () => Promise<{ name: string; key: string } | null>;
  firewall: (ports: readonly number[]) => Promise<Firewall>;
  /** Tells the consoles that something changed. */
  changed: () => void;
}

const USUAL_PORT = 80;

export type NetworkService = ReturnType<typeof createNetworkService>;

export function createNetworkService(deps: NetworkDeps) {
  const { settings, work, clock, networks, ports } = deps;
  const write = (change: Partial<NetworkFindings>) =>
    work.run(async ({ tx }) => void (await settings.write(tx, networkFindings, change, instant(clock.now()))));
  const read = () => describe(deps);
  return {
    read,
    /** Short and without asking the system anew: for the console's home. */
    brief: async () => brief(deps, networks.now()),
    async update(change: Input<typeof networkEndpoints.update>['body'], actor: Pick<Actor, 'userId'>) {
      const name = change.lan_name === undefined ? undefined : asLanName(change.lan_name);
      if (name === '')
        refuse('VALIDATION_ERROR', 'Write a name, or switch off that the network is told one.', { field: 'lan_name' });
      if (name !== undefined && !LAN_NAME.test(name))
        refuse('VALIDATION_ERROR', 'Use letters a to z, digits and hyphens, for example “northgate”.', {
          field: 'lan_name',
        });
      await work.run(async ({ tx, enqueue, record }) => {
        const details = await settings.write(tx, networkChoices, { ...change, lan_name: name }, instant(clock.now()));
        await enqueue('network.announce', {}, { uniqueKey: 'network.announce' });
        await record({
          userId: actor.userId,
          action: 'network.update',
          resourceType: 'network',
          resourceId: null,
          details,
        });
      });
      return read();
    },
    /** What the process that announces found out. */
    async announced(state: AnnouncedState) {
      const { short_name: before } = await settings.read(networkFindings);
      if (JSON.stringify(before) === JSON.stringify(state)) return;
      await write({ short_name: state });
      deps.changed();
    },
    async poster(paper: PosterFacts['paper'], lang: PosterFacts['lang']): Promise<Bytes> {
      const state = await read();
      const [best] = state.addresses;
      if (!best)
        refuse('CONFLICT', 'This computer is in no network, so there is no address to print. Connect it first.');
      const site = (await deps.site()) ?? { name: 'Lyceum', key: 'lyceum' };
      const [{ drawPoster }, { openFonts }] = await Promise.all([
        import('./poster.ts'),
        import('../platform/drawing/fonts.ts'),
      ]);
      const body = await drawPoster(openFonts(), {
        paper,
        lang,
        site,
        url: best.url,
        shortUrl: state.short_name.url,
        wifi: state.addresses.find(({ ssid }) => ssid !== null)?.ssid ?? null,
        at: clock.now(),
      });
      await write({ poster: { at: instant(clock.now()), url: best.url, host: best.host } });
      deps.changed();
      return { body, type: 'application/pdf', name: `poster-${paper}.pdf`, inline: true, cache: 'no-store' };
    },
    /** Name without `.local` as chosen, and as announced where that is another. */
    async shortNames(): Promise<string[]> {
      const [{ lan_name, announce }, { short_name }] = await Promise.all([
        settings.read(networkChoices),
        settings.read(networkFindings),
      ]);
      const announced = announce && short_name?.kind === 'announced' ? [short_name.name] : [];
      return [...new Set([lan_name, ...announced])];
    },
    tellsName: async () => (await settings.read(networkChoices)).announce,
    async wanted(httpsOn: boolean) {
      const { lan_name, announce } = await settings.read(networkChoices);
      const title = (await deps.site())?.name ?? 'Lyceum';
      return announce ? { name: lan_name, title, port: ports.port, httpsPort: httpsOn ? ports.httpsPort : null } : null;
    },
  };
}

async function brief({ settings, store, ports, clock }: NetworkDeps, found: readonly LanAddress[]) {
  const [choice, findings] = await Promise.all([settings.read(networkChoices), settings.read(networkFindings)]);
  const short_name = shortNameOf(choice, findings.short_name, ports.port);
  const addresses = shownAddresses(found, ports.port);
  const https = store.choices();
  const ways = {
    rung: https.rung,
    domain: https.public?.domain ?? null,
    redirecting: isRedirecting(https, clock.now()),
  };
  return {
    ...choice,
    short_name,
    addresses,
    learners_url: learnersUrl(ways, short_name, addresses, ports.httpsPort),
    https: https.rung,
    poster: posterState(
      findings.poster,
      realNetworks(found).map(({ host }) => host),
    ),
  };
}

async function describe(deps: NetworkDeps): Promise<Network> {
  const { networks, ports, store } = deps;
  const known = await brief(deps, await networks.described());
  const open = store.choices().rung === 'none' ? [ports.port] : [ports.port, ports.httpsPort];
  return {
    ...known,
    port: ports.port,
    https_port: ports.httpsPort,
    port_is_usual: ports.port === USUAL_PORT,
    firewall: await deps.firewall(open),
  };
}
