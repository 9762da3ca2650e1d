import { describe, expect, it } from 'vitest';
import { asLanName, LAN_NAME, lanAddresses, mediumOf, realNetworks, urlOf } from './addresses-rules.ts';

const v4 = (address: string, internal = false) => ({ address, netmask: '255.255.255.0', family: 'IPv4', internal });
const v6 = (address: string) => ({ address, netmask: 'ffff::', family: 'IPv6', internal: false });
const machine = {
  lo: [v4('127.0.0.1', true)],
  docker0: [v4('172.17.0.1')],
  wlan0: [v4('192.168.1.41')],
  eth0: [v4('192.168.1.40'), v6('fd00::2'), v6('fe80::1')],
  eth1: [v4('169.254.3.4')],
};
const facts = [
  { network: 'wlan0', medium: 'wifi' as const, ssid: 'Northgate', isDefault: false },
  { network: 'eth0', medium: 'cable' as const, ssid: null, isDefault: true },
  { network: 'docker0', medium: 'cable' as const, ssid: null, isDefault: false },
];

describe('addresses of a machine', () => {
  it('come best first: with a router, then real ones, then virtual ones; never a makeshift or its own', () => {
    expect(lanAddresses(machine, facts, '0.0.0.0').map(({ host }) => host)).toEqual([
      '192.168.1.40',
      '192.168.1.41',
      '172.17.0.1',
    ]);
    expect(realNetworks(lanAddresses(machine, facts, '0.0.0.0'))).toMatchObject([
      { medium: 'cable', ssid: null, host6: [] },
      { medium: 'wifi', ssid: 'Northgate' },
    ]);
  });

  it('have IPv6 only where the server listens there', () => {
    expect(lanAddresses(machine, facts, '::')[0]?.host6).toEqual(['fd00::2']);
  });

  it('are only those that the server binds', () => {
    expect(lanAddresses(machine, facts, '192.168.1.41').map(({ host }) => host)).toEqual(['192.168.1.41']);
    expect(lanAddresses(machine, facts, '127.0.0.1')).toEqual([]);
    expect(lanAddresses({}, [], '0.0.0.0')).toEqual([]);
  });
});

it('the kind of a network follows from its name where the system says nothing', () => {
  expect(['wlp2s0', 'Wi-Fi', 'enp3s0', 'Ethernet 2', 'vEthernet (WSL)', 'br-1a2b', 'ppp0'].map(mediumOf)).toEqual([
    'wifi',
    'wifi',
    'cable',
    'cable',
    'virtual',
    'virtual',
    'other',
  ]);
});

it('a port stands in an address only where it must', () => {
  expect(urlOf('http', '192.168.1.40', 80)).toBe('http://192.168.1.40');
  expect(urlOf('https', 'lyceum.local', 443)).toBe('https://lyceum.local');
  expect(urlOf('https', 'lyceum.local', 8443)).toBe('https://lyceum.local:8443');
});

it('a name is what a network understands', () => {
  expect(asLanName(' Northgate.LOCAL. ')).toBe('northgate');
  for (const good of ['a', 'lyceum', 'lab-2', 'x'.repeat(40)]) expect(good).toMatch(LAN_NAME);
  for (const bad of ['', '-a', 'a-', 'a b', 'schön', 'a.b', 'x'.repeat(41)]) expect(bad).not.toMatch(LAN_NAME);
});
