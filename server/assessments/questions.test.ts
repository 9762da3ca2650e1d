import { describe, expect, it } from 'vitest';
import { Refusal } from '../platform/errors/refusal.ts';
import { fittingAnswer, requireAsked } from './answers.ts';
import type { Answer, NewQuestion } from './contract.ts';
import {
  asAsked,
  asWritten,
  bodyOf,
  correctInWords,
  feedbackFor,
  isUnchanged,
  requireAnswerable,
  toVersion,
  type Version,
} from './questions.ts';

const option = (text: string, correct = false, feedback?: string) => ({ text, correct, feedback });
const choice = (type: 'single_choice' | 'multiple_choice' | 'true_false', ...options: ReturnType<typeof option>[]) =>
  ({ type, prompt: 'Which?', points: 1, options }) as NewQuestion;
const text: NewQuestion = {
  type: 'short_answer',
  prompt: 'Name it',
  points: 1,
  answers: ['nmap'],
  explanation: 'Maps',
};
const number: NewQuestion = { type: 'numeric', prompt: 'Port?', points: 2, value: 443, tolerance: 0.5 };
const single = choice('single_choice', option('TLS', true, 'Yes'), option('Telnet', false, 'In the clear'));
const many = choice('multiple_choice', option('a', true), option('b', true), option('c'));

let ids = 0;
const render = (markdown: string) => `<p>${markdown}</p>`;
function stored(question: NewQuestion, previous?: Version): Version {
  const body = bodyOf(question, { render, newOptionId: () => `o${++ids}`, previous });
  const { type, prompt, points } = question;
  return toVersion({ id: 9, question_id: 5, number: 1, type, prompt, points, body });
}
const fieldOf = (use: () => unknown) => {
  try {
    use();
  } catch (error) {
    if (error instanceof Refusal) return `${error.code} ${error.details[0]?.field}`;
    throw error;
  }
  return 'accepted';
};

describe('what can be asked', () => {
  it.each<[string, NewQuestion, boolean]>([
    ['one right option', single, true],
    ['no right option', choice('single_choice', option('a'), option('b')), false],
    ['two right ones of a single choice', choice('single_choice', option('a', true), option('b', true)), false],
    ['several right ones', many, true],
    ['none right of several', choice('multiple_choice', option('a'), option('b')), false],
    ['true or false', choice('true_false', option('True', true), option('False')), true],
    ['true, false or maybe', choice('true_false', option('T', true), option('F'), option('M')), false],
    ['two options that read the same', choice('single_choice', option('a', true), option('a')), false],
    ['text', text, true],
    ['a number', number, true],
  ])('%s', (_what, question, good) => {
    const expected = good ? 'accepted' : 'VALIDATION_ERROR questions.3.options';
    expect(fieldOf(() => requireAnswerable(question, 'questions.3'))).toBe(expected);
  });
});

describe('versions', () => {
  it.each([single, many, text, number])('come back as they were written: $type', question => {
    const version = stored(question);
    expect(isUnchanged(version, question)).toBe(true);
    expect(asWritten(version)).toMatchObject(JSON.parse(JSON.stringify(question)));
    expect(isUnchanged(version, { ...question, prompt: 'Other' })).toBe(false);
    expect(isUnchanged(version, { ...question, points: 7 })).toBe(false);
    expect(isUnchanged(version, { ...question, explanation: 'Other' })).toBe(false);
  });

  it('notice a change of the key alone', () => {
    expect(isUnchanged(stored(text), { ...text, answers: ['nmap', 'zenmap'] })).toBe(false);
    expect(isUnchanged(stored(number), { ...number, tolerance: 1 })).toBe(false);
    expect(isUnchanged(stored(single), choice('single_choice', option('TLS'), option('Telnet', true)))).toBe(false);
  });

  it('keep the ids of options that read the same', () => {
    const first = stored(single);
    const second = stored(choice('single_choice', option('SSH', true), option('Telnet')), first);
    const idOf = (version: Version, name: string) => asAsked(version).options.find(o => o.text === name)?.id;
    expect(idOf(second, 'Telnet')).toBe(idOf(first, 'Telnet'));
    expect(idOf(second, 'SSH')).not.toBe(idOf(first, 'TLS'));
  });

  it('are asked without anything of the key', () => {
    const { id, ...asked } = asAsked(stored(single));
    expect(id).toBe(5);
    expect(Object.keys(asked)).toEqual(['type', 'prompt_html', 'points', 'options']);
    for (const shown of asked.options) expect(Object.keys(shown)).toEqual(['id', 'text']);
    expect(asAsked(stored(number)).options).toEqual([]);
    expect(asAsked(stored(text)).options).toEqual([]);
  });

  it('tell in words what is right, and what the author says to the chosen options', () => {
    expect(correctInWords(stored(single).key)).toEqual(['TLS']);
    expect(correctInWords(stored(text).key)).toEqual(['nmap']);
    expect(correctInWords(stored(number).key)).toEqual(['443 ± 0.5']);
    const { key } = stored(single);
    const telnet = 'options' in key ? key.options[1]?.id : undefined;
    expect(feedbackFor(key, [telnet as string])).toEqual(['In the clear']);
    expect(feedbackFor(key, null)).toEqual([]);
  });
});

describe('answers', () => {
  const one = stored(single);
  const several = stored(many);
  const id = (version: Version, n: number) => asAsked(version).options[n]?.id as string;
  it.each<[string, Version, Answer, Answer]>([
    ['an option', one, [id(one, 0)], [id(one, 0)]],
    ['nothing chosen', one, [], null],
    ['several options', several, [id(several, 0), id(several, 2)], [id(several, 0), id(several, 2)]],
    ['text', stored(text), ' nmap ', ' nmap '],
    ['blank text', stored(text), '  ', null],
    ['a number as typed', stored(number), '443,0', '443,0'],
    ['a number', stored(number), 443, 443],
    ['a blank number', stored(number), ' ', null],
    ['taken back', one, null, null],
  ])('fit: %s', (_what, version, answer, kept) => expect(fittingAnswer(version, answer, 'answer')).toEqual(kept));

  it.each<[string, Version, Answer]>([
    ['an unknown option', one, ['zzz']],
    ['an option of another question', one, [id(several, 0)]],
    ['two options of a single choice', one, [id(one, 0), id(one, 1)]],
    ['the same option twice', several, [id(several, 0), id(several, 0)]],
    ['text for a choice', one, 'no option of it'],
    ['a number for a choice', one, 1],
    ['options for text', stored(text), ['nmap']],
    ['a number for text', stored(text), 5],
    ['words for a number', stored(number), 'four'],
    ['options for a number', stored(number), ['443']],
  ])('do not fit: %s', (_what, version, answer) =>
    expect(fieldOf(() => fittingAnswer(version, answer, 'answers.5'))).toBe('VALIDATION_ERROR answers.5'),
  );

  it('belong to a question that was asked', () => {
    expect(requireAsked([one], 5, 'questionId')).toBe(one);
    expect(fieldOf(() => requireAsked([one], 6, 'questionId'))).toBe('VALIDATION_ERROR questionId');
  });
});
