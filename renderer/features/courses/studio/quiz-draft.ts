import type { Assessment } from '../../../../server/assessments/contract.ts';
import type { Module } from '../../../../server/courses/contract.ts';
import { call } from '../../../platform/call.ts';
import { readModule } from './api.ts';
import type { DraftSource } from './draft.ts';
import { type EditedQuiz, isQuizValid, settled, toEdited, toSent } from './quiz-rules.ts';

const newQuiz = (title: string): EditedQuiz => ({
  title,
  assessment_type: 'quiz',
  passing_score: 70,
  time_limit: null,
  max_attempts: 3,
  questions: [],
});

/** Where a quiz's draft comes from and goes to. A quiz without questions exists only here: the server keeps none that is empty. */
export function quizSource(
  courseId: number,
  module: Module,
  assessment: Assessment | null,
  onSaved: (assessment: Assessment) => void,
): DraftSource<EditedQuiz> {
  let id = assessment?.id ?? module.assessment_id;
  const loaded = assessment ? toEdited(assessment) : newQuiz(module.title);
  return {
    key: `quiz-${module.id}`,
    loaded,
    isValid: isQuizValid,
    settle: settled,
    read: async () => {
      // Another window may have begun the quiz in the meantime.
      id ??= (await readModule(courseId, module.id)).assessment_id;
      return id === null ? newQuiz(module.title) : toEdited(await call('GET /assessments/:id', { params: { id } }));
    },
    save: async (_, all) => {
      const body = { ...all, questions: all.questions.map(toSent) };
      const saved =
        id === null
          ? await call('POST /assessments', { body: { ...body, course_id: courseId, module_id: module.id } })
          : await call('PUT /assessments/:id', { params: { id }, body });
      id = saved.id;
      onSaved(saved);
      return toEdited(saved);
    },
  };
}
