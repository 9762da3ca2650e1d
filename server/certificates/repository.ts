import type { Knex } from 'knex';
import type { Database } from '../platform/db/database.ts';
import { rowsOf } from '../platform/db/dialect.ts';
import type { BestScore } from './content.ts';

export interface CertificateRow {
  id: number;
  user_id: number;
  course_id: number;
  certificate_number: string;
  issued_at: string;
  expires_at: string | null;
  revoked_at: string | null;
  verification_hash: string;
  /** JSON: the signed content. */
  metadata: string;
  /** base64url. */
  signature: string;
  key_fingerprint: string;
}

/** What the content of a certificate is made from. Durations in minutes. */
export interface Facts {
  first_name: string;
  last_name: string;
  course_title: string;
  estimated_duration: number;
  module_minutes: number;
  instructor_first_name: string;
  instructor_last_name: string;
}

const READ = `select k.id, k.user_id, k.course_id, k.certificate_number, k.issued_at, k.expires_at, k.revoked_at,
    k.verification_hash, k.metadata, k.signature, k.key_fingerprint
  from certificates k`;

const FACTS = `select p.first_name, p.last_name, c.title as course_title, c.estimated_duration,
    (select coalesce(sum(m.duration), 0) from course_modules m where m.course_id = c.id) as module_minutes,
    i.first_name as instructor_first_name, i.last_name as instructor_last_name
  from courses c
  join user_profiles p on p.user_id = ?
  join user_profiles i on i.user_id = c.instructor_id
  where c.id = ?`;

const BEST_SCORES = `select a.assessment_type, max(s.score) as score
  from assessments a join assessment_submissions s on s.assessment_id = a.id and s.user_id = ?
  where a.course_id = ? and s.passed
  group by a.id, a.assessment_type`;

const NEXT = `insert into sequences (name, value) values (?, 1)
  on conflict (name) do update set value = sequences.value + 1 returning value`;

export type NewCertificate = Omit<CertificateRow, 'id' | 'revoked_at'> & { template: string };
export type CertificateRepository = ReturnType<typeof createCertificateRepository>;

export function createCertificateRepository(db: Database) {
  const one = (column: 'id' | 'certificate_number' | 'verification_hash') => (value: string | number) =>
    db.read.get<CertificateRow>(`${READ} where k.${column} = ?`, [value]);
  return {
    byId: one('id'),
    byNumber: one('certificate_number'),
    byHash: one('verification_hash'),
    ofUser: (userId: number) =>
      db.read.all<CertificateRow>(`${READ} where k.user_id = ? order by k.issued_at desc, k.id desc`, [userId]),
    /** Ids of the courses that the person teaches today. */
    async taughtBy(userId: number): Promise<Set<number>> {
      const sql = 'select course_id from course_teachers where user_id = ?';
      return new Set((await db.read.all<{ course_id: number }>(sql, [userId])).map(row => Number(row.course_id)));
    },
    async idOf(tx: Knex, userId: number, courseId: number): Promise<number | undefined> {
      const sql = 'select id from certificates where user_id = ? and course_id = ?';
      return (await rowsOf<{ id: number }>(tx, sql, [userId, courseId]))[0]?.id;
    },
    facts: async (tx: Knex, userId: number, courseId: number) =>
      (await rowsOf<Facts>(tx, FACTS, [userId, courseId]))[0] as Facts,
    bestScores: (tx: Knex, userId: number, courseId: number) => rowsOf<BestScore>(tx, BEST_SCORES, [userId, courseId]),
    /** The next value of a counter; taken back when the transaction is. */
    next: async (tx: Knex, name: string) => Number((await rowsOf<{ value: number }>(tx, NEXT, [name]))[0]?.value),
    /** Answers undefined when the person has one of this course already. */
    async insert(tx: Knex, row: NewCertificate): Promise<number | undefined> {
      const made: { id: number }[] = await tx('certificates')
        .insert(row)
        .onConflict(['user_id', 'course_id'])
        .ignore()
        .returning('id');
      return made[0]?.id;
    },
  };
}
