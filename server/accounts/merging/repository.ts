import type { Database, Tx } from '../../platform/db/database.ts';
import { folded } from '../../platform/db/dialect.ts';
import { foldEmail } from '../address-rules.ts';
import { bestEnrolment, bestProgress, later, type Enrolment, type Progress } from './best-rules.ts';
import type { MergeChoice, Move } from './contract.ts';
import type { Candidate } from './pair-rules.ts';
import { memberships, withoutSelf } from './programmes.ts';
import { withFate } from './references-rules.ts';

interface Owned {
  id: number;
  user_id: number;
  course_id: number;
}
type EnrolmentRow = Owned & Enrolment;
type ProgressRow = Owned & Progress & { module_id: number };
type StudyRow = Owned & {
  day: string;
  session_start: string;
  session_end: string;
  time_spent: number;
  pages_viewed: number;
  interactions: number;
};
interface AttemptRow {
  id: number;
  user_id: number;
  assessment_id: number;
  state: string;
}
type CertificateRow = Owned & { issued_at: string; revoked_at: string | null };

/** People who share a name, and people with a telephone number, that are looked at, at the most. */
const LOOKED_AT = 5000;
const NUMBERS_LOOKED_AT = 20_000;

const CANDIDATE = `select u.id, u.email, u.name_folded, p.phone from users u join user_profiles p on p.user_id = u.id`;
const OF_ONE_NAME = `${CANDIDATE}
  where u.name_folded in (select name_folded from users group by name_folded having count(*) > 1)
  order by u.id limit ${LOOKED_AT}`;
/** Numbers are stored sealed: which of them are the same shows only when they are open. */
const WITH_NUMBER = `${CANDIDATE} where p.phone is not null order by u.id limit ${NUMBERS_LOOKED_AT}`;

export type MergingRepository = ReturnType<typeof createMergingRepository>;

/** `openPhone` opens what is stored of a number. */
export function createMergingRepository(db: Database, openPhone: (stored: string | null) => string | null) {
  return {
    /** Those who may share something with somebody: the rules say with whom. */
    async candidates(): Promise<Candidate[]> {
      const rows = [...(await db.read.all<Candidate>(OF_ONE_NAME)), ...(await db.read.all<Candidate>(WITH_NUMBER))];
      return [...new Map(rows.map(row => [row.id, { ...row, phone: openPhone(row.phone) }])).values()];
    },
    moves: (keptId: number, goneId: number) => moves(db, keptId, goneId),
    /** Everything of the one account to the other; the account itself is still there afterwards. Answers the courses whose learners changed. */
    async combine(tx: Tx, keptId: number, goneId: number): Promise<number[]> {
      await attempts(tx, keptId, goneId);
      await certificates(tx, keptId, goneId);
      await progress(tx, keptId, goneId);
      await study(tx, keptId, goneId);
      await memberships(tx, keptId, goneId);
      await withoutSelf(tx, keptId, goneId);
      const courses = await enrolments(tx, keptId, goneId);
      for (const { table, column } of withFate('move'))
        await tx(table)
          .where(column, goneId)
          .update({ [column]: keptId });
      await teaching(tx, keptId, goneId);
      // Whoever has no password yet gets in as the other account did.
      const bare = (await accountOf(tx, keptId))?.password_hash === '';
      for (const { table, column } of withFate('credential'))
        if (bare)
          await tx(table)
            .where(column, goneId)
            .update({ [column]: keptId });
        else await tx(table).where(column, goneId).delete();
      for (const { table, column } of withFate('drop')) await tx(table).where(column, goneId).delete();
      return courses;
    },
    /** Quizzes that both have begun and neither has handed in. */
    async openInBoth(tx: Tx, keptId: number, goneId: number): Promise<number> {
      const rows = await tx<AttemptRow>('assessment_submissions')
        .whereIn('user_id', [keptId, goneId])
        .where({ state: 'in_progress' })
        .groupBy('assessment_id')
        .havingRaw('count(*) > 1')
        .select('assessment_id');
      return rows.length;
    },
    finish,
  };
}

