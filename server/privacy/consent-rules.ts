/** What somebody is asked, and what an answer means. Pure. */
import type { ConsentRecord } from './contract.ts';
import type { LastAnswer, PresentRow } from './repository/consents.ts';

/** Documents whose present version somebody has not answered; what was given to an older version is asked again. */
export function openQuestions<R extends Pick<PresentRow, 'document_id' | 'id' | 'required'>>(
  present: readonly R[],
  said: readonly LastAnswer[],
): { row: R; changed: boolean }[] {
  return present.flatMap(row => {
    const last = said.find(one => one.document_id === row.document_id);
    if (last?.version_id === row.id && (last.answer === 'given' || !row.required)) return [];
    return [{ row, changed: last !== undefined }];
  });
}

/** Who agreed to the present version of every one of these documents. */
export function agreedToAll(
  present: readonly Pick<PresentRow, 'document_id' | 'id'>[],
  said: readonly (LastAnswer & { user_id: number })[],
): number[] {
  const ofPerson = Map.groupBy(said, one => Number(one.user_id));
  const given = (answers: readonly LastAnswer[], row: Pick<PresentRow, 'document_id' | 'id'>) =>
    answers.some(
      one =>
        one.answer === 'given' &&
        Number(one.document_id) === Number(row.document_id) &&
        Number(one.version_id) === Number(row.id),
    );
  return [...ofPerson].flatMap(([userId, answers]) => (present.every(row => given(answers, row)) ? [userId] : []));
}

/** What to record; null for what was said already. What is required can only be given. */
export function answerMeant({
  agreed,
  required,
  before,
  version,
}: {
  agreed: boolean;
  required: boolean;
  before: Pick<LastAnswer, 'answer' | 'version_id'> | undefined;
  version: number;
}): ConsentRecord['answer'] | 'refused' | null {
  const same = before?.version_id === version;
  if (agreed) return same && before.answer === 'given' ? null : 'given';
  if (required) return 'refused';
  if (before?.answer === 'given') return 'withdrawn';
  return same ? null : 'declined';
}
