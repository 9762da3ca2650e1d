/** In which networks this machine is, in people's words: kind and name of each, the likeliest for learners first. Pure. */
import type { Medium } from './contract.ts';

/** A network interface with an address, as os.networkInterfaces() gives it. */
export interface InterfaceAddress {
  address: string;
  netmask: string;
  family: string;
  internal: boolean;
}

/** What else is known of an interface by the system; all of it may be missing. */
export interface InterfaceFacts {
  network: string;
  medium: Medium;
  /** Name of the Wi-Fi. */
  ssid: string | null;
  /** The way to the internet, or at least to a router, leads through it. */
  isDefault: boolean;
}

export interface LanAddress extends InterfaceFacts {
  /** IPv4. */
  host: string;
  netmask: string;
  /** IPv6 addresses that other machines may use, where the server listens on IPv6. */
  host6: string[];
}

/** Interfaces that virtual machines, containers and tunnels make; learners are not behind them. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|tun|tap|wg|zt|ifb|vEthernet|VirtualBox|VMware|Tailscale)/i;
/** Wi-Fi as Linux and Windows call it. */
const WIFI = /^(wl|wifi|wi-fi|wlan)/i;
const CABLE = /^(en|eth|ethernet|lan)/i;

/** From the name alone, when the system says nothing more. */
export function mediumOf(network: string): Medium {
  if (VIRTUAL.test(network)) return 'virtual';
  if (WIFI.test(network)) return 'wifi';
  return CABLE.test(network) ? 'cable' : 'other';
}

const EVERY_INTERFACE = ['0.0.0.0', '::', ''];

/**
 * Addresses by which other machines may reach a server that listens on `host`, best first: real networks before virtual ones, the
 * one with a router before others. Empty when there is no network, or when the server listens on this machine alone.
 */
export function lanAddresses(
  interfaces: Readonly<Record<string, readonly InterfaceAddress[] | undefined>>,
  facts: readonly InterfaceFacts[],
  host: string,
): LanAddress[] {
  const all = Object.entries(interfaces).flatMap(([network, addresses = []]) => {
    const known = facts.find(fact => fact.network === network);
    const medium = mediumOf(network) === 'virtual' ? 'virtual' : (known?.medium ?? mediumOf(network));
    const host6 = host === '::' ? addresses.filter(isUsable6).map(({ address }) => address) : [];
    return addresses.filter(isUsable4).map(({ address, netmask }) => ({
      network,
      medium,
      ssid: known?.ssid ?? null,
      isDefault: known?.isDefault ?? false,
      host: address,
      netmask,
      host6,
    }));
  });
  const reachable = EVERY_INTERFACE.includes(host) ? all : all.filter(address => address.host === host);
  return reachable.toSorted((a, b) => rank(b) - rank(a));
}

const isUsable4 = ({ family, internal, address }: InterfaceAddress) =>
  family === 'IPv4' && !internal && !address.startsWith('169.254.');
const isUsable6 = ({ family, internal, address }: InterfaceAddress) =>
  family === 'IPv6' && !internal && !address.toLowerCase().startsWith('fe80:');

const rank = ({ medium, isDefault }: LanAddress) => (medium === 'virtual' ? 0 : 2) + (isDefault ? 1 : 0);

/** Networks that learners may be in. */
export const realNetworks = (addresses: readonly LanAddress[]): LanAddress[] =>
  addresses.filter(({ medium }) => medium !== 'virtual');

/** `http://192.168.1.40:8080`; the port only where browsers would not take it by themselves. */
export function urlOf(scheme: 'http' | 'https', host: string, port: number): string {
  const usual = scheme === 'http' ? 80 : 443;
  return `${scheme}://${host}${port === usual ? '' : `:${port}`}`;
}

/** Letters, digits and hyphens, not at the ends; at most 40, so that a number fits behind (RFC 1123 §2.1 has 63). */
export const LAN_NAME = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

/** What a person typed as name, without what we add ourselves. */
export const asLanName = (typed: string): string =>
  typed
    .trim()
    .toLowerCase()
    .replace(/\.local\.?$/, '');
