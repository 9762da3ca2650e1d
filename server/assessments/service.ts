/** Writing quizzes and exams. */
import { type Clock, instant } from '../platform/clock.ts';
import { isUniqueViolation } from '../platform/db/dialect.ts';
import type { Unit, Work } from '../platform/db/work.ts';
import { found, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import { type Attempts, toOwnAttempt } from './repository/attempts.ts';
import {
  type Assessment,
  type AssessmentChange,
  NewAssessment,
  type NewQuestion,
  type QuestionType,
} from './contract.ts';
import { mayEdit, requireMayEdit, requireMayRead } from './policy.ts';
import { asWritten, bodyOf, isUnchanged, requireAnswerable } from './questions.ts';
import type { Assessments, CurrentQuestion, Placed, Settings } from './repository/quizzes.ts';

/** Adds a quiz module at the end of the course; duration in minutes. Answers its id. */
export type AddQuizModule = (unit: Unit, courseId: number, title: string, duration: number) => Promise<number>;

export interface WritingDeps {
  work: Work;
  clock: Clock;
  assessments: Assessments;
  attempts: Attempts;
  /** Safe HTML of a prompt or an explanation in Markdown. */
  renderPrompt: (markdown: string) => string;
  newOptionId: () => string;
  addQuizModule: AddQuizModule;
}

/** A quiz as an import reads it from a file; checked like a request. */
export interface ImportedQuiz {
  title: string;
  description?: string | null | undefined;
  passing_score: number;
  time_limit: number | null;
  max_attempts: number | null;
  questions: readonly {
    type: QuestionType;
    prompt: string;
    points: number;
    options?: readonly { text: string; correct: boolean; feedback?: string | undefined }[] | undefined;
    answers?: readonly string[] | undefined;
    value?: number | undefined;
    tolerance?: number | undefined;
    explanation?: string | undefined;
  }[];
}

type Created = NewAssessment & { course_id: number; module_id?: number | undefined };
type AskedFor = NewQuestion & { id?: number | undefined };

export type WritingService = ReturnType<typeof createWriting>;

export function createWriting(deps: WritingDeps) {
  const { work, assessments, attempts } = deps;
  const read = async (id: number, actor: Actor): Promise<Assessment> => {
    const { head, standing } = await placed(deps, id, actor);
    requireMayRead(actor, standing);
    const own = await attempts.own(actor.userId, id);
    const questions = mayEdit(actor, standing) ? await questionsOf(deps, id) : null;
    return { ...head, attempts: own.map(toOwnAttempt), questions };
  };
  return {
    read,
    async create(body: Created, actor: Actor): Promise<Assessment> {
      const { course_id: courseId, module_id, ...quiz } = body;
      requireMayEdit(
        actor,
        found(await assessments.courseStanding(courseId, actor.userId), 'There is no such course.'),
      );
      const id = await work.run(async unit => {
        const minutes = quiz.time_limit ?? quiz.questions.length;
        const moduleId = module_id ?? (await deps.addQuizModule(unit, courseId, quiz.title, minutes));
        const made = await insertQuiz(deps, unit.tx, { courseId, moduleId, quiz });
        await unit.record(act(actor, 'assessment.create', made));
        return made;
      });
      return read(id, actor);
    },
    async update(id: number, change: AssessmentChange, actor: Actor): Promise<Assessment> {
      requireMayEdit(actor, (await placed(deps, id, actor)).standing);
      await work.run(async unit => {
        await updateQuiz(deps, unit.tx, id, change);
        await unit.record(act(actor, 'assessment.update', id));
      });
      return read(id, actor);
    },
    async remove(id: number, actor: Actor): Promise<void> {
      requireMayEdit(actor, (await placed(deps, id, actor)).standing);
      await work.run(async ({ tx, record }) => {
        found(await assessments.lock(tx, id), 'There is no such quiz.');
        if (await attempts.anyOf(tx, id))
          refuse('CONFLICT', 'People have tried this quiz already, so it stays with their results.');
        await assessments.remove(tx, id);
        await record(act(actor, 'assessment.remove', id));
      });
    },
    /** For the course import, inside its transaction; the module is there and empty. Answers the id. */
    createForModule({ tx }: Pick<Unit, 'tx'>, at: { courseId: number; moduleId: number; quiz: ImportedQuiz }) {
      return insertQuiz(deps, tx, { ...at, quiz: parseImported(at.quiz) });
    },
  };
}

async function placed({ assessments }: WritingDeps, id: number, actor: Actor): Promise<Placed> {
  return found(await assessments.placed(id, actor.userId), 'There is no such quiz.');
}

async function questionsOf({ assessments }: WritingDeps, id: number) {
  const questions = await assessments.currentQuestions(assessments.reader, id);
  return questions.map(({ id: questionId, version }) => ({ id: questionId, ...asWritten(version) }));
}

const act = (actor: Actor, action: string, resourceId: number) => ({
  userId: actor.userId,
  action,
  resourceType: 'assessment',
  resourceId,
});

function parseImported(quiz: ImportedQuiz): NewAssessment {
  const result = NewAssessment.safeParse({ ...quiz, title: quiz.title.slice(0, 200) });
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = issue?.path.map(String).join('.') ?? '';
  return refuse('VALIDATION_ERROR', `${field}: ${issue?.message}`, { field, cause: result.error });
}

interface QuizPlace {
  courseId: number;
  moduleId: number;
  quiz: NewAssessment;
}

async function insertQuiz(deps: WritingDeps, tx: Unit['tx'], { courseId, moduleId, quiz }: QuizPlace) {
  const { questions, title, description = null, ...rest } = quiz;
  const at = instant(deps.clock.now());
  const module = await deps.assessments.quizModule(tx, moduleId);
  if (module?.course_id !== courseId || module.content_type !== 'quiz')
    refuse('VALIDATION_ERROR', 'This course has no such quiz module.', { field: 'module_id' });
  const settings: Settings = { title, description, ...rest };
  const id = await deps.assessments.insert(tx, { courseId, moduleId, settings, at }).catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    return refuse('CONFLICT', 'This module has a quiz already.', { field: 'module_id', cause: error });
  });
  await replaceQuestions(deps, tx, id, questions, at);
  return id;
}

