import { describe, expect, it } from 'vitest';
import { agreedToAll, answerMeant, openQuestions } from './consent-rules.ts';

const terms = { document_id: 1, id: 12, required: true };
const partner = { document_id: 2, id: 21, required: 0 };

it.each([
  ['nothing was said', [], [terms, partner]],
  ['both were given', [given(1, 12), given(2, 21)], []],
  ['an older version was given', [given(1, 11), given(2, 21)], [terms]],
  ['the choice was declined', [given(1, 12), { ...given(2, 21), answer: 'declined' as const }], []],
  [
    'what is needed was withdrawn while it was a choice',
    [{ ...given(1, 12), answer: 'withdrawn' as const }],
    [terms, partner],
  ],
])('when %s, what is open is asked', (_, said, open) => {
  expect(openQuestions([terms, partner], said).map(({ row }) => row)).toEqual(open);
});

function given(document_id: number, version_id: number) {
  return { document_id, version_id, answer: 'given' as const };
}

it('says whether somebody is asked again', () => {
  expect(openQuestions([terms, partner], [given(1, 11)]).map(({ changed }) => changed)).toEqual([true, false]);
});

it.each([
  [true, true, undefined, 'given'],
  [true, false, given(1, 12), null],
  [true, true, given(1, 11), 'given'],
  [false, true, given(1, 12), 'refused'],
  [false, false, given(1, 12), 'withdrawn'],
  [false, false, given(1, 11), 'withdrawn'],
  [false, false, undefined, 'declined'],
  [false, false, { ...given(1, 12), answer: 'declined' as const }, null],
  [true, false, { ...given(1, 12), answer: 'withdrawn' as const }, 'given'],
])('agreed %s, required %s, before %j: %s', (agreed, required, before, meant) => {
  expect(answerMeant({ agreed, required, before, version: 12 })).toBe(meant);
});

describe('agreeing to everything of a kind', () => {
  const present = [
    { document_id: 1, id: 11 },
    { document_id: 2, id: 21 },
  ];
  const said = (user_id: number, document_id: number, version_id: number, answer: 'given' | 'withdrawn' = 'given') => ({
    user_id,
    document_id,
    version_id,
    answer,
  });

  it('takes the present version of each', () => {
    expect(
      agreedToAll(present, [said(7, 1, 11), said(7, 2, 21), said(8, 1, 11), said(9, 1, 10), said(9, 2, 21)]),
    ).toEqual([7]);
  });

  it('ends with being withdrawn', () => {
    expect(agreedToAll(present, [said(7, 1, 11), said(7, 2, 21, 'withdrawn')])).toEqual([]);
  });
});
