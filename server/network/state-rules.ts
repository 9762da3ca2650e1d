/** How learners reach the academy, put together from what was found: pure. */
import { type LanAddress, realNetworks, urlOf } from './addresses-rules.ts';
import type { Network, NetworkAddress, ShortName } from './contract.ts';
import type { Rung } from './https/contract.ts';

/** What the announcing process found out last; null before it has. */
export type Announced =
  | { kind: 'off' }
  | { kind: 'no-network' }
  | { kind: 'unavailable'; reason: string }
  | { kind: 'announced'; wanted: string; name: string; heard: boolean }
  | null;

interface Choice {
  lan_name: string;
  announce: boolean;
}

/** What is true of the short name now. */
export function shortNameOf({ lan_name, announce }: Choice, announced: Announced, port: number): ShortName {
  const base = { wanted: lan_name, name: null, url: null, reason: null };
  if (!announce) return { ...base, state: 'off' };
  // What was found belongs to an earlier choice: the new one is being announced.
  if (announced === null || announced.kind === 'off') return { ...base, state: 'waiting' };
  if (announced.kind === 'no-network') return { ...base, state: 'no-network' };
  if (announced.kind === 'unavailable') return { ...base, state: 'unavailable', reason: announced.reason };
  const { wanted, name, heard } = announced;
  if (wanted !== lan_name) return { ...base, state: 'waiting' };
  if (!heard) return { ...base, state: 'unheard', name };
  return { ...base, state: 'works', name, url: urlOf('http', `${name}.local`, port) };
}

/** Addresses for people, best first; virtual networks are left out where there is a real one. */
export function shownAddresses(addresses: readonly LanAddress[], port: number): NetworkAddress[] {
  const real = realNetworks(addresses);
  return (real.length > 0 ? real : addresses).map(({ host, network, medium, ssid }, i) => ({
    url: urlOf('http', host, port),
    host,
    network,
    medium,
    ssid,
    best: i === 0,
  }));
}

/** What to tell learners: the public name where there is one, the short name where it works, else the best address. */
export function learnersUrl(
  { rung, domain, redirecting }: { rung: Rung; domain: string | null; redirecting: boolean },
  shortName: Pick<ShortName, 'url'>,
  addresses: readonly Pick<NetworkAddress, 'url'>[],
  httpsPort: number,
): string | null {
  if (rung === 'public' && domain) return urlOf('https', domain, httpsPort);
  const plain = shortName.url ?? addresses[0]?.url ?? null;
  return redirecting && plain ? urlOf('https', new URL(plain).hostname, httpsPort) : plain;
}

/** Whether the address on the last poster still leads here. */
export function posterState(
  poster: { at: string; url: string; host: string } | null,
  hosts: readonly string[],
): Network['poster'] {
  return poster && { at: poster.at, url: poster.url, still_right: hosts.includes(poster.host) };
}
