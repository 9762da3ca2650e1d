import { MAX_OPTIONS } from './limits.ts';
import type { PlannedOption, PlannedQuestion, Problem, QuestionType } from './plan.ts';

/** What a reader found between one question's first and last line. */
export type DraftQuestion = {
  /** Counted from 0 in the dropped file. */
  line: number;
  type?: QuestionType;
  prompt: string;
  options: PlannedOption[];
  /** Options shown as boxes to tick rather than as a choice of one. */
  boxes: boolean;
  answer?: string;
  points: number;
  explanation: string;
};

export type QuizRead = {
  questions: PlannedQuestion[];
  problems: Problem[];
};

export const emptyDraft = (line: number): DraftQuestion => ({
  line,
  prompt: '',
  options: [],
  boxes: false,
  points: 1,
  explanation: '',
});

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** Turns a draft into a question, or says in one sentence why it cannot be graded. */
export function finishQuestion(draft: DraftQuestion): PlannedQuestion | string {
  const prompt = draft.prompt.trim();
  if (prompt === '') return 'The question has no text.';
  const base = {
    prompt,
    points: draft.points,
    ...(draft.explanation.trim() === '' ? {} : { explanation: draft.explanation.trim() }),
  };
  if (draft.options.length > 0) {
    const choice = choiceOf(draft);
    return typeof choice === 'string' ? choice : { ...base, ...choice };
  }
  if (draft.answer === undefined) return 'The question has neither options nor an answer that can be graded.';
  const written = writtenOf(draft.answer, draft.type);
  return typeof written === 'string' ? written : { ...base, ...written };
}

type Choice = Pick<PlannedQuestion, 'type' | 'options'>;

function choiceOf({ options, type, boxes, answer }: DraftQuestion): Choice | string {
  if (answer !== undefined) return 'The question has both options and an “Answer:” line. Keep one of them.';
  if (options.length < 2) return 'The question has only one option.';
  if (options.length > MAX_OPTIONS) return `The question has more than ${MAX_OPTIONS} options.`;
  if (options.some(option => option.text === '')) return 'An option of the question is empty.';
  const right = options.filter(option => option.correct).length;
  if (right === 0) return 'No option is marked as right.';
  if (type === 'short_answer' || type === 'numeric')
    return 'The question has options, so its type cannot be a written answer.';
  if (type === 'multiple_choice') return { type, options };
  if (right > 1) {
    return type === undefined && boxes
      ? { type: 'multiple_choice', options }
      : 'More than one option is marked as right.';
  }
  return { type: type ?? (isTrueFalse(options) ? 'true_false' : 'single_choice'), options };
}

function isTrueFalse(options: PlannedOption[]): boolean {
  const words = options.map(option => option.text.replace(/[.\s*_]/g, '').toLowerCase()).sort();
  return words.length === 2 && words[0] === 'false' && words[1] === 'true';
}

type Written = Pick<PlannedQuestion, 'type' | 'answers' | 'value' | 'tolerance'>;

function writtenOf(answer: string, type: QuestionType | undefined): Written | string {
  if (type !== undefined && type !== 'short_answer' && type !== 'numeric')
    return 'The question has no options to choose from.';
  const [value = '', tolerance = '0', ...more] = answer.split(/±|\+\/-|\+-/).map(part => part.trim());
  const numeric = NUMBER.test(value) && NUMBER.test(tolerance) && Number(tolerance) >= 0 && more.length === 0;
  if (numeric && type !== 'short_answer')
    return { type: 'numeric', value: Number(value), tolerance: Number(tolerance) };
  if (type === 'numeric') return `“${answer.trim()}” is not a number such as 42 or 42 ± 0.5.`;
  const answers = answer
    .split('|')
    .map(part => part.trim())
    .filter(part => part !== '');
  return answers.length === 0 ? 'The “Answer:” line is empty.' : { type: 'short_answer', answers };
}
