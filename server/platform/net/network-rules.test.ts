import { describe, expect, it } from 'vitest';
import { countedAddress, isLoopback, membersOf, networkOf } from './network-rules.ts';

describe('a network', () => {
  it.each([
    ['10.0.0.7', 32],
    ['10.0.0.0/8', 8],
    ['2001:db8::/32', 32],
    [' ::1 ', 128],
    ['0.0.0.0/0', 0],
  ])('%s is one', (text, prefix) => {
    expect(networkOf(text)?.prefix).toBe(prefix);
  });
  it.each(['', '10.0.0', '10.0.0.0/33', '10.0.0.0/8/8', '::/129', 'fe80::1%eth0', 'example.org', '10.0.0.0/-1', '1/'])(
    '%s is none',
    text => {
      expect(networkOf(text)).toBeNull();
    },
  );
  it('has members', () => {
    const inside = membersOf(['10.1.0.0/16', '2001:db8::/32', 'nonsense', '192.0.2.7']);
    expect(['10.1.2.3', '2001:db8:5::1', '192.0.2.7'].map(inside)).toEqual([true, true, true]);
    expect(['10.2.0.1', '2001:db9::1', '192.0.2.8', 'x', ''].map(inside)).toEqual([false, false, false, false, false]);
  });
});

describe('an address is counted', () => {
  it('as it is, when it is of the older kind', () => {
    expect(countedAddress('192.0.2.7')).toBe('192.0.2.7');
  });
  it.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::5', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['2001:db8:1:2:3:4:192.0.2.1', '2001:db8:1:2::/64'],
  ])('%s as %s', (address, counted) => {
    expect(countedAddress(address)).toBe(counted);
  });
});

it('the machine itself is known', () => {
  expect(['127.0.0.1', '127.8.8.8', '::1', '10.0.0.1'].map(isLoopback)).toEqual([true, true, true, false]);
});
