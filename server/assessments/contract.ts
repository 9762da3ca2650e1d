/** Quizzes and exams: writing them, taking them, results. */
import { z } from 'zod';
import { endpoint, Id, IdParams, Instant, line, Nothing, Paging, prose } from '../platform/http/contract.ts';

export const AssessmentType = z.enum(['quiz', 'exam']);
export const QuestionType = z.enum(['single_choice', 'multiple_choice', 'true_false', 'short_answer', 'numeric']);
export type QuestionType = z.output<typeof QuestionType>;

const common = {
  prompt: prose(10_000).min(1),
  points: z.number().min(0).max(1000).default(1),
  explanation: prose(5000).nullish(),
};
const NewOption = z.object({ text: line(2000), correct: z.boolean().default(false), feedback: prose(2000).nullish() });
const Options = z.array(NewOption).min(2).max(30);
const AcceptedAnswers = z.array(line(500)).min(1).max(50);

/** A question with its key, as it is kept. */
const KeyedQuestion = z.discriminatedUnion('type', [
  z.object({ type: z.literal('single_choice'), ...common, options: Options }),
  z.object({ type: z.literal('multiple_choice'), ...common, options: Options }),
  z.object({ type: z.literal('true_false'), ...common, options: Options }),
  z.object({ type: z.literal('short_answer'), ...common, answers: AcceptedAnswers }),
  z.object({ type: z.literal('numeric'), ...common, value: z.number(), tolerance: z.number().min(0).default(0) }),
]);
export const QuestionWithKey = z.intersection(z.object({ id: Id }), KeyedQuestion);

const otherNames = {
  single_choice: ['single', 'radio'],
  multiple_choice: ['multiple', 'multi_select', 'multiple_select', 'checkbox'],
  true_false: ['boolean', 'true-false'],
  short_answer: ['short', 'short_text', 'text'],
  numeric: ['number', 'numerical'],
} as const satisfies Record<QuestionType, readonly string[]>;
const told = Object.entries(otherNames).map(([name, others]) => `${name} (or ${others.join(', ')})`);

const asType = <T extends QuestionType>(type: T) =>
  z.literal([type, ...otherNames[type]] as (T | (typeof otherNames)[T][number])[]).transform(() => type);
const trueOrFalse = (right: boolean): z.output<typeof Options> => [
  { text: 'True', correct: right },
  { text: 'False', correct: !right },
];

/** A question with its key, as an instructor or a program writes it: kinds have other names, true or false needs no options. */
export const NewQuestion = z.discriminatedUnion(
  'type',
  [
    z.object({ type: asType('single_choice'), ...common, options: Options }),
    z.object({ type: asType('multiple_choice'), ...common, options: Options }),
    z
      .object({
        type: asType('true_false'),
        ...common,
        options: Options.optional(),
        correct_answer: z.boolean().optional(),
      })
      .refine(({ options, correct_answer }) => options ?? correct_answer !== undefined, {
        message: 'Give two options, or whether it is true as correct_answer.',
        path: ['options'],
      })
      .transform(({ options, correct_answer = false, ...rest }) => ({
        ...rest,
        options: options ?? trueOrFalse(correct_answer),
      })),
    z
      .object({
        type: asType('short_answer'),
        ...common,
        answers: AcceptedAnswers.optional(),
        correct_answer: line(500).optional(),
      })
      .refine(({ answers, correct_answer }) => answers ?? correct_answer !== undefined, {
        message: 'Give the accepted answers.',
        path: ['answers'],
      })
      .transform(({ answers, correct_answer = '', ...rest }) => ({ ...rest, answers: answers ?? [correct_answer] })),
    z.object({ type: asType('numeric'), ...common, value: z.number(), tolerance: z.number().min(0).default(0) }),
  ],
  { error: issue => (issue.code === 'invalid_union' ? `must be one of: ${told.join('; ')}` : undefined) },
);
export type NewQuestion = z.output<typeof KeyedQuestion>;

