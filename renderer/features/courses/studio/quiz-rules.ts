/** A quiz while it is written: questions as the form holds them, what is wrong with them, and what is sent. Pure. */
import type { Assessment, NewQuestion, QuestionType } from '../../../../server/assessments/contract.ts';

export interface EditedOption {
  key: string;
  text: string;
  correct: boolean;
  feedback: string | null;
}

/** One form for all types, so that changing the type loses nothing that was written. */
export interface EditedQuestion {
  /** Of this form; the server's id comes with the first saving. */
  key: string;
  id: number | null;
  type: QuestionType;
  prompt: string;
  points: number;
  explanation: string;
  options: EditedOption[];
  answers: string[];
  value: number | null;
  tolerance: number;
}

export type EditedQuiz = {
  title: string;
  assessment_type: 'quiz' | 'exam';
  passing_score: number;
  time_limit: number | null;
  max_attempts: number | null;
  questions: EditedQuestion[];
};

export type QuestionFault = 'prompt' | 'options' | 'optionText' | 'oneCorrect' | 'someCorrect' | 'answers' | 'value';

export const isChoice = (type: QuestionType): boolean =>
  type === 'single_choice' || type === 'multiple_choice' || type === 'true_false';

/** What keeps a question from being asked; null when it may be. */
export function faultOf(question: EditedQuestion): QuestionFault | null {
  if (!question.prompt.trim()) return 'prompt';
  if (question.type === 'short_answer') return question.answers.some(answer => answer.trim()) ? null : 'answers';
  if (question.type === 'numeric') return question.value === null ? 'value' : null;
  if (question.options.length < 2) return 'options';
  if (question.options.some(({ text }) => !text.trim())) return 'optionText';
  const correct = question.options.filter(option => option.correct).length;
  if (question.type === 'multiple_choice') return correct > 0 ? null : 'someCorrect';
  return correct === 1 ? null : 'oneCorrect';
}

export const isQuizValid = (quiz: EditedQuiz): boolean =>
  quiz.title.trim() !== '' && quiz.questions.length > 0 && quiz.questions.every(question => faultOf(question) === null);

/** A new question of a type; `trueWords` are the two answers of a true or false question. */
export function newQuestion(type: QuestionType, key: string, trueWords: readonly [string, string]): EditedQuestion {
  const empty = { key, id: null, type: 'single_choice' as QuestionType, prompt: '', points: 1, explanation: '' };
  return withType({ ...empty, options: [], answers: [''], value: null, tolerance: 0 }, type, trueWords);
}

/** The same question as another type; its options stay where the new type has options. */
export function withType(
  question: EditedQuestion,
  type: QuestionType,
  trueWords: readonly [string, string],
): EditedQuestion {
  const { key } = question;
  const option = (index: number, text = '', correct = false) => ({
    key: `${key}-${type}-${index}`,
    text,
    correct,
    feedback: null,
  });
  if (type === 'true_false')
    return { ...question, type, options: trueWords.map((text, index) => option(index, text, index === 0)) };
  if (!isChoice(type)) return { ...question, type };
  const kept = question.type === 'true_false' ? [] : question.options;
  const options = kept.length >= 2 ? kept : [option(0, '', type === 'single_choice'), option(1)];
  return { ...question, type, options: type === 'single_choice' ? onlyFirstCorrect(options) : options };
}

function onlyFirstCorrect(options: readonly EditedOption[]): EditedOption[] {
  const first = options.findIndex(({ correct }) => correct);
  return options.map((option, index) => ({ ...option, correct: index === first }));
}

/** Marks an option: the only one of a single choice, one of several otherwise. */
export function marked(question: EditedQuestion, key: string, correct: boolean): EditedQuestion {
  const only = question.type !== 'multiple_choice';
  const options = question.options.map(option =>
    option.key === key ? { ...option, correct: only || correct } : only ? { ...option, correct: false } : option,
  );
  return { ...question, options };
}

/** A copy to stand behind the original, with keys of its own. */
export function copied(question: EditedQuestion, key: string): EditedQuestion {
  const options = question.options.map((option, index) => ({ ...option, key: `${key}-${index}` }));
  return { ...structuredClone(question), key, id: null, options };
}

type Sent = NewQuestion & { id?: number };

/** The question as the server takes it: only what its type has. */
export function toSent(question: EditedQuestion): Sent {
  const { id, prompt, points, explanation } = question;
  const common = { ...(id === null ? {} : { id }), prompt, points, explanation: explanation.trim() || null };
  if (question.type === 'short_answer')
    return { ...common, type: 'short_answer', answers: question.answers.map(answer => answer.trim()).filter(Boolean) };
  if (question.type === 'numeric')
    return { ...common, type: 'numeric', value: question.value ?? 0, tolerance: question.tolerance };
  const options = question.options.map(({ text, correct, feedback }) => ({ text: text.trim(), correct, feedback }));
  return { ...common, type: question.type, options };
}

/** The server's quiz as the form holds it. Keys follow from ids, so that reading twice gives the same. */
export function toEdited(assessment: Assessment): EditedQuiz {
  const { title, assessment_type, passing_score, time_limit, max_attempts } = assessment;
  const questions = (assessment.questions ?? []).map((question): EditedQuestion => {
    const key = `q${question.id}`;
    return {
      key,
      id: question.id,
      type: question.type,
      prompt: question.prompt,
      points: question.points,
      explanation: question.explanation ?? '',
      options:
        'options' in question
          ? question.options.map((option, index) => ({
              key: `${key}-${index}`,
              text: option.text,
              correct: option.correct,
              feedback: option.feedback ?? null,
            }))
          : [],
      answers: 'answers' in question ? question.answers : [''],
      value: 'value' in question ? question.value : null,
      tolerance: 'tolerance' in question ? question.tolerance : 0,
    };
  });
  return { title, assessment_type, passing_score, time_limit, max_attempts, questions };
}

/** After saving: new questions get the ids that the server gave them, in the order in which they were sent. */
export function settled(current: EditedQuiz, sent: EditedQuiz, saved: EditedQuiz): EditedQuiz {
  const savedOf = (question: EditedQuestion) =>
    saved.questions[sent.questions.findIndex(({ key }) => key === question.key)];
  const questions = current.questions.map(question => {
    const before = sent.questions.find(({ key }) => key === question.key);
    const after = savedOf(question);
    if (!before || !after) return question;
    // Untouched since: exactly as the server has it; touched: what was typed, under the server's id.
    return JSON.stringify(before) === JSON.stringify(question) ? after : { ...question, key: after.key, id: after.id };
  });
  return { ...current, questions };
}
