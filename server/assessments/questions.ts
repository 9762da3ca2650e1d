/** What a question may be, how one version of it is kept, and what of it is shown to whom. Pure. */
import { refuse } from '../platform/errors/refusal.ts';
import type { Answer, AskedQuestion, NewQuestion, QuestionType } from './contract.ts';

export interface KeyedOption {
  /** Opaque; stands in answers. */
  id: string;
  text: string;
  correct: boolean;
  feedback: string | null;
}
export type ChoiceType = 'single_choice' | 'multiple_choice' | 'true_false';
export type Key =
  | { type: ChoiceType; options: readonly KeyedOption[] }
  | { type: 'short_answer'; answers: readonly string[] }
  | { type: 'numeric'; value: number; tolerance: number };

/** One version of a question, as attempts refer to it. Never changes once it is written. */
export interface Version {
  id: number;
  questionId: number;
  number: number;
  prompt: string;
  promptHtml: string;
  points: number;
  explanation: string | null;
  explanationHtml: string | null;
  key: Key;
}

/** The part of a version that is kept as JSON; the HTML is made once, when the question is saved. */
interface Body {
  prompt_html: string;
  explanation: string | null;
  explanation_html: string | null;
  options?: readonly KeyedOption[];
  answers?: readonly string[];
  value?: number;
  tolerance?: number;
}

export interface VersionRow {
  id: number;
  question_id: number;
  number: number;
  type: QuestionType;
  prompt: string;
  points: number;
  body: string;
}

const isChoice = (type: QuestionType): type is ChoiceType => type !== 'short_answer' && type !== 'numeric';

/** Refuses with VALIDATION_ERROR a question that nobody could answer as it is meant; `field` is its path in the request. */
export function requireAnswerable(question: NewQuestion, field: string): void {
  const wrong = (message: string) => refuse('VALIDATION_ERROR', message, { field: `${field}.options` });
  if (!('options' in question)) return;
  const { type, options } = question;
  if (new Set(options.map(option => option.text)).size < options.length) wrong('Two options read the same.');
  const right = options.filter(option => option.correct).length;
  if (type === 'true_false' && options.length !== 2) wrong('A true-or-false question has exactly two options.');
  if (type === 'multiple_choice' ? right === 0 : right !== 1)
    wrong(type === 'multiple_choice' ? 'Mark at least one option as correct.' : 'Mark exactly one option as correct.');
}

export interface BodyParts {
  render: (markdown: string) => string;
  newOptionId: () => string;
  /** The version before; options that read the same keep their ids. */
  previous?: Version | undefined;
}

/** The JSON body of a new version. */
export function bodyOf(question: NewQuestion, { render, newOptionId, previous }: BodyParts): string {
  const explanation = question.explanation?.trim() ? question.explanation : null;
  const common = {
    prompt_html: render(question.prompt),
    explanation,
    explanation_html: explanation === null ? null : render(explanation),
  };
  if (question.type === 'short_answer') return JSON.stringify({ ...common, answers: question.answers } satisfies Body);
  if (question.type === 'numeric')
    return JSON.stringify({ ...common, value: question.value, tolerance: question.tolerance } satisfies Body);
  const known = new Map(
    previous && 'options' in previous.key ? previous.key.options.map(option => [option.text, option.id]) : [],
  );
  const options = question.options.map(({ text, correct, feedback }) => ({
    id: known.get(text) ?? newOptionId(),
    text,
    correct,
    feedback: feedback ?? null,
  }));
  return JSON.stringify({ ...common, options } satisfies Body);
}

export function toVersion(row: VersionRow): Version {
  const body = JSON.parse(row.body) as Body;
  return {
    id: row.id,
    questionId: row.question_id,
    number: row.number,
    prompt: row.prompt,
    promptHtml: body.prompt_html,
    points: row.points,
    explanation: body.explanation,
    explanationHtml: body.explanation_html,
    key: keyOf(row.type, body),
  };
}

function keyOf(type: QuestionType, { options = [], answers = [], value = 0, tolerance = 0 }: Body): Key {
  if (isChoice(type)) return { type, options };
  return type === 'numeric' ? { type, value, tolerance } : { type, answers };
}

/** The question as its author wrote it. */
export function asWritten({ prompt, points, explanation, key }: Version): NewQuestion {
  const common = { prompt, points, explanation };
  if (key.type === 'short_answer') return { ...common, type: key.type, answers: [...key.answers] };
  if (key.type === 'numeric') return { ...common, type: key.type, value: key.value, tolerance: key.tolerance };
  const options = key.options.map(({ text, correct, feedback }) => ({ text, correct, feedback }));
  return { ...common, type: key.type, options };
}

/** True when the author left the question as it is, so that no new version is needed. */
export function isUnchanged(version: Version, question: NewQuestion): boolean {
  return canonical(asWritten(version)) === canonical(question);
}

function canonical(question: NewQuestion): string {
  const { type, prompt, points } = question;
  const explanation = question.explanation?.trim() ? question.explanation : null;
  const rest =
    question.type === 'numeric'
      ? [question.value, question.tolerance]
      : question.type === 'short_answer'
        ? question.answers
        : question.options.map(option => [option.text, option.correct, option.feedback ?? null]);
  return JSON.stringify([type, prompt, points, explanation, rest]);
}

/** The question as the learner sees it: picked field by field, so that no key comes along by accident. */
export function asAsked({ questionId, promptHtml, points, key }: Version): AskedQuestion {
  const options = 'options' in key ? key.options.map(({ id, text }) => ({ id, text })) : [];
  return { id: questionId, type: key.type, prompt_html: promptHtml, points, options };
}

/** What would have been right, in words. */
export function correctInWords(key: Key): string[] {
  if (key.type === 'short_answer') return [...key.answers];
  if (key.type === 'numeric') return [key.tolerance > 0 ? `${key.value} ± ${key.tolerance}` : String(key.value)];
  return key.options.filter(option => option.correct).map(option => option.text);
}

/** What the author says to the chosen options. */
export function feedbackFor(key: Key, answer: Answer): string[] {
  if (!('options' in key) || !Array.isArray(answer)) return [];
  return key.options.flatMap(({ id, feedback }) => (feedback && answer.includes(id) ? [feedback] : []));
}