/** Profile and address as they were chosen; the other account goes. */
async function finish(tx: Tx, given: Finish): Promise<void> {
  const { keptId, goneId, by, at, choice } = given;
  const profiles = await tx<ProfileRow>('user_profiles').whereIn('user_id', [keptId, goneId]);
  const ofKept = profiles.find(row => Number(row.user_id) === keptId);
  const ofGone = profiles.find(row => Number(row.user_id) === goneId);
  const gone = await accountOf(tx, goneId);
  const kept = await accountOf(tx, keptId);
  if (!ofKept || !ofGone || !gone || !kept) throw new Error('An account went away while it was merged.');
  const from = (side: 'kept' | 'gone') => (side === 'kept' ? ofKept : ofGone);
  const profile = {
    first_name: from(choice.name).first_name,
    last_name: from(choice.name).last_name,
    phone: from(choice.phone).phone,
    organization: from(choice.organization).organization,
    bio: from(choice.bio).bio,
    avatar_file_id: from(choice.avatar).avatar_file_id,
  };
  const [email, other] = choice.email === 'kept' ? [kept.email, gone.email] : [gone.email, kept.email];
  await tx('users').where({ id: goneId }).delete();
  await tx('user_profiles').where({ user_id: keptId }).update(profile);
  await tx('users')
    .where({ id: keptId })
    .update({
      email,
      email_folded: foldEmail(email),
      name_folded: folded(`${profile.first_name} ${profile.last_name}`),
      password_hash: kept.password_hash || gone.password_hash,
      last_sign_in_at: later(kept.last_sign_in_at, gone.last_sign_in_at),
      updated_at: at,
    });
  const name = `${ofGone.first_name} ${ofGone.last_name}`.slice(0, 200);
  await tx('merged_accounts').insert({
    old_id: goneId,
    user_id: keptId,
    name,
    name_folded: folded(name).slice(0, 200),
    email: other,
    alias_folded: choice.alias ? foldEmail(other) : null,
    merged_at: at,
    merged_by: by,
  });
}

interface ProfileRow {
  user_id: number;
  first_name: string;
  last_name: string;
  phone: string | null;
  organization: string | null;
  bio: string | null;
  avatar_file_id: number | null;
}

interface Account {
  id: number;
  email: string;
  password_hash: string;
  last_sign_in_at: string | null;
}

const accountOf = (tx: Tx, id: number) => tx<Account>('users').where({ id }).first();

interface Finish {
  keptId: number;
  goneId: number;
  by: number | null;
  at: string;
  choice: MergeChoice;
}

async function moves(db: Database, keptId: number, goneId: number): Promise<Move[]> {
  const counted = async (what: Move['what'], table: string, column: string, same?: string): Promise<Move> => {
    const [row] = await db.reader(table).where(column, goneId).count({ n: '*' });
    const both = same
      ? await db
          .reader(`${table} as a`)
          .where(`a.${column}`, goneId)
          .whereExists(q => {
            void q.from(`${table} as b`).select('b.id').where(`b.${column}`, keptId).whereRaw(`b.${same} = a.${same}`);
          })
          .count({ n: '*' })
      : [{ n: 0 }];
    return { what, count: Number((row as { n: number }).n), both: Number((both[0] as { n: number }).n) };
  };
  const all = [
    await counted('enrolments', 'course_enrollments', 'user_id', 'course_id'),
    await counted('progress', 'user_progress', 'user_id', 'module_id'),
    await counted('attempts', 'assessment_submissions', 'user_id'),
    await counted('certificates', 'certificates', 'user_id', 'course_id'),
    await counted('study', 'learning_analytics', 'user_id'),
    await counted('courses', 'courses', 'instructor_id'),
    await counted('files', 'content_files', 'uploaded_by'),
    await counted('mails', 'mail_messages', 'user_id'),
    await counted('sessions', 'sessions', 'user_id'),
    await counted('links', 'account_links', 'user_id'),
  ];
  return all.filter(({ count }) => count > 0);
}

/** Attempts of both, numbered in the order in which they were begun. */
async function attempts(tx: Tx, keptId: number, goneId: number): Promise<void> {
  const rows = await tx<AttemptRow>('assessment_submissions')
    .whereIn('user_id', [keptId, goneId])
    .orderBy('started_at')
    .orderBy('id')
    .select('id', 'user_id', 'assessment_id');
  const byAssessment = Map.groupBy(rows, row => Number(row.assessment_id));
  for (const list of byAssessment.values()) {
    if (!list.some(row => Number(row.user_id) === goneId)) continue;
    // Out of the way first, so that no two have one number in between.
    for (const [i, row] of list.entries())
      await tx('assessment_submissions')
        .where({ id: row.id })
        .update({ attempt_number: -1 - i, user_id: keptId });
    for (const [i, row] of list.entries())
      await tx('assessment_submissions')
        .where({ id: row.id })
        .update({ attempt_number: i + 1 });
  }
}

