import type { Database, Tx } from '../../platform/db/database.ts';
import { insertedId } from '../../platform/db/dialect.ts';
import type { ConsentLanguage, ConsentRecord, ConsentVersion, DocumentKind } from '../contract.ts';

export interface DocumentRow {
  id: number;
  kind: DocumentKind;
  required: boolean | number;
  retired_at: string | null;
}

export interface VersionRow extends ConsentVersion {
  document_id: number;
}

/** The last word of a person on a document. */
export interface LastAnswer {
  document_id: number;
  version_id: number;
  answer: ConsentRecord['answer'];
}

export interface NewAnswer extends LastAnswer {
  user_id: number;
  language: ConsentLanguage;
  sha256: string;
  answered_at: string;
}

const LAST = 'select max(id) from consent_answers group by user_id, document_id';
const PRESENT = `select d.id as document_id, d.kind, d.required, v.id, v.number, v.title_en, v.text_en, v.title_es, v.text_es,
    v.sha256, v.published_at
  from consent_documents d join consent_versions v on v.document_id = d.id
  where d.retired_at is null and v.number = (select max(number) from consent_versions where document_id = d.id)
  order by d.required desc, d.id`;

export type PresentRow = VersionRow & Pick<DocumentRow, 'kind' | 'required'>;
export type ConsentsRepository = ReturnType<typeof createConsentsRepository>;

export function createConsentsRepository(db: Database) {
  return {
    present: () => db.read.all<PresentRow>(PRESENT),
    documents: () => db.read.all<DocumentRow>('select * from consent_documents order by id'),
    versions: () => db.read.all<VersionRow>('select * from consent_versions order by document_id, number desc'),
    /** Numbers of the versions that are asked for and must be agreed to. */
    requiredVersions: async (): Promise<number[]> =>
      (
        await db.read.all<{ id: number }>(
          `select v.id from consent_documents d join consent_versions v on v.document_id = d.id
           where d.retired_at is null and d.required and v.number =
             (select max(number) from consent_versions where document_id = d.id)`,
        )
      ).map(({ id }) => Number(id)),
    lastAnswers: (userId: number) =>
      db.read.all<LastAnswer>(
        `select document_id, version_id, answer from consent_answers
         where id in (select max(id) from consent_answers where user_id = ? group by document_id)`,
        [userId],
      ),
    /** Last words of these people on every document. */
    lastAnswersOf: (userIds: readonly number[]) =>
      db.read.all<LastAnswer & { user_id: number }>(
        `select user_id, document_id, version_id, answer from consent_answers where id in (select max(id) from consent_answers
         where user_id in (${userIds.map(() => '?').join(', ')}) group by user_id, document_id)`,
        userIds,
      ),
    /** Every version on which the person said something. */
    answeredBy: (userId: number) =>
      db.read.all<VersionRow>(
        `select * from consent_versions where id in (select version_id from consent_answers where user_id = ?) order by id`,
        [userId],
      ),
    /** Everything that a person said, newest first. */
    history: (userId: number) =>
      db.read.all<Omit<ConsentRecord, 'stands' | 'required'> & { id: number; required: boolean | number }>(
        `select a.id, a.document_id, d.kind, d.required, v.title_en, v.title_es, v.number, a.answer, a.sha256, a.answered_at
         from consent_answers a join consent_versions v on v.id = a.version_id join consent_documents d on d.id = a.document_id
         where a.user_id = ? order by a.id desc`,
        [userId],
      ),
    /** Last words of people who are still there, counted. */
    counts: () =>
      db.read.all<{ document_id: number; version_id: number; answer: ConsentRecord['answer']; n: number }>(
        `select a.document_id, a.version_id, a.answer, count(*) as n from consent_answers a join users u on u.id = a.user_id
         where a.id in (${LAST}) and u.erased_at is null group by a.document_id, a.version_id, a.answer`,
      ),
    addDocument: async (tx: Tx, row: { kind: string; required: boolean; created_at: string }) =>
      insertedId(await tx('consent_documents').insert(row).returning('id')),
    async addVersion(tx: Tx, row: Omit<VersionRow, 'id' | 'number'> & { published_by: number }): Promise<void> {
      const last = await tx('consent_versions')
        .where({ document_id: row.document_id })
        .max<{ n: number | null }[]>({ n: 'number' });
      await tx('consent_versions').insert({ ...row, number: Number(last[0]?.n ?? 0) + 1 });
    },
    change: (tx: Tx, id: number, change: { required?: boolean; retired_at?: string | null }) =>
      tx('consent_documents').where({ id }).update(change),
    insertAnswers: (tx: Tx, rows: readonly NewAnswer[]) => tx('consent_answers').insert(rows),
  };
}
