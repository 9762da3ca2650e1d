/** Addresses and networks as people write them: `10.0.0.7`, `10.0.0.0/8`, `2001:db8::/32`. */
import { BlockList, isIP } from 'node:net';

interface Network {
  address: string;
  prefix: number;
  family: 'ipv4' | 'ipv6';
}

/** null when it is neither an IP address nor a network in CIDR notation (RFC 4632, RFC 4291 §2.3). */
export function networkOf(text: string): Network | null {
  const [address = '', bits, ...more] = text.trim().split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0 || address.includes('%')) return null;
  const most = version === 6 ? 128 : 32;
  if (bits !== undefined && !/^\d{1,3}$/.test(bits)) return null;
  const prefix = bits === undefined ? most : Number(bits);
  return prefix > most ? null : { address, prefix, family: version === 6 ? 'ipv6' : 'ipv4' };
}

/** Whether an address lies in one of the networks; what is no network lets nobody in. */
export function membersOf(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const { address, prefix, family } of networks.map(networkOf).filter(network => network !== null))
    list.addSubnet(address, prefix, family);
  return address => {
    const version = isIP(address);
    return version !== 0 && list.check(address, version === 6 ? 'ipv6' : 'ipv4');
  };
}

/**
 * Under which name somebody at this address is counted: an IPv6 network of 64 bits is one household or one machine, which may take
 * any of its addresses (RFC 4291 §2.5.4), so it counts as one.
 */
export function countedAddress(address: string): string {
  if (isIP(address) !== 6) return address;
  const halves = (address.split('%')[0] as string).split('::');
  const groups = (half: string | undefined) => (half ? half.split(':').flatMap(plainGroups) : []);
  const [head, tail] = [groups(halves[0]), groups(halves[1])];
  const zeros = halves.length > 1 ? Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0') : [];
  const whole = [...head, ...zeros, ...tail].slice(0, 4).map(group => Number.parseInt(group, 16).toString(16));
  return `${whole.join(':')}::/64`;
}

/** `::ffff:10.0.0.1` ends in an address of the older kind, which stands for two groups. */
const plainGroups = (group: string): string[] => (group.includes('.') ? ['0', '0'] : [group]);

const LOOPBACK = membersOf(['127.0.0.0/8', '::1']);

export const isLoopback = (address: string): boolean => LOOPBACK(address);