/** A question as the learner sees it: never with its key. */
export const AskedQuestion = z.object({
  id: Id,
  type: QuestionType,
  /** Safe HTML made from the author's Markdown. */
  prompt_html: z.string(),
  points: z.number(),
  options: z.array(z.object({ id: z.string(), text: z.string() })),
});
export type AskedQuestion = z.output<typeof AskedQuestion>;

/** Choices: ids (or texts) of the chosen options, one alone without a list; short answer: text; numeric: the number as typed. null takes an answer back. */
export const Answer = z.union([z.array(z.string().max(40)).max(30), z.string().max(5000), z.number(), z.null()]);
export type Answer = z.output<typeof Answer>;

/** By question id, or as a list. */
const GivenAnswers = z.union([
  z.record(z.string().regex(/^\d+$/), Answer),
  z
    .array(z.object({ question_id: Id, answer: Answer }))
    .max(500)
    .transform(list => Object.fromEntries(list.map(({ question_id, answer }) => [question_id, answer]))),
]);

export const AssessmentHead = z.object({
  id: Id,
  course_id: Id,
  module_id: Id.nullable(),
  title: z.string(),
  description: z.string().nullable(),
  assessment_type: AssessmentType,
  /** Percent. */
  passing_score: z.number(),
  /** Minutes; null without a limit. */
  time_limit: z.number().int().nullable(),
  /** null without a limit. */
  max_attempts: z.number().int().nullable(),
  question_count: z.number().int(),
  points_total: z.number(),
});
export type AssessmentHead = z.output<typeof AssessmentHead>;
export const OwnAttempt = z.object({
  id: Id,
  attempt_number: z.number().int(),
  state: z.enum(['in_progress', 'submitted']),
  started_at: Instant,
  deadline_at: Instant.nullable(),
  submitted_at: Instant.nullable(),
  /** Percent. */
  score: z.number().nullable(),
  passed: z.boolean().nullable(),
});
export type OwnAttempt = z.output<typeof OwnAttempt>;
/** An attempt that was handed in, with the names of its quiz and course. */
export const ResultInBrief = z.object({
  attempt_id: Id,
  assessment_title: z.string(),
  assessment_type: AssessmentType,
  course_id: Id,
  course_title: z.string(),
  attempt_number: z.number().int(),
  submitted_at: Instant,
  /** Percent. */
  score: z.number(),
  passed: z.boolean(),
});
export type ResultInBrief = z.output<typeof ResultInBrief>;
export const Assessment = AssessmentHead.extend({
  /** The caller's own attempts, oldest first. */
  attempts: z.array(OwnAttempt),
  /** With the key; only for those who may edit the course. */
  questions: z.array(QuestionWithKey).nullable(),
});
export type Assessment = z.output<typeof Assessment>;

export const SavedAnswer = z.object({ question_id: Id, answer: Answer, saved_at: Instant });
export type SavedAnswer = z.output<typeof SavedAnswer>;
export const Attempt = OwnAttempt.extend({
  assessment: AssessmentHead,
  /** The server's clock at the time of the answer, so that the page can count down by it. */
  server_time: Instant,
  questions: z.array(AskedQuestion),
  answers: z.array(SavedAnswer),
});
export type Attempt = z.output<typeof Attempt>;

export const QuestionResult = z.object({
  question: AskedQuestion,
  answer: Answer,
  points_awarded: z.number(),
  correct: z.boolean(),
  /** What would have been right, in words. */
  correct_answer: z.array(z.string()),
  explanation_html: z.string().nullable(),
  /** What the author says to the chosen options. */
  feedback: z.array(z.string()),
});
export type QuestionResult = z.output<typeof QuestionResult>;
export const AttemptResult = OwnAttempt.extend({
  assessment: AssessmentHead,
  points_awarded: z.number(),
  points_total: z.number(),
  /** True when time ran out and what was saved was handed in. */
  timed_out: z.boolean(),
  questions: z.array(QuestionResult),
});
export type AttemptResult = z.output<typeof AttemptResult>;

