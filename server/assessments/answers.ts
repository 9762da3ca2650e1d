/** Whether an answer fits the question it is given to. Pure. */
import { refuse } from '../platform/errors/refusal.ts';
import type { Answer } from './contract.ts';
import { readNumbers } from './grading.ts';
import type { KeyedOption, Version } from './questions.ts';

/** The version of the question that was asked. Refuses with VALIDATION_ERROR when the attempt does not ask it. */
export function requireAsked(versions: readonly Version[], questionId: number, field: string): Version {
  return (
    versions.find(version => version.questionId === questionId) ??
    refuse('VALIDATION_ERROR', 'This attempt does not ask that question.', { field })
  );
}

/**
 * The answer as it is kept: nothing chosen and blank text become null, which takes an answer back. Refuses with
 * VALIDATION_ERROR, naming the field, what the question cannot be answered with.
 */
export function fittingAnswer({ key }: Version, answer: Answer, field: string): Answer {
  const wrong = (message: string) => refuse('VALIDATION_ERROR', message, { field });
  if (answer === null) return null;
  if (key.type === 'short_answer') {
    if (typeof answer !== 'string') return wrong('This question is answered with text.');
    return answer.trim() === '' ? null : answer;
  }
  if (key.type === 'numeric') {
    if (Array.isArray(answer)) return wrong('This question is answered with a number.');
    if (typeof answer === 'string' && answer.trim() === '') return null;
    return readNumbers(answer).length > 0 ? answer : wrong('This is not a number.');
  }
  if (typeof answer === 'number') return wrong('This question is answered with a list of options.');
  const chosen = [answer].flat().map(given => optionId(key.options, given));
  if (chosen.includes(undefined)) wrong('One of the options does not belong to this question.');
  if (new Set(chosen).size < chosen.length) wrong('An option is there twice.');
  if (key.type !== 'multiple_choice' && chosen.length > 1) wrong('Only one option can be chosen here.');
  return chosen.length === 0 ? null : (chosen as string[]);
}

/** Options are chosen by id; a program may as well send the text, which no two options of a question share. */
function optionId(options: readonly KeyedOption[], given: string): string | undefined {
  return (options.find(({ id }) => id === given) ?? options.find(({ text }) => text === given))?.id;
}
