import { describe, expect, it } from 'vitest';
import { secondsLeft } from './progress-rules.ts';

describe('seconds left', () => {
  it('is not guessed before there is something to guess from', () => {
    expect(secondsLeft(0, 60_000)).toBeNull();
    expect(secondsLeft(0.019, 60_000)).toBeNull();
    expect(secondsLeft(0.5, 1999)).toBeNull();
    expect(secondsLeft(Number.NaN, 60_000)).toBeNull();
  });
  it('goes on at the speed so far', () => {
    expect(secondsLeft(0.5, 10_000)).toBe(10);
    expect(secondsLeft(0.9, 9_000)).toBe(1);
    expect(secondsLeft(1, 9_000)).toBe(0);
  });
  it('is rounded up to what does not flicker', () => {
    expect(secondsLeft(0.25, 11_000)).toBe(35);
    expect(secondsLeft(0.1, 80_000)).toBe(720);
  });
  it('is silent about what would take days', () => {
    expect(secondsLeft(0.02, 3_600_000)).toBeNull();
  });
});
