/** Where passkeys work: a browser ties one to a name, and only to a name that it reached securely. */
import type { PasskeyHindrance } from './contract.ts';

export interface RelyingParty {
  /** The name that passkeys are tied to (WebAuthn's RP ID). */
  id: string;
  origin: string;
}

const IP_ADDRESS = /^(\[.*\]|\d{1,3}(\.\d{1,3}){3})$/;

/** How people reach the academy. */
export interface KnownPlaces {
  /** Its names. */
  names: readonly string[];
  /** Chosen by the administrator; empty when not. Before it there may be a proxy that does the encryption. */
  publicAddress: string;
}

/**
 * The party for an origin by which a browser came, or what is in the way. A name that the academy does not know is somebody's
 * invention in the request.
 */
export function partyAt(asked: string, { names: known, publicAddress }: KnownPlaces): RelyingParty | PasskeyHindrance {
  if (!URL.canParse(asked)) return 'unknown-name';
  const outside = URL.canParse(publicAddress) ? new URL(publicAddress) : null;
  const origin = outside?.hostname === new URL(asked).hostname ? outside.origin : asked;
  const { protocol, hostname } = new URL(origin);
  if (IP_ADDRESS.test(hostname)) return 'ip-address';
  const isHere = hostname === 'localhost';
  if (protocol !== 'https:' && !isHere) return 'not-encrypted';
  if (!isHere && hostname !== outside?.hostname && !known.some(name => fits(name.toLowerCase(), hostname)))
    return 'unknown-name';
  return { id: hostname, origin };
}

/** Certificates may stand for all names of one level: `*.example.org`. */
const fits = (name: string, hostname: string) =>
  name === hostname || (name.startsWith('*.') && hostname.split('.').slice(1).join('.') === name.slice(2));

export const HINDRANCE_WORDS: Record<PasskeyHindrance, string> = {
  'not-encrypted': 'Browsers use passkeys only over HTTPS. Open the academy by its https address.',
  'ip-address': 'Browsers tie passkeys to a name, not to an address in numbers. Open the academy by its name.',
  'unknown-name': 'The academy does not know the name by which you opened it. Use one of its own names.',
};
