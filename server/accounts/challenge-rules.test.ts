import { describe, expect, it } from 'vitest';
import { addressClass, isOpen } from './challenge-rules.ts';

const NOW = '2026-11-23T09:00:00.000Z';
const challenge = {
  client: 'cookie',
  address_class: 'local-network',
  tries: 0,
  expires_at: '2026-11-23T09:00:00.001Z',
  used_at: null,
};

describe('a sign-in that waits for its second factor', () => {
  it('can be finished from where it was begun, until its time, five tries, once', () => {
    expect(isOpen(challenge, '192.168.1.77', NOW)).toBe(true);
    expect(isOpen(challenge, '203.0.113.5', NOW)).toBe(false);
    expect(isOpen({ ...challenge, expires_at: NOW }, '192.168.1.77', NOW)).toBe(false);
    expect(isOpen({ ...challenge, tries: 4 }, '192.168.1.77', NOW)).toBe(true);
    expect(isOpen({ ...challenge, tries: 5 }, '192.168.1.77', NOW)).toBe(false);
    expect(isOpen({ ...challenge, used_at: NOW }, '192.168.1.77', NOW)).toBe(false);
    expect(isOpen(undefined, '192.168.1.77', NOW)).toBe(false);
  });

  it.each([
    ['127.0.0.1', 'this-machine'],
    ['::1', 'this-machine'],
    ['10.1.2.3', 'local-network'],
    ['172.31.0.1', 'local-network'],
    ['172.32.0.1', 'internet'],
    ['fe80::1', 'local-network'],
    ['fd00::1', 'local-network'],
    ['2001:db8::1', 'internet'],
    ['203.0.113.5', 'internet'],
    ['', 'internet'],
  ])('tells of %s that it is %s', (ip, kind) => {
    expect(addressClass(ip)).toBe(kind);
  });
});
