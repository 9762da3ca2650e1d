import { describe, expect, it } from 'vitest';
import { isNews, secondsToTell, TELL_EVERY_MS } from './idle-rules.ts';

const SEEN = Date.UTC(2026, 10, 23, 9);
const MINUTE = 60_000;

describe('the time left without anybody there', () => {
  it.each([
    [15, 0, null],
    [15, 14 * MINUTE - 1, null],
    [15, 14 * MINUTE, 60],
    [15, 14 * MINUTE + 2000, 58],
    [15, 15 * MINUTE - 1, 1],
    [15, 15 * MINUTE, 0],
    [15, 99 * MINUTE, 0],
    [1, 29_999, null],
    [1, 30_000, 30],
  ])('of %i minutes, after %i ms, is told as %j seconds', (minutes, after, told) => {
    expect(secondsToTell(SEEN, minutes, SEEN + after)).toBe(told);
  });
});

it('the server hears of somebody now and then, and of nobody never', () => {
  expect(isNews(SEEN, SEEN - TELL_EVERY_MS, SEEN)).toBe(true);
  expect(isNews(SEEN, SEEN - TELL_EVERY_MS + 1, SEEN)).toBe(false);
  expect(isNews(SEEN, SEEN, SEEN + 10 * TELL_EVERY_MS)).toBe(false);
});
