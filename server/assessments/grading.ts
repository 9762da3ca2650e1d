/** Answers × key → points. Pure; the formulas are the product's promise to learners and stand in the guide too. */
import type { Answer } from './contract.ts';
import type { Key, KeyedOption } from './questions.ts';

export interface Grade {
  /** 0 to the question's points, not rounded. */
  points: number;
  /** Wholly right. */
  correct: boolean;
}

export interface Total {
  /** Rounded to four decimals, so that thirds add up to what people expect. */
  pointsAwarded: number;
  pointsTotal: number;
  /** Percent, rounded to two decimals: what is shown is what is compared with the passing score. */
  score: number;
  passed: boolean;
}

/**
 * Grades one answer; null (not answered) gets nothing.
 *
 * - single choice, true or false: all or nothing.
 * - multiple choice: max(0, (right − wrong) / number right) × points, where right and wrong count the chosen options. So
 *   choosing everything earns nothing when as many are wrong as right.
 * - short answer: equal to one of the accepted answers after folding (see `foldText`), all or nothing.
 * - numeric: |answer − value| ≤ tolerance for one reading of what was typed (see `readNumbers`), all or nothing.
 */
export function grade(key: Key, points: number, answer: Answer): Grade {
  const share = shareOf(key, answer);
  return { points: share * points, correct: share === 1 };
}

function shareOf(key: Key, answer: Answer): number {
  if (answer === null) return 0;
  switch (key.type) {
    case 'short_answer':
      return isAccepted(key.answers, String(answer)) ? 1 : 0;
    case 'numeric':
      return readNumbers(answer as string | number).some(given => isNear(given, key.value, key.tolerance)) ? 1 : 0;
    case 'multiple_choice':
      return shareOfChoices(key.options, answer as string[]);
    default:
      return key.options.some(option => option.correct && (answer as string[]).includes(option.id)) ? 1 : 0;
  }
}

function shareOfChoices(options: readonly KeyedOption[], chosen: readonly string[]): number {
  const correct = options.filter(option => option.correct);
  const right = correct.filter(option => chosen.includes(option.id)).length;
  const wrong = chosen.length - right;
  return Math.max(0, (right - wrong) / correct.length);
}

function isAccepted(accepted: readonly string[], given: string): boolean {
  const folded = foldText(given);
  return accepted.some(text => foldText(text) === folded);
}

/**
 * Text as short answers are compared: compatibility forms unified (NFKC), case, accents on Latin letters, kind of quotes
 * and dashes, runs of white space, and a full stop at the end do not count. Accents of other scripts do.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/(\p{Script=Latin})[\u0300-\u036f]+/gu, '$1')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’‚‛′`´]/g, "'")
    .replace(/[“”„‟″«»]/g, '"')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(?<!\s)\s*\.$/, '');
}

/** Doubles differ in the last bits: 0.3 − 0.1 is 0.19999…98. */
const ROUNDING = 8 * Number.EPSILON;

function isNear(given: number, value: number, tolerance: number): boolean {
  const slack = ROUNDING * Math.max(Math.abs(given), Math.abs(value), tolerance);
  return Math.abs(given - value) <= tolerance + slack;
}

const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;

/**
 * The numbers that a typed text can mean; none when it is not a number. White space and apostrophes between digits are
 * ignored. With both marks, the last one is the decimal mark: `1.234,5` and `1,234.5`. A mark that comes more than once
 * groups digits. One mark followed by exactly three digits may be either (`1,234`), and both readings are given: a
 * learner is not marked down for the habits of a country.
 */
export function readNumbers(typed: string | number): number[] {
  if (typeof typed === 'number') return Number.isFinite(typed) ? [typed] : [];
  const text = typed
    .normalize('NFKC')
    .replace(/[\u2212\u2013]/g, '-')
    .replace(/[\s'’_]/g, '');
  return [
    ...new Set(
      spellings(text)
        .filter(spelling => PLAIN.test(spelling))
        .map(Number),
    ),
  ].filter(Number.isFinite);
}

/** The text with a full stop as its only mark, in each way that it can be meant. */
function spellings(text: string): string[] {
  const commas = text.split(',').length - 1;
  const stops = text.split('.').length - 1;
  if (commas > 0 && stops > 0) {
    const decimal = text.lastIndexOf(',') > text.lastIndexOf('.') ? ',' : '.';
    const groups = decimal === ',' ? '.' : ',';
    if (text.split(decimal).length > 2 || !isGrouped(text.slice(0, text.lastIndexOf(decimal)), groups)) return [];
    return [text.replaceAll(groups, '').replace(decimal, '.')];
  }
  const mark = commas > 0 ? ',' : '.';
  const count = commas + stops;
  if (count === 0) return [text];
  const whole = isGrouped(text, mark) ? [text.replaceAll(mark, '')] : [];
  return count > 1 ? whole : [text.replace(mark, '.'), ...whole];
}

/** Whole number in groups of three: `1.234.567`. */
function isGrouped(text: string, mark: string): boolean {
  const [first = '', ...groups] = text.replace(/^[+-]/, '').split(mark);
  return /^[1-9]\d{0,2}$/.test(first) && groups.length > 0 && groups.every(group => /^\d{3}$/.test(group));
}

/** Adds up a whole attempt. A quiz worth no points is passed by handing it in. */
export function addUp(graded: readonly { grade: Grade; points: number }[], passingScore: number): Total {
  const awarded = graded.reduce((sum, { grade: { points } }) => sum + points, 0);
  const pointsTotal = rounded(
    graded.reduce((sum, { points }) => sum + points, 0),
    4,
  );
  const score = pointsTotal === 0 ? 100 : rounded((100 * awarded) / pointsTotal, 2);
  return { pointsAwarded: rounded(awarded, 4), pointsTotal, score, passed: score >= passingScore };
}

function rounded(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round((value + Number.EPSILON) * factor) / factor;
}
