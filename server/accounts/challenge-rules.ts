/** Sign-ins that wait for their second factor: how long, how often one may try, and from where. */

export const CHALLENGE_MS = 5 * 60_000;
export const CHALLENGE_TRIES = 5;

type AddressClass = 'this-machine' | 'local-network' | 'internet';

const THIS_MACHINE = /^(127\.|::1$)/;
const LOCAL =
  /^(10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd]|fe[89ab])/i;

/**
 * Where an address is, as coarsely as somebody may move between two steps of signing in: a phone changes its address, but what was
 * begun inside the house is not finished from elsewhere.
 */
export function addressClass(ip: string): AddressClass {
  if (THIS_MACHINE.test(ip)) return 'this-machine';
  return LOCAL.test(ip) ? 'local-network' : 'internet';
}

interface Challenge {
  client: string;
  address_class: string;
  tries: number;
  expires_at: string;
  used_at: string | null;
}

/** Whether a challenge may still be answered from there. `now` is an instant. */
export function isOpen(challenge: Challenge | undefined, ip: string, now: string): boolean {
  if (!challenge || challenge.used_at !== null || challenge.tries >= CHALLENGE_TRIES) return false;
  return challenge.expires_at > now && challenge.address_class === addressClass(ip);
}
