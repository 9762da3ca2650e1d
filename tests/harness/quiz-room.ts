/** A course with its instructor and a learner, anew for each test, and the steps that tests of quizzes are made of. */
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { answersTo, QUESTIONS } from '../factories/assessments.ts';
import { insertCourse, insertModule } from '../factories/courses.ts';
import { type Answer, type Caller, startAcademy, type TestAcademy } from './academy.ts';

interface Room {
  site: TestAcademy;
  instructor: Caller;
  /** Enrolled. */
  learner: Caller;
  courseId: number;
}
export const room = {} as Room;

/** Called at the top of a test file. */
export function useQuizRoom(): void {
  beforeAll(async () => {
    room.site = await startAcademy();
  });
  afterAll(() => room.site.stop());
  beforeEach(async () => {
    room.instructor = await room.site.person(['instructor']);
    room.learner = await room.site.person();
    room.courseId = await addCourse();
    await enrol(room.learner);
  });
}

/** Another course of the same instructor. */
export const addCourse = (status: 'published' | 'draft' = 'published') =>
  insertCourse(room.site.academy.db, { instructor_id: room.instructor.userId as number, status });

export async function enrol(who: Caller): Promise<void> {
  expect(codeOf(await who.post(`/courses/${room.courseId}/enroll`))).toBe('201 success');
}
export const emptyModule = (content_type: 'quiz' | 'markdown', course_id = room.courseId) =>
  insertModule(room.site.academy.db, { course_id, content_type });

export const codeOf = ({ status, errors }: Answer) => `${status} ${errors[0]?.code ?? 'success'}`;
export const fieldsOf = ({ errors }: Answer) => errors.map(error => error.field);

export async function makeQuiz(fields: Record<string, unknown> = {}) {
  const answer = await room.instructor.post('/assessments', {
    course_id: room.courseId,
    title: 'Final check',
    questions: QUESTIONS,
    ...fields,
  });
  expect(codeOf(answer)).toBe('201 success');
  return answer.data;
}
export async function begin(quizId: number, who = room.learner) {
  const answer = await who.post(`/assessments/${quizId}/attempts`);
  expect(answer.errors).toEqual([]);
  return answer.data;
}
export const saveAll = async (
  attempt: { id: number; questions: never[] },
  texts: Record<string, string[] | string>,
) => {
  for (const [id, answer] of Object.entries(answersTo(attempt.questions, texts)))
    expect(codeOf(await room.learner.put(`/attempts/${attempt.id}/answers/${id}`, { answer }))).toBe('200 success');
};
export const submit = (quizId: number, attemptId: number, answers?: Record<string, unknown>, who = room.learner) =>
  who.post(`/assessments/${quizId}/submit`, { attempt_id: attemptId, ...(answers ? { answers } : {}) });
export const moduleDone = (moduleId: number) =>
  room.site.academy.db
    .reader('user_progress')
    .where({ module_id: moduleId, user_id: room.learner.userId })
    .whereNotNull('completed_at');
export const countOf = async (table: string, where: Record<string, unknown>) => {
  const [row] = await room.site.academy.db.reader(table).where(where).count({ n: '*' });
  return Number((row as { n: number }).n);
};
