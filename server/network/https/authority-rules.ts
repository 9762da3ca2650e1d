/** What the academy's own authority vouches for, and how long. Pure. */

const DAY_MS = 86_400_000;

/** The authority itself: longer than any such machine lives, because every phone would have to be told of a new one. */
export const AUTHORITY_DAYS = 7300;
/** Certificates it signs: what Apple takes from authorities that people installed themselves is 825 days at most. */
export const LEAF_DAYS = 397;
/** Renewed when less than this is left. */
export const RENEW_DAYS = 90;
/** Valid from a day ago: clocks of phones are not always right. */
export const BACKDATED_DAYS = 1;

/** Endings of names that are never public: `.local` (RFC 6762), `.home.arpa` (RFC 8375), `.internal` (reserved by ICANN), `.lan`. */
export const PRIVATE_NAMES = ['local', 'home.arpa', 'internal', 'lan', 'localhost'] as const;

/** Address and netmask of networks that are never public (RFC 1918, RFC 3927, RFC 4193, RFC 4291, RFC 6598). */
export const PRIVATE_NETWORKS = [
  ['10.0.0.0', '255.0.0.0'],
  ['172.16.0.0', '255.240.0.0'],
  ['192.168.0.0', '255.255.0.0'],
  ['100.64.0.0', '255.192.0.0'],
  ['169.254.0.0', '255.255.0.0'],
  ['127.0.0.0', '255.0.0.0'],
] as const;
export const PRIVATE_NETWORKS_6 = [
  ['fc00::', 7],
  ['fe80::', 10],
  ['::1', 128],
] as const;

export interface Limits {
  /** A name, or everything below it. */
  names: readonly string[];
  /** IPv4 networks. */
  networks: readonly (readonly [address: string, netmask: string])[];
}

/** What the authority may ever vouch for: private names and networks, this computer's name, and its own addresses today. */
export function limitsOf(computer: string, addresses: readonly string[]): Limits {
  const own = addresses.filter(address => !inNetworks(address, PRIVATE_NETWORKS));
  return {
    names: [...PRIVATE_NAMES, ...(isHostName(computer) ? [computer.toLowerCase()] : [])],
    networks: [...PRIVATE_NETWORKS, ...own.map(address => [address, '255.255.255.255'] as const)],
  };
}

const isHostName = (name: string) => /^[a-z0-9][a-z0-9.-]{0,62}$/i.test(name) && !name.endsWith('.local');

/** The names and addresses that belong into the certificate, within the limits. */
export function allowedNames(names: readonly string[], { names: permitted, networks }: Limits): string[] {
  return [...new Set(names.map(name => name.toLowerCase()))].filter(name =>
    isIPv4(name)
      ? inNetworks(name, networks)
      : permitted.some(ending => name === ending || name.endsWith(`.${ending}`)),
  );
}

export const isIPv4 = (text: string): boolean => /^\d{1,3}(\.\d{1,3}){3}$/.test(text);

export function inNetworks(address: string, networks: Limits['networks']): boolean {
  const bits = numberOf(address);
  return networks.some(
    ([network, mask]) => (bits & numberOf(mask)) >>> 0 === (numberOf(network) & numberOf(mask)) >>> 0,
  );
}

const numberOf = (address: string) => address.split('.').reduce((sum, part) => ((sum << 8) | Number(part)) >>> 0, 0);

/** Whether a certificate has to be made anew: it ends soon, begins in the future, or does not fit the names any more. */
export function needsRenewal(
  current: { names: readonly string[]; from: number; to: number } | null,
  wanted: readonly string[],
  now: number,
): boolean {
  if (!current || current.from > now || current.to - now < RENEW_DAYS * DAY_MS) return true;
  const has = new Set(current.names.map(name => name.toLowerCase()));
  return has.size !== wanted.length || !wanted.every(name => has.has(name.toLowerCase()));
}

export const daysFrom = (at: number, days: number): Date => new Date(at + days * DAY_MS);
