import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PresetTopic } from './contract.ts';
import { STIG_ITEMS } from './stig-rules.ts';

it('every item of the preset stands in the documentation with the rules that it answers', () => {
  const page = readFileSync(new URL('../../docs/security/stig.md', import.meta.url), 'utf8');
  expect(STIG_ITEMS.map(({ topic }) => topic)).toEqual(PresetTopic.options);
  const rules = STIG_ITEMS.flatMap(item => item.rules);
  expect(new Set(rules).size).toBe(rules.length);
  for (const rule of rules) expect(page, rule).toMatch(new RegExp(`\\| [^|]*${rule}\\b`));
});
