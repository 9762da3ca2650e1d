import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { reachableAddresses } from './addresses.ts';

const ip = (address: string, internal = false) => ({ address, family: 'IPv4', internal }) as NetworkInterfaceInfo;
const interfaces = {
  lo: [ip('127.0.0.1', true)],
  docker0: [ip('172.17.0.1')],
  eno1: [ip('192.168.1.40'), { address: 'fe80::1', family: 'IPv6', internal: false } as NetworkInterfaceInfo],
  wlan0: [ip('169.254.3.4')],
};

describe('reachableAddresses', () => {
  it('names real networks first, virtual ones after them, this machine last', () => {
    const hosts = reachableAddresses(interfaces, 8080, '0.0.0.0').map(a => a.host);
    expect(hosts).toEqual(['192.168.1.40', '172.17.0.1', '127.0.0.1']);
  });
  it('leaves the port out of the address when it is the usual one', () => {
    expect(reachableAddresses(interfaces, 80, '0.0.0.0')[0]?.url).toBe('http://192.168.1.40');
    expect(reachableAddresses(interfaces, 8080, '0.0.0.0')[0]?.url).toBe('http://192.168.1.40:8080');
  });
  it('gives only this machine when the server listens on loopback', () => {
    expect(reachableAddresses(interfaces, 8080, '127.0.0.1').map(a => a.kind)).toEqual(['this-machine']);
  });
});

it('bound to one address of a network, that is the only one', () => {
  const lan = [{ address: '192.168.1.20', family: 'IPv4' as const, internal: false, netmask: '', mac: '', cidr: null }];
  expect(reachableAddresses({ eth0: lan, wlan0: lan }, 8080, '192.168.1.20').map(each => each.url)).toEqual([
    'http://192.168.1.20:8080',
  ]);
});
