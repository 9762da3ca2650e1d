/** By which addresses the academy is reached, put together from its networks and its HTTPS. Pure. */
import type { ReachableAddress } from '../platform/config/addresses.ts';
import { urlOf } from './addresses-rules.ts';
import type { Rung } from './https/contract.ts';
import { isRedirecting } from './https/redirect-rules.ts';

export interface Surroundings {
  /** Addresses for HTTP, this machine's own last. */
  plain: readonly ReachableAddress[];
  httpsPort: number;
  choices: { rung: Rung; redirect: { on: boolean; until: string | null }; public: { domain: string } | null };
  /** A certificate for the rung is there. */
  certified: boolean;
  /** Milliseconds since 1970. */
  now: number;
}

/**
 * Best first: the public name, then every network, then this machine itself, which always answers without encryption. A network
 * is named with HTTPS where visitors are sent there, and with both where they have the choice.
 */
export function waysIn({ plain, httpsPort, choices, certified, now }: Surroundings): string[] {
  const networks = plain.filter(({ kind }) => kind === 'lan');
  const last = plain.at(-1)?.url;
  if (!certified || choices.rung === 'none') return plain.map(({ url }) => url);
  const named = choices.rung === 'public' && choices.public ? [urlOf('https', choices.public.domain, httpsPort)] : [];
  const secure = networks.map(one => urlOf('https', one.host, httpsPort));
  const open = networks.map(({ url }) => url);
  const ways = isRedirecting(choices, now) ? [...named, ...secure] : [...named, ...open, ...secure];
  return [...ways.filter(url => url !== last), ...(last ? [last] : [])];
}
