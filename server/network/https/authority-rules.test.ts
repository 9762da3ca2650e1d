import { describe, expect, it } from 'vitest';
import { allowedNames, inNetworks, limitsOf, needsRenewal, PRIVATE_NETWORKS } from './authority-rules.ts';
import { covers } from './certificate-rules.ts';
import { isExempt, redirectedUrl, redirectState } from './redirect-rules.ts';

const DAY = 86_400_000;

describe('the authority', () => {
  it('vouches for private names and networks, and for its own addresses of the day it was made', () => {
    const limits = limitsOf('box7', ['192.0.2.2', '192.168.1.40']);
    const asked = [
      'lyceum.local',
      'Box7',
      'academy.lan',
      'bank.example.com',
      '192.168.7.1',
      '192.0.2.2',
      '192.0.2.3',
      '8.8.8.8',
    ];
    expect(allowedNames(asked, limits)).toEqual(['lyceum.local', 'box7', 'academy.lan', '192.168.7.1', '192.0.2.2']);
    expect(limits.networks.filter(([, mask]) => mask === '255.255.255.255')).toEqual([
      ['192.0.2.2', '255.255.255.255'],
    ]);
  });

  it.each([
    ['10.255.0.1', true],
    ['172.31.255.255', true],
    ['172.32.0.0', false],
    ['100.64.0.1', true],
    ['192.169.0.1', false],
  ])('%s is private: %s', (address, expected) => {
    expect(inNetworks(address, PRIVATE_NETWORKS)).toBe(expected);
  });

  it('renews long before the end, when names change, and when the clock was wrong', () => {
    const leaf = { names: ['lyceum.local', '192.168.1.40'], from: 0, to: 397 * DAY };
    const names = ['192.168.1.40', 'lyceum.local'];
    expect(needsRenewal(leaf, names, 100 * DAY)).toBe(false);
    expect(needsRenewal(leaf, names, 308 * DAY)).toBe(true);
    expect(needsRenewal(leaf, names, -1)).toBe(true);
    expect(needsRenewal(leaf, ['lyceum.local', '192.168.1.41'], 100 * DAY)).toBe(true);
    expect(needsRenewal(leaf, [...names, '10.0.0.4'], 100 * DAY)).toBe(true);
    expect(needsRenewal(null, names, 0)).toBe(true);
  });
});

it('a wildcard covers exactly one label', () => {
  expect(covers(['*.example.org'], 'academy.example.org')).toBe(true);
  expect(covers(['*.example.org'], 'a.b.example.org')).toBe(false);
  expect(covers(['*.example.org'], 'example.org')).toBe(false);
  expect(covers(['Lyceum.local'], 'lyceum.LOCAL')).toBe(true);
});

describe('the redirection', () => {
  const on = (until: string | null) => ({ rung: 'local' as const, redirect: { on: true, until } });
  it('is on trial until its moment, on for good once confirmed, and off without HTTPS', () => {
    const until = new Date(60_000).toISOString();
    expect([59_999, 60_000].map(now => redirectState(on(until), now))).toEqual(['trial', 'off']);
    expect(redirectState(on(null), 0)).toBe('on');
    expect(redirectState({ ...on(null), rung: 'none' }, 0)).toBe('off');
  });

  it('spares this machine, and what must be reached without trust', () => {
    expect(isExempt('/console', '127.0.0.1')).toBe(true);
    expect(isExempt('/console', '::ffff:127.0.0.1')).toBe(true);
    for (const path of ['/trust?confirm=x', '/reach', '/api/v1/https/authority.crt', '/.well-known/acme-challenge/abc'])
      expect(isExempt(path, '192.168.1.9'), path).toBe(true);
    for (const path of ['/', '/trusted', '/reachable', '/api/v1/auth/login'])
      expect(isExempt(path, '192.168.1.9'), path).toBe(false);
  });

  it('leads to our own host only, whatever stands in the path', () => {
    expect(redirectedUrl('lyceum.local', 8443, '/a?b')).toBe('https://lyceum.local:8443/a?b');
    expect(redirectedUrl('lyceum.local', 443, 'http://evil.example/')).toBe('https://lyceum.local/');
  });
});
