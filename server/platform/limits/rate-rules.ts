/** How many requests whoever asks may make, and under which name they are counted. */
import type { EndpointParts } from '../http/contract.ts';
import { countedAddress } from '../net/network-rules.ts';

/** What an endpoint is counted as, where it says so itself. */
export type RateClass = NonNullable<EndpointParts['rate']>;

/** Parts of an address that make a list look for a text in everything that there is. */
const SEARCHES = ['search', 'text', 'who'];

/** What a request is counted as: by its endpoint, and a search as something heavy. */
export function classOf(rate: RateClass | undefined, query: Readonly<Record<string, unknown>>): RateClass | undefined {
  return rate ?? (SEARCHES.some(name => (query[name] ?? '') !== '') ? 'heavy' : undefined);
}

/** Requests in an hour; 0 never limits. */
export interface HourlyRates {
  anonymous_per_hour: number;
  signed_in_per_hour: number;
  pages_per_hour: number;
  links_per_hour: number;
  registrations_per_hour: number;
  verifications_per_hour: number;
  uploads_per_hour: number;
  heavy_per_hour: number;
}

export interface Asking {
  rate: RateClass | undefined;
  /** null for a visitor. */
  userId: number | null;
  ip: string;
  /** By one of our own pages: in a browser with its cookie, or in the console of this machine. */
  interactive: boolean;
}

export interface Rate {
  /** As the headers call it. */
  name: string;
  limit: number;
  /** Who is counted together. */
  key: string;
}

/** null where nothing is counted. */
export function rateOf({ rate, userId, ip, interactive }: Asking, rates: HourlyRates): Rate | null {
  const here = `address:${countedAddress(ip)}`;
  const of = (name: string, limit: number, who: string) =>
    limit === 0 ? null : { name, limit, key: `${name}:${who}` };
  if (rate === 'none') return null;
  // Whoever asks for these need not be signed in, so a page proves nothing.
  if (rate === 'links') return of('links', rates.links_per_hour, here);
  if (rate === 'registrations') return of('registrations', rates.registrations_per_hour, here);
  if (rate === 'verifications' && userId === null) return of('verifications', rates.verifications_per_hour, here);
  if (userId === null)
    return interactive ? of('pages', rates.pages_per_hour, here) : of('anonymous', rates.anonymous_per_hour, here);
  if (interactive) return null;
  const person = `person:${userId}`;
  if (rate === 'uploads') return of('uploads', rates.uploads_per_hour, person);
  if (rate === 'heavy') return of('heavy', rates.heavy_per_hour, person);
  return of('signed-in', rates.signed_in_per_hour, person);
}
