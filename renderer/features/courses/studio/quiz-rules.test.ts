import { describe, expect, it } from 'vitest';
import {
  copied,
  type EditedQuiz,
  faultOf,
  isQuizValid,
  marked,
  newQuestion,
  settled,
  toSent,
  withType,
} from './quiz-rules.ts';

const words = ['True', 'False'] as const;
const single = () => {
  const question = newQuestion('single_choice', 'a', words);
  const options = question.options.map((option, index) => ({ ...option, text: `Option ${index}` }));
  return { ...question, prompt: 'Which?', options };
};
const quiz = (questions = [single()]): EditedQuiz => ({
  title: 'Quiz',
  assessment_type: 'quiz',
  passing_score: 70,
  time_limit: null,
  max_attempts: 3,
  questions,
});

describe('faultOf', () => {
  it('names what each type lacks', () => {
    expect(faultOf(newQuestion('single_choice', 'a', words))).toBe('prompt');
    expect(faultOf({ ...single(), options: single().options.slice(1) })).toBe('options');
    expect(faultOf({ ...newQuestion('multiple_choice', 'a', words), prompt: 'x' })).toBe('optionText');
    expect(
      faultOf({
        ...withType(single(), 'multiple_choice', words),
        options: single().options.map(o => ({ ...o, correct: false })),
      }),
    ).toBe('someCorrect');
    expect(faultOf({ ...single(), options: single().options.map(o => ({ ...o, correct: true })) })).toBe('oneCorrect');
    expect(faultOf({ ...newQuestion('short_answer', 'a', words), prompt: 'x' })).toBe('answers');
    expect(faultOf({ ...newQuestion('numeric', 'a', words), prompt: 'x' })).toBe('value');
  });
  it('is nothing for a question that may be asked', () => {
    expect(faultOf(single())).toBeNull();
    expect(faultOf({ ...newQuestion('true_false', 'a', words), prompt: 'x' })).toBeNull();
    expect(faultOf({ ...newQuestion('numeric', 'a', words), prompt: 'x', value: 0 })).toBeNull();
  });
  it('makes a quiz invalid, as does having no question', () => {
    expect(isQuizValid(quiz())).toBe(true);
    expect(isQuizValid(quiz([]))).toBe(false);
    expect(isQuizValid(quiz([single(), newQuestion('numeric', 'b', words)]))).toBe(false);
  });
});

describe('changing questions', () => {
  it('keeps options between the choice types, with one correct in a single choice', () => {
    const many = withType(single(), 'multiple_choice', words);
    const both = many.options.reduce((question, { key }) => marked(question, key, true), many);
    expect(both.options.map(({ correct }) => correct)).toEqual([true, true]);
    expect(withType(both, 'single_choice', words).options.map(({ correct }) => correct)).toEqual([true, false]);
  });
  it('marks one option alone in a single choice', () => {
    const question = single();
    expect(marked(question, question.options[1]?.key ?? '', true).options.map(({ correct }) => correct)).toEqual([
      false,
      true,
    ]);
  });
  it('copies without the id and with keys of its own', () => {
    const copy = copied({ ...single(), id: 5 }, 'b');
    expect(copy).toMatchObject({ key: 'b', id: null, prompt: 'Which?' });
    expect(copy.options.map(({ key }) => key)).toEqual(['b-0', 'b-1']);
  });
});

describe('sending', () => {
  it('sends only what the type has', () => {
    const numeric = { ...single(), type: 'numeric' as const, value: 3, tolerance: 0.5, id: 9 };
    expect(toSent(numeric)).toEqual({
      id: 9,
      type: 'numeric',
      prompt: 'Which?',
      points: 1,
      explanation: null,
      value: 3,
      tolerance: 0.5,
    });
    expect(toSent({ ...newQuestion('short_answer', 'a', words), prompt: 'x', answers: [' tls ', ''] })).toMatchObject({
      answers: ['tls'],
    });
  });
  it('takes over the ids the server gave, and keeps what was typed meanwhile', () => {
    const sent = quiz([single(), copied(single(), 'b')]);
    const saved = quiz([
      { ...single(), key: 'q1', id: 1 },
      { ...single(), key: 'q2', id: 2 },
    ]);
    const [first, second] = sent.questions;
    const current = quiz(first && second ? [first, { ...second, prompt: 'Typed since' }] : []);
    const result = settled(current, sent, saved);
    expect(result.questions.map(({ id, prompt }) => [id, prompt])).toEqual([
      [1, 'Which?'],
      [2, 'Typed since'],
    ]);
  });
});
