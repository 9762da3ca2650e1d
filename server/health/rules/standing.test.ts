import { expect, test } from 'vitest';
import type { Finding } from '../../platform/health/contract.ts';
import { type Judged, judged } from './standing.ts';
import { fine, warning } from './words.ts';

const MINUTE = 60_000;
const well = fine('ok', 'Well.');
const bad = warning('bad', {
  title: 'Bad.',
  detail: '',
  remedy: { text: '', label: '', action: { kind: 'none' } },
});

/** Takes in one finding after the other, a minute apart. */
function after(findings: readonly Finding[], from?: Judged, start = 0): Judged {
  return findings.reduce<Judged | undefined>(
    (before, finding, index) => judged(before, finding, start + index * MINUTE, false),
    from,
  ) as Judged;
}

test('trouble shows at once, and goes at once when it happened once', () => {
  expect(after([well, bad])).toMatchObject({ finding: bad, since: MINUTE });
  expect(after([well, bad, well])).toMatchObject({ finding: well, since: 2 * MINUTE, comesAndGoes: false });
});

test('since when it is so stays what it was while it lasts', () => {
  expect(after([well, bad, bad, bad]).since).toBe(MINUTE);
});

test('what comes and goes stays an issue until it was calm for a quarter of an hour', () => {
  const restless = after([well, bad, well, bad, well]);
  expect(restless).toMatchObject({ finding: bad, comesAndGoes: true });
  const calm = (minutes: number) =>
    after(
      Array.from({ length: minutes }, () => well),
      restless,
      5 * MINUTE,
    );
  expect(calm(10).finding).toBe(bad);
  expect(calm(14).finding).toBe(well);
});

test('somebody who mended it and asks is believed', () => {
  const restless = after([well, bad, well, bad, well]);
  expect(judged(restless, well, 5 * MINUTE, true).finding).toBe(well);
});

test('a clock that was set back does not hold the past against the check', () => {
  const restless = after([well, bad, well, bad], undefined, 100 * MINUTE);
  expect(judged(restless, well, 0, false)).toMatchObject({ finding: well, comesAndGoes: false });
});

test('what is remembered is bounded', () => {
  const long = after(Array.from({ length: 500 }, () => bad));
  expect(long.history.length).toBeLessThanOrEqual(90);
});
