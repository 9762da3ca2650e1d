import { describe, expect, it } from 'vitest';
import type { Answer } from './contract.ts';
import { addUp, foldText, grade, readNumbers } from './grading.ts';
import type { ChoiceType, Key } from './questions.ts';

const choice = (type: ChoiceType, correct: string): Key => ({
  type,
  options: ['a', 'b', 'c', 'd', 'e'].map(id => ({ id, text: id, correct: correct.includes(id), feedback: null })),
});
const shareOf = (key: Key, answer: Answer) => grade(key, 1, answer).points;

describe('choices', () => {
  it.each([
    [['b'], 1],
    [['a'], 0],
    [[], 0],
    [null, 0],
  ])('single choice of %j earns %d', (answer, share) => {
    expect(shareOf(choice('single_choice', 'b'), answer)).toBe(share);
    expect(shareOf(choice('true_false', 'b'), answer)).toBe(share);
  });

  // (right − wrong) / number right, never below nothing; three of five are right.
  it.each([
    [['a', 'b', 'c'], 1],
    [['a', 'b'], 2 / 3],
    [['a'], 1 / 3],
    [['a', 'b', 'd'], 1 / 3],
    [['a', 'd'], 0],
    [['a', 'd', 'e'], 0],
    [['d', 'e'], 0],
    [['a', 'b', 'c', 'd', 'e'], 1 / 3],
    [[], 0],
    [null, 0],
  ])('multiple choice of %j earns %d', (answer, share) => {
    expect(shareOf(choice('multiple_choice', 'abc'), answer)).toBeCloseTo(share, 12);
  });

  it('gives nothing for choosing everything when as many are wrong as right', () => {
    const key = choice('multiple_choice', 'ab');
    expect(shareOf(key, ['a', 'b', 'c', 'd'])).toBe(0);
  });

  it('is correct only when wholly right, and multiplies by the points', () => {
    const key = choice('multiple_choice', 'ab');
    expect(grade(key, 4, ['a'])).toEqual({ points: 2, correct: false });
    expect(grade(key, 4, ['b', 'a'])).toEqual({ points: 4, correct: true });
    expect(grade(key, 0, ['a', 'b'])).toEqual({ points: 0, correct: true });
  });
});

describe('short answers', () => {
  const key: Key = { type: 'short_answer', answers: ['Man in the middle', 'MITM', "Kerckhoffs' principle"] };
  it.each(['mitm', '  MITM ', 'man in  the\tmiddle', 'Man in the middle.', 'ＭＩＴＭ', 'Kerckhoffs’ principle'])(
    'accepts %j',
    answer => expect(grade(key, 2, answer)).toEqual({ points: 2, correct: true }),
  );
  it.each(['', 'MIT', 'man-in-the-middle', 'MITM MITM'])('does not accept %j', answer =>
    expect(grade(key, 2, answer)).toEqual({ points: 0, correct: false }),
  );

  it('leaves accents of Latin letters aside, but not marks that make another letter elsewhere', () => {
    expect(foldText('Résumé – “x”')).toBe('resume - "x"');
    expect(foldText('й')).not.toBe(foldText('и'));
    expect(foldText('が')).not.toBe(foldText('か'));
    expect(foldText('e\u0301')).toBe(foldText('é'));
  });
});

describe('typed numbers', () => {
  it.each<[string | number, number[]]>([
    ['42', [42]],
    [' 42 ', [42]],
    ['-7', [-7]],
    ['−7', [-7]],
    ['+7', [7]],
    ['3.14', [3.14]],
    ['3,14', [3.14]],
    [',5', [0.5]],
    ['.5', [0.5]],
    ['5.', [5]],
    ['1e3', [1000]],
    ['2,5e-3', [0.0025]],
    ['1 234,5', [1234.5]],
    ['1\u00a0234', [1234]],
    ['1\u202f234', [1234]],
    ["1'234.5", [1234.5]],
    ['1.234,5', [1234.5]],
    ['1,234.5', [1234.5]],
    ['1,234,567', [1_234_567]],
    ['1.234.567,25', [1_234_567.25]],
    ['1,234', [1.234, 1234]],
    ['0,125', [0.125]],
    ['1234,567', [1234.567]],
    [42.5, [42.5]],
    ['١٢', []],
    ['４２', [42]],
    ['', []],
    ['-', []],
    ['.', []],
    ['12 apples', []],
    ['1,2,3', []],
    ['1.2.3', []],
    ['1,23.4', []],
    ['1.2,3.4', []],
    ['0x10', []],
    ['1e999', []],
    ['Infinity', []],
    ['NaN', []],
    [Number.NaN, []],
    ['--1', []],
  ])('reads %j as %j', (typed, numbers) => expect(readNumbers(typed)).toEqual(numbers));
});

describe('numeric answers', () => {
  const numeric = (value: number, tolerance: number): Key => ({ type: 'numeric', value, tolerance });
  it.each<[number, number, string | number, boolean]>([
    [3.14, 0, '3,14', true],
    [3.14, 0, '3,141', false],
    [3.14, 0.01, '3,15', true],
    [3.14, 0.01, '3.13', true],
    [3.14, 0.01, '3.1501', false],
    [0.3, 0.2, '0.1', true],
    [0.3, 0.1, 0.2, true],
    [0, 0, '0', true],
    [0, 0, '-0', true],
    [0, 0, '0.0000001', false],
    [1234, 0, '1,234', true],
    [1.234, 0, '1,234', true],
    [65_535, 0, '65.535', true],
    [-40, 0.5, '−40,5', true],
    [10, 0, 'ten', false],
  ])('value %d ± %d: %j is right: %s', (value, tolerance, typed, right) => {
    expect(grade(numeric(value, tolerance), 1, typed)).toEqual({ points: right ? 1 : 0, correct: right });
  });
});

describe('adding up', () => {
  const part = (points: number, awarded: number) => ({
    points,
    grade: { points: awarded, correct: awarded === points },
  });

  it('is a percentage of all points, rounded to two decimals', () => {
    expect(addUp([part(1, 1), part(2, 1)], 70)).toEqual({
      pointsAwarded: 2,
      pointsTotal: 3,
      score: 66.67,
      passed: false,
    });
  });
  it('passes at exactly the passing score', () => {
    expect(addUp([part(10, 7)], 70)).toMatchObject({ score: 70, passed: true });
    expect(addUp([part(10, 6.99)], 70)).toMatchObject({ score: 69.9, passed: false });
    expect(addUp([part(1, 0)], 0)).toMatchObject({ score: 0, passed: true });
  });
  it('adds thirds up to a whole', () => {
    const third = part(1, 1 / 3);
    expect(addUp([third, third, third], 33.33)).toEqual({
      pointsAwarded: 1,
      pointsTotal: 3,
      score: 33.33,
      passed: true,
    });
    expect(addUp([part(0.1, 0.1), part(0.2, 0.2)], 100)).toMatchObject({
      pointsAwarded: 0.3,
      score: 100,
      passed: true,
    });
  });
  it('passes a quiz that is worth nothing', () => {
    expect(addUp([part(0, 0)], 70)).toEqual({ pointsAwarded: 0, pointsTotal: 0, score: 100, passed: true });
  });
});
