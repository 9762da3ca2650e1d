import { expect, test } from 'vitest';
import { addressesFor } from './addresses.ts';

const face = (address: string, internal = false) => [
  { address, internal, family: 'IPv4' as const, netmask: '255.255.255.0', mac: '', cidr: null },
];

test('networks of homes and schools first, this machine last', () => {
  const interfaces = { lo: face('127.0.0.1', true), docker0: face('172.17.0.1'), eth0: face('192.168.1.20') };
  expect(addressesFor('0.0.0.0', 8080, interfaces)).toEqual([
    'http://192.168.1.20:8080',
    'http://172.17.0.1:8080',
    'http://127.0.0.1:8080',
  ]);
});

test('bound to one address, that is the only one', () => {
  expect(addressesFor('127.0.0.1', 80, {})).toEqual(['http://127.0.0.1']);
  expect(addressesFor('::1', 8080, {})).toEqual(['http://[::1]:8080']);
});
