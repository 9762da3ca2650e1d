/** What a learner and those who teach see of an attempt that was handed in: the only place where keys leave. Pure. */
import { type AttemptRow, type NamedAttempt, type StoredAnswer, toOwnAttempt } from './repository/attempts.ts';
import type { AssessmentHead, AttemptResult, QuestionResult } from './contract.ts';
import { asAsked, correctInWords, feedbackFor, type Version } from './questions.ts';

type Summary = Omit<AttemptResult, 'assessment' | 'questions'>;

export function summaryOf(row: AttemptRow): Summary {
  return {
    ...toOwnAttempt(row),
    points_awarded: row.points_awarded ?? 0,
    points_total: row.points_total ?? 0,
    timed_out: Boolean(row.timed_out),
  };
}

export function namedSummary(row: NamedAttempt) {
  const { user_id: id, first_name, last_name } = row;
  return { ...summaryOf(row), user: { id, first_name, last_name } };
}

export function resultOf(
  row: AttemptRow,
  assessment: AssessmentHead,
  versions: readonly Version[],
  answers: readonly StoredAnswer[],
): AttemptResult {
  const byQuestion = new Map(answers.map(answer => [answer.question_id, answer]));
  const questions = versions.map(version => questionResult(version, byQuestion.get(version.questionId)));
  return { ...summaryOf(row), assessment, questions };
}

function questionResult(version: Version, stored: StoredAnswer | undefined): QuestionResult {
  const answer = stored?.answer ?? null;
  return {
    question: asAsked(version),
    answer,
    points_awarded: stored?.points_awarded ?? 0,
    correct: stored?.correct ?? false,
    correct_answer: correctInWords(version.key),
    explanation_html: version.explanationHtml,
    feedback: feedbackFor(version.key, answer),
  };
}
