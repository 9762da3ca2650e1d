import { describe, expect, it } from 'vitest';
import { type Asking, classOf, rateOf } from './rate-rules.ts';

const rates = {
  anonymous_per_hour: 100,
  signed_in_per_hour: 1000,
  pages_per_hour: 60_000,
  links_per_hour: 60,
  registrations_per_hour: 300,
  verifications_per_hour: 600,
  uploads_per_hour: 5000,
  heavy_per_hour: 300,
};
const visitor: Asking = { rate: undefined, userId: null, ip: '192.0.2.7', interactive: false };
const named = (asking: Partial<Asking>) => {
  const rate = rateOf({ ...visitor, ...asking }, rates);
  return rate && `${rate.limit} ${rate.key}`;
};

it('a search is heavy work, unless its endpoint says otherwise', () => {
  expect(classOf(undefined, { search: 'ada', page: '2' })).toBe('heavy');
  expect(classOf(undefined, { who: ['a', 'b'] })).toBe('heavy');
  expect(classOf(undefined, { search: '', sort: 'name' })).toBeUndefined();
  expect(classOf('none', { search: 'ada' })).toBe('none');
});

describe('a request is counted', () => {
  it('for the address of a program that is not signed in', () => {
    expect(named({})).toBe('100 anonymous:address:192.0.2.7');
    expect(named({ ip: '2001:db8::7' })).toBe('100 anonymous:address:2001:db8:0:0::/64');
  });
  it('for the person of a program that is', () => {
    expect(named({ userId: 7 })).toBe('1000 signed-in:person:7');
    expect(named({ userId: 7, rate: 'uploads' })).toBe('5000 uploads:person:7');
    expect(named({ userId: 7, rate: 'heavy' })).toBe('300 heavy:person:7');
    expect(named({ userId: 7, rate: 'verifications' })).toBe('1000 signed-in:person:7');
  });
  it('for the address of pages that nobody signed in to, generously', () => {
    expect(named({ interactive: true })).toBe('60000 pages:address:192.0.2.7');
  });
  it('not at all for people in their browser, whatever they ask for', () => {
    for (const rate of [undefined, 'uploads', 'heavy', 'verifications'] as const)
      expect(named({ userId: 7, interactive: true, rate })).toBeNull();
  });
  it('by page or not, where nobody has to be signed in', () => {
    for (const interactive of [true, false]) {
      expect(named({ interactive, rate: 'links' })).toBe('60 links:address:192.0.2.7');
      expect(named({ interactive, rate: 'registrations' })).toBe('300 registrations:address:192.0.2.7');
      expect(named({ interactive, rate: 'verifications' })).toBe('600 verifications:address:192.0.2.7');
    }
  });
  it('not at all where it says so, or the rate is nought', () => {
    expect(named({ rate: 'none' })).toBeNull();
    expect(rateOf(visitor, { ...rates, anonymous_per_hour: 0 })).toBeNull();
  });
});