async function updateQuiz(deps: WritingDeps, tx: Unit['tx'], id: number, change: AssessmentChange) {
  const { questions, ...settings } = change;
  const at = instant(deps.clock.now());
  // Two authors who save at once come one after the other, each with all of their questions.
  found(await deps.assessments.lock(tx, id), 'There is no such quiz.');
  await deps.assessments.change(tx, id, settings, at);
  if (questions) await replaceQuestions(deps, tx, id, questions, at);
}

/** Makes the questions those of the list, in its order. Those with an id keep it; those not in the list are taken out. */
async function replaceQuestions(
  deps: WritingDeps,
  tx: Unit['tx'],
  assessmentId: number,
  questions: readonly AskedFor[],
  at: string,
): Promise<void> {
  const { assessments } = deps;
  questions.forEach((question, n) => requireAnswerable(question, `questions.${n}`));
  const present = new Map((await assessments.currentQuestions(tx, assessmentId)).map(q => [q.id, q]));
  requireOwnIds(questions, present);
  for (const [position, question] of questions.entries())
    await placeQuestion(deps, tx, { assessmentId, position, question, present: present.get(question.id ?? 0), at });
  const kept = new Set(questions.map(question => question.id));
  const gone = [...present.keys()].filter(id => !kept.has(id));
  if (gone.length > 0) await assessments.takeOut(tx, gone, at);
  const points_total = questions.reduce((sum, { points }) => sum + points, 0);
  await assessments.change(tx, assessmentId, { question_count: questions.length, points_total }, at);
}

function requireOwnIds(questions: readonly AskedFor[], present: ReadonlyMap<number, unknown>): void {
  const seen = new Set<number>();
  for (const [n, { id }] of questions.entries()) {
    if (id === undefined) continue;
    const field = `questions.${n}.id`;
    if (!present.has(id)) refuse('VALIDATION_ERROR', 'This quiz has no such question.', { field });
    if (seen.has(id)) refuse('VALIDATION_ERROR', 'This question is there twice.', { field });
    seen.add(id);
  }
}

interface QuestionPlace {
  assessmentId: number;
  position: number;
  question: AskedFor;
  present: CurrentQuestion | undefined;
  at: string;
}

async function placeQuestion(
  { assessments, renderPrompt, newOptionId }: WritingDeps,
  tx: Unit['tx'],
  { assessmentId, position, question, present, at }: QuestionPlace,
): Promise<void> {
  if (present && present.position !== position) await assessments.move(tx, present.id, position);
  if (present && isUnchanged(present.version, question)) return;
  const questionId = present?.id ?? (await assessments.addQuestion(tx, assessmentId, position));
  const { type, prompt, points } = question;
  const body = bodyOf(question, { render: renderPrompt, newOptionId, previous: present?.version });
  const number = (present?.version.number ?? 0) + 1;
  await assessments.addVersion(tx, { question_id: questionId, number, type, prompt, points, body }, at);
}
