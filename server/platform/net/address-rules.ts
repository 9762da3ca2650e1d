/**
 * Where the server may go when a person entered the address. Networks of the site are allowed, because mirrors, mail servers and
 * stores stand there; what only a machine itself or its provider answers is not: link-local addresses (cloud metadata among them),
 * the unspecified address and multicast, however they are written (RFC 6890).
 */
import { BlockList, isIP } from 'node:net';

/** `anywhere`: this machine too, where a store or a mirror may run. `elsewhere`: other machines only. */
export type Reach = 'anywhere' | 'elsewhere';

const forbidden = new BlockList();
forbidden.addSubnet('0.0.0.0', 8, 'ipv4');
forbidden.addSubnet('169.254.0.0', 16, 'ipv4');
forbidden.addAddress('100.100.100.200', 'ipv4');
forbidden.addAddress('192.0.0.192', 'ipv4');
forbidden.addSubnet('224.0.0.0', 3, 'ipv4');
forbidden.addAddress('::', 'ipv6');
forbidden.addSubnet('fe80::', 10, 'ipv6');
forbidden.addSubnet('fec0::', 10, 'ipv6');
forbidden.addAddress('fd00:ec2::254', 'ipv6');
forbidden.addAddress('fd20:ce::254', 'ipv6');
// Teredo hides an IPv4 address of somebody's choice (RFC 4380).
forbidden.addSubnet('2001::', 32, 'ipv6');
forbidden.addSubnet('ff00::', 8, 'ipv6');

const thisMachine = new BlockList();
thisMachine.addSubnet('127.0.0.0', 8, 'ipv4');
thisMachine.addAddress('::1', 'ipv6');

/** Whether nothing is ever fetched from this IP address, in whatever way it is written. */
export function isForbiddenAddress(address: string, reach: Reach = 'anywhere'): boolean {
  const plain = address.replace(/%.*$/s, '');
  const family = isIP(plain);
  if (family === 0) return true;
  const names = family === 6 ? [plain, ...hiddenIn(plain)] : [plain];
  const lists = reach === 'elsewhere' ? [forbidden, thisMachine] : [forbidden];
  return names.some(name => lists.some(list => list.check(name, isIP(name) === 6 ? 'ipv6' : 'ipv4')));
}

/** The IPv4 address inside an IPv6 one: mapped and compatible (RFC 4291 §2.5.5), NAT64 (RFC 6052), 6to4 (RFC 3056). */
function hiddenIn(address: string): string[] {
  const groups = groupsOf(address);
  const [first, second] = groups;
  const start = groups.slice(0, 6).join(':');
  const v4 = (high = 0, low = 0) => [high >> 8, high & 255, low >> 8, low & 255].join('.');
  if (first === 0x2002) return [v4(second, groups[2])];
  const carriers = ['0:0:0:0:0:65535', '0:0:0:0:0:0', '100:65435:0:0:0:0', '100:65435:1:0:0:0'];
  // `::1` and `::` have an IPv6 meaning of their own.
  const isPlain = start === '0:0:0:0:0:0' && groups[6] === 0 && (groups[7] ?? 0) <= 1;
  return carriers.includes(start) && !isPlain ? [v4(groups[6], groups[7])] : [];
}

/** The eight groups as numbers; URL writes every form of an address in the one canonical way. */
function groupsOf(address: string): number[] {
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [left = '', right = ''] = canonical.split('::');
  const numbers = (text: string) => (text === '' ? [] : text.split(':').map(group => Number.parseInt(group, 16)));
  const [before, after] = [numbers(left), numbers(right)];
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after];
}

/** Why an address that a person entered is not used; null when it may be tried. */
export function troubleWithUrl(text: string, reach: Reach = 'anywhere'): string | null {
  const url = URL.parse(text);
  if (!url) return 'This is no address. It begins with https:// or http://.';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'The address must begin with https:// or http://.';
  if (url.username !== '' || url.password !== '') return 'The address must not contain a name or password.';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && isForbiddenAddress(host, reach))
    return `${host} is an address that only a machine itself uses.`;
  return null;
}