/** In the team of a course once, and not beside oneself: whoever answers for a course is not in its team. */
async function teaching(tx: Tx, keptId: number, goneId: number): Promise<void> {
  const taught = tx('course_teachers').where({ user_id: keptId }).select('course_id');
  await tx('course_instructors').where({ user_id: goneId }).whereIn('course_id', taught).delete();
  await tx('course_instructors').where({ user_id: goneId }).update({ user_id: keptId });
  const led = tx('courses').where({ instructor_id: keptId }).select('id');
  await tx('course_instructors').where({ user_id: keptId }).whereIn('course_id', led).delete();
}

/** One for each course: the earlier one that is valid. */
async function certificates(tx: Tx, keptId: number, goneId: number): Promise<void> {
  const rows = await tx<CertificateRow>('certificates').whereIn('user_id', [keptId, goneId]);
  for (const list of Map.groupBy(rows, row => Number(row.course_id)).values()) {
    const [best, ...others] = list.toSorted(
      (a, b) => Number(a.revoked_at !== null) - Number(b.revoked_at !== null) || (a.issued_at < b.issued_at ? -1 : 1),
    );
    for (const { id } of others) await tx('certificates').where({ id }).delete();
    if (best) await tx('certificates').where({ id: best.id }).update({ user_id: keptId });
  }
}

async function progress(tx: Tx, keptId: number, goneId: number): Promise<void> {
  const rows = await tx<ProgressRow>('user_progress').whereIn('user_id', [keptId, goneId]);
  for (const list of Map.groupBy(rows, row => Number(row.module_id)).values()) {
    const kept = list.find(row => Number(row.user_id) === keptId);
    const gone = list.find(row => Number(row.user_id) === goneId);
    if (!gone) continue;
    if (kept) {
      await tx('user_progress').where({ id: gone.id }).delete();
      await tx('user_progress')
        .where({ id: kept.id })
        .update(bestProgress(plain(kept), plain(gone)));
    } else await tx('user_progress').where({ id: gone.id }).update({ user_id: keptId });
  }
}

const plain = ({ completed_at, time_spent, last_position, updated_at }: ProgressRow): Progress => ({
  completed_at,
  time_spent: Number(time_spent),
  last_position: Number(last_position),
  updated_at,
});

/** What was studied on one day in one course by both is added up. */
async function study(tx: Tx, keptId: number, goneId: number): Promise<void> {
  const rows = await tx<StudyRow>('learning_analytics').whereIn('user_id', [keptId, goneId]);
  for (const list of Map.groupBy(rows, row => `${row.day} ${row.course_id}`).values()) {
    const kept = list.find(row => Number(row.user_id) === keptId);
    const gone = list.find(row => Number(row.user_id) === goneId);
    if (!gone) continue;
    if (!kept) await tx('learning_analytics').where({ id: gone.id }).update({ user_id: keptId });
    else {
      await tx('learning_analytics').where({ id: gone.id }).delete();
      await tx('learning_analytics')
        .where({ id: kept.id })
        .update({
          session_start: kept.session_start < gone.session_start ? kept.session_start : gone.session_start,
          session_end: kept.session_end > gone.session_end ? kept.session_end : gone.session_end,
          time_spent: Number(kept.time_spent) + Number(gone.time_spent),
          pages_viewed: Number(kept.pages_viewed) + Number(gone.pages_viewed),
          interactions: Number(kept.interactions) + Number(gone.interactions),
        });
    }
  }
}

async function enrolments(tx: Tx, keptId: number, goneId: number): Promise<number[]> {
  const rows = await tx<EnrolmentRow>('course_enrollments').whereIn('user_id', [keptId, goneId]);
  const courses: number[] = [];
  for (const [courseId, list] of Map.groupBy(rows, row => Number(row.course_id))) {
    const kept = list.find(row => Number(row.user_id) === keptId);
    const gone = list.find(row => Number(row.user_id) === goneId);
    if (!gone) continue;
    courses.push(courseId);
    if (!kept) {
      await tx('course_enrollments').where({ id: gone.id }).update({ user_id: keptId });
      continue;
    }
    await tx('course_enrollments').where({ id: gone.id }).delete();
    const { id: _, user_id: __, course_id: ___, ...best } = { ...kept, ...bestEnrolment(kept, gone) };
    await tx('course_enrollments').where({ id: kept.id }).update(best);
    // Two places became one.
    if (kept.status === 'active' && gone.status === 'active')
      await tx('courses').where({ id: courseId }).where('enrolled_count', '>', 0).decrement('enrolled_count', 1);
  }
  return courses;
}
