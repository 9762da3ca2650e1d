/** Where this machine can be reached: one address per network interface, the likeliest for learners first. */
import type { NetworkInterfaceInfo } from 'node:os';

export interface ReachableAddress {
  url: string;
  host: string;
  /** Name of the interface, as the system calls it. */
  network: string;
  kind: 'lan' | 'this-machine';
}

/** Interfaces that virtual machines and containers make; learners are not behind them. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|tun|tap|wg|zt)/;

const EVERY_INTERFACE = ['0.0.0.0', '::', ''];
const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

/** `interfaces` as os.networkInterfaces() gives them. IPv4 only: it is what people can type. `host` is what the server binds. */
export function reachableAddresses(
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>,
  port: number,
  host: string,
): ReachableAddress[] {
  const here = describe('127.0.0.1', port, 'loopback', 'this-machine');
  if (LOOPBACK.includes(host)) return [here];
  const lan = Object.entries(interfaces).flatMap(([network, addresses = []]) =>
    addresses
      .filter(address => address.family === 'IPv4' && !address.internal && !address.address.startsWith('169.254.'))
      .map(address => describe(address.address, port, network, 'lan')),
  );
  const real = lan.filter(address => !VIRTUAL.test(address.network));
  const virtual = lan.filter(address => VIRTUAL.test(address.network));
  if (EVERY_INTERFACE.includes(host)) return [...real, ...virtual, here];
  const bound = lan.find(address => address.host === host);
  return [bound ?? describe(host, port, host, 'lan')];
}

function describe(host: string, port: number, network: string, kind: ReachableAddress['kind']): ReachableAddress {
  return { url: port === 80 ? `http://${host}` : `http://${host}:${port}`, host, network, kind };
}
