import { expect, it } from 'vitest';
import { suggestPassphrase, WORDS } from './words.ts';

it('no word is there twice or the beginning of another one, so that they can be told apart', () => {
  expect(new Set(WORDS).size).toBe(WORDS.length);
  expect(WORDS.filter(word => WORDS.some(other => other !== word && other.startsWith(word)))).toEqual([]);
  expect(Math.log2(WORDS.length ** 4 * 100)).toBeGreaterThan(42);
});

it('has four words and two digits', () => {
  expect(suggestPassphrase(() => 0)).toBe('acorn-acorn-acorn-acorn-00');
  expect(suggestPassphrase(below => below - 1)).toBe('zither-zither-zither-zither-99');
});
