import { expect, it } from 'vitest';
import { makeCode, plainCode } from './recovery-rules.ts';

it('makes codes of three groups without letters that look alike', () => {
  let next = 0;
  const codes = Array.from({ length: 40 }, () => makeCode(below => next++ % below));
  for (const code of codes) expect(code).toMatch(/^([2-9a-hjkmnp-z]{4}-){2}[2-9a-hjkmnp-z]{4}$/);
  expect(new Set(codes).size).toBe(31);
});

it('understands them however they are typed', () => {
  expect(['ab2c-de3f-gh4j', ' AB2C DE3F GH4J ', 'ab2cde3fgh4j'].map(plainCode)).toEqual(
    Array.from({ length: 3 }, () => 'ab2cde3fgh4j'),
  );
  expect(['', 'ab2c-de3f', 'ab2c-de3f-gh4j-kk'].map(plainCode)).toEqual([null, null, null]);
});
