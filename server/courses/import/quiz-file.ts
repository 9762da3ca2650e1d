import { DEFAULT_MAX_ATTEMPTS, DEFAULT_PASSING_SCORE } from './limits.ts';
import type { FrontMatter } from './front-matter.ts';
import type { PlannedQuiz, Problem } from './plan.ts';
import { looksLikeEdxQuiz, readEdxQuiz } from './quiz-edx.ts';
import { readQuizMarkdown } from './quiz-markdown.ts';
import type { QuizRead } from './quiz-question.ts';

/** True for a file that says it is a quiz, by its front matter or by its name (`quiz.md`, `intro.quiz.md`, `1.7 … quiz.md`). */
export function isQuizFile(name: string, values: FrontMatter): boolean {
  if (values.type !== undefined) return values.type === 'quiz';
  return /(^|[.\s_-])quiz\.(md|markdown)$/i.test(name);
}

/** Questions and pass rule of a quiz file; `null` as quiz when no question could be read, which is reported too. */
export function readQuizFile(
  body: string,
  path: string,
  firstLine: number,
  title: string,
  values: FrontMatter,
): { quiz: PlannedQuiz | null; problems: Problem[] } {
  const lines = body.split('\n');
  const edx = looksLikeEdxQuiz(lines);
  const read = edx ? readEdxQuiz(lines, path, firstLine) : readQuizMarkdown(body, path, firstLine);
  const quiz = quizOf(title, read, values);
  if (quiz.questions.length > 0) return { quiz, problems: read.problems };
  const message =
    'No question of this quiz can be read, so its text becomes a lesson. Write the questions as headings with “- [x]” and “- [ ]” options.';
  const empty: Problem = { severity: 'warning', path, line: firstLine + 1, code: 'quiz_unreadable', message };
  return { quiz: null, problems: [...read.problems, empty] };
}

/** A quiz with the product's defaults where the front matter is silent. */
export function quizOf(title: string, read: QuizRead & { intro: string }, values: FrontMatter = {}): PlannedQuiz {
  return {
    title,
    ...(read.intro === '' ? {} : { description: read.intro }),
    passing_score: values.passing_score ?? DEFAULT_PASSING_SCORE,
    time_limit: values.time_limit ?? null,
    max_attempts: values.max_attempts ?? DEFAULT_MAX_ATTEMPTS,
    questions: read.questions,
  };
}
