/**
 * Patterns that read what people bring, against what makes a careless pattern take minutes. Found with recheck over every pattern
 * of the product (docs/security/scans.md); these are the ones that were slow, held to a time that any machine keeps.
 */
import { expect, it } from 'vitest';
import { linkBase } from '../../server/accounts/link-rules.ts';
import { renderLesson } from '../../server/courses/markdown/index.ts';
import { textType } from '../../server/media/recognise.ts';
import { scrub } from '../../server/platform/logging/scrubbing.ts';
import { effortOf } from '../harness/effort.ts';

const SOME = 30_000;
const none = () => null;

it.each<[string, () => unknown]>([
  ['comments before nothing', () => textType(`${'<!---->'.repeat(SOME / 7)}x`, 'txt')],
  ['comments that never end', () => textType('<!--'.repeat(SOME / 4), 'txt')],
  ['a heading of dashes', () => renderLesson(`# a${'-'.repeat(SOME)}b`, none)],
  ['a lesson of brackets', () => renderLesson('['.repeat(SOME), none)],
  ['a lesson of tags', () => renderLesson('<a '.repeat(SOME / 3), none)],
  ['a lesson of pictures', () => renderLesson('<img src="'.repeat(SOME / 10), none)],
  [
    'an address of slashes',
    () => linkBase({ origin: '', publicAddress: `https://x${'/'.repeat(SOME)}y`, known: [], trusted: true }),
  ],
  ['a log line of letters', () => scrub('a.'.repeat(SOME / 2))],
  ['a log line of dashes', () => scrub('a-'.repeat(SOME / 2))],
  ['a log line of tokens', () => scrub('eyJ-'.repeat(SOME / 4))],
])('%s', async (_what, use) => {
  // The careless ones took from ten seconds to hours.
  expect((await effortOf<unknown>(use)).ms).toBeLessThan(5000);
});
