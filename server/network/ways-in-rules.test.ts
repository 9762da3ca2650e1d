import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { reachableAddresses } from '../platform/config/addresses.ts';
import { type Surroundings, waysIn } from './ways-in-rules.ts';

const ip = (address: string, internal = false) => ({ address, family: 'IPv4', internal }) as NetworkInterfaceInfo;
const NOW = Date.parse('2026-11-21T09:00:00.000Z');
const interfaces = { lo: [ip('127.0.0.1', true)], eno1: [ip('192.168.1.40')] };
const listeningAt = (host: string) => reachableAddresses(interfaces, 8080, host);
const plain: Surroundings = {
  plain: listeningAt('0.0.0.0'),
  httpsPort: 8443,
  choices: { rung: 'none', redirect: { on: false, until: null }, public: null },
  certified: false,
  now: NOW,
};
const local: Surroundings = { ...plain, certified: true, choices: { ...plain.choices, rung: 'local' } };

test('without HTTPS: every network, then this machine', () => {
  expect(waysIn(plain)).toEqual(['http://192.168.1.40:8080', 'http://127.0.0.1:8080']);
});

test('with HTTPS beside it: both ways, the plain one first', () => {
  expect(waysIn(local)).toEqual(['http://192.168.1.40:8080', 'https://192.168.1.40:8443', 'http://127.0.0.1:8080']);
});

test('where visitors are redirected only the encrypted way is told, and a trial that is over takes it back', () => {
  const redirecting = (until: string | null) => ({
    ...local,
    choices: { ...local.choices, redirect: { on: true, until } },
  });
  expect(waysIn(redirecting(null))).toEqual(['https://192.168.1.40:8443', 'http://127.0.0.1:8080']);
  expect(waysIn(redirecting('2026-11-21T08:59:00.000Z'))[0]).toBe('http://192.168.1.40:8080');
});

test('the public name comes first', () => {
  const domain = { domain: 'academy.example.org' };
  const open = { ...local, httpsPort: 443, choices: { ...local.choices, rung: 'public' as const, public: domain } };
  expect(waysIn(open)[0]).toBe('https://academy.example.org');
});

test('a rung whose certificate is gone promises nothing', () => {
  expect(waysIn({ ...local, certified: false })).toEqual(waysIn(plain));
});

test('listening on this machine alone, or on one address, nothing else is told', () => {
  expect(waysIn({ ...local, plain: listeningAt('127.0.0.1') })).toEqual(['http://127.0.0.1:8080']);
  expect(waysIn({ ...local, plain: listeningAt('192.168.1.40') })).toEqual([
    'https://192.168.1.40:8443',
    'http://192.168.1.40:8080',
  ]);
});
