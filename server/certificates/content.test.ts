import { describe, expect, it } from 'vitest';
import { finalScore, studyHours } from './content.ts';
import { referenceOf } from './references.ts';
import { sentence, shownDate, shownFingerprint } from './wording.ts';

describe('the score', () => {
  const quiz = (score: number) => ({ assessment_type: 'quiz', score }) as const;
  const exam = (score: number) => ({ assessment_type: 'exam', score }) as const;

  it.each([
    ['is the exam’s where there is one', [quiz(70), exam(91), quiz(100)], 91],
    ['is the mean of the quizzes otherwise', [quiz(70), quiz(85.5), quiz(100)], 85.2],
    ['is the mean of several exams', [exam(80), exam(90)], 85],
    ['is null without any', [], null],
  ])('%s', (_what, best, expected) => {
    expect(finalScore(best)).toBe(expected);
  });
});

it.each([
  [840, 30, 14],
  [0, 95, 1.6],
  [0, 0, 0],
])('%i minutes estimated and %i of modules are %d hours', (estimated, modules, hours) => {
  expect(studyHours(estimated, modules)).toBe(hours);
});

describe('the words', () => {
  const content = {
    number: 'ABC-2026-000001',
    site_name: 'ABC',
    recipient: 'Ama Owusu',
    course_id: 1,
    instructor: 'N. O.',
    course_title: 'Network defence',
    issued_at: '2026-11-20T23:30:00.000Z',
    expires_at: null,
  };
  const read = (hours: number, score: number | null) =>
    sentence({ ...content, hours, score })
      .map(({ text, joined }, i) => (i === 0 || joined ? text : ` ${text}`))
      .join('');

  it.each([
    [14, 91, 'has completed Network defence, 14 hours of study, and passed its assessments with 91 %.'],
    [1, null, 'has completed Network defence, 1 hour of study.'],
    [0, 88.5, 'has completed Network defence and passed its assessments with 88.5 %.'],
    [0, null, 'has completed Network defence.'],
  ])('for %d hours and a score of %s', (hours, score, expected) => {
    expect(read(hours, score)).toBe(expected);
  });

  it('sets the title of the course in bold and nothing else', () => {
    const bold = sentence({ ...content, hours: 2, score: 90 }).filter(word => word.strong);
    expect(bold.map(word => word.text)).toEqual(['Network', 'defence']);
  });

  it('shows dates in UTC and the fingerprint in groups', () => {
    expect(shownDate('2026-11-20T23:30:00.000Z')).toBe('20 November 2026');
    expect(shownFingerprint(`9f3c71aa04be${'0'.repeat(52)}`)).toBe('9f3c 71aa 04be');
  });
});

it.each([
  ['17', { by: 'id', id: 17 }],
  ['abc-2026-000001', { by: 'number', number: 'ABC-2026-000001' }],
  ['9F3C71AA04BE9F3C71AA04BE9F3C71AA', { by: 'hash', hash: '9f3c71aa04be9f3c71aa04be9f3c71aa' }],
  ['12345678901234567890123456789012', { by: 'hash', hash: '12345678901234567890123456789012' }],
  ['99999999999999999999', null],
  ["ABC-2026-000001' --", null],
  ['\u0000', null],
])('the reference %s is told by its shape', (text, expected) => {
  expect(referenceOf(text)).toEqual(expected);
});