const AssessmentFields = {
  title: line(200),
  description: prose(5000).nullable(),
  assessment_type: AssessmentType,
  passing_score: z.number().min(0).max(100),
  time_limit: z.number().int().min(1).max(1440).nullable(),
  max_attempts: z.number().int().min(1).max(100).nullable(),
  questions: z
    .array(z.intersection(z.object({ id: Id.optional() }), NewQuestion))
    .min(1)
    .max(500),
};

/** A quiz or exam without its place in a course. */
export const NewAssessment = z.object({
  title: AssessmentFields.title,
  description: AssessmentFields.description.optional(),
  assessment_type: AssessmentType.default('quiz'),
  passing_score: AssessmentFields.passing_score.default(70),
  time_limit: AssessmentFields.time_limit.default(null),
  max_attempts: AssessmentFields.max_attempts.default(3),
  questions: AssessmentFields.questions,
});
export type NewAssessment = z.output<typeof NewAssessment>;

const AssessmentChange = z.object(AssessmentFields).partial();
export type AssessmentChange = z.output<typeof AssessmentChange>;

export const assessmentEndpoints = {
  create: endpoint('POST /assessments', {
    summary: 'Adds a quiz or exam to a course; without a module one is made at the end of the course.',
    body: NewAssessment.extend({ course_id: Id, module_id: Id.optional() }),
    data: Assessment,
    status: 201,
  }),
  read: endpoint('GET /assessments/:id', {
    summary: 'A quiz or exam with the caller’s attempts.',
    params: IdParams,
    data: Assessment,
  }),
  update: endpoint('PUT /assessments/:id', {
    summary: 'Changes it; a changed question becomes a new version, attempts keep the one they were asked.',
    params: IdParams,
    body: AssessmentChange,
    data: Assessment,
  }),
  remove: endpoint('DELETE /assessments/:id', {
    summary: 'Removes it while nobody has tried it.',
    params: IdParams,
    data: Nothing,
  }),
  start: endpoint('POST /assessments/:id/attempts', {
    summary: 'Starts an attempt, or resumes the one in progress.',
    params: IdParams,
    data: Attempt,
    status: 201,
  }),
  attempt: endpoint('GET /attempts/:attemptId', {
    summary: 'An own attempt in progress.',
    params: z.object({ attemptId: Id }),
    data: Attempt,
  }),
  save: endpoint('PUT /attempts/:attemptId/answers/:questionId', {
    summary: 'Saves one answer; acknowledged when on disk.',
    params: z.object({ attemptId: Id, questionId: Id }),
    body: z.object({ answer: Answer }),
    data: SavedAnswer,
  }),
  submit: endpoint('POST /assessments/:id/submit', {
    summary: 'Hands in and grades; doing it again answers with the first result.',
    params: IdParams,
    body: z.object({ attempt_id: Id, answers: GivenAnswers.optional() }),
    data: AttemptResult,
  }),
  results: endpoint('GET /assessments/:id/results', {
    summary: 'The caller’s results, newest first; for those who teach, everybody’s with `all`.',
    params: IdParams,
    query: Paging.extend({ all: z.enum(['true', 'false']).default('false') }),
    paged: true,
    data: z.array(
      AttemptResult.omit({ assessment: true, questions: true }).extend({
        user: z.object({ id: Id, first_name: z.string(), last_name: z.string() }),
      }),
    ),
  }),
  result: endpoint('GET /attempts/:attemptId/result', {
    summary: 'One result with every question.',
    params: z.object({ attemptId: Id }),
    data: AttemptResult,
  }),
};

declare module '../platform/realtime/contract.ts' {
  interface Messages {
    /** To the learner's own devices: an attempt was handed in, here or elsewhere. */
    'attempt.submitted': { attempt_id: number; assessment_id: number };
  }
}
