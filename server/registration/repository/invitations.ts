import type { Database, Tx } from '../../platform/db/database.ts';
import { insertedId } from '../../platform/db/dialect.ts';

export interface InvitationRow {
  id: number;
  label: string;
  code: string;
  max_uses: number | null;
  used_count: number;
  created_by: number | null;
  created_at: string;
  expires_at: string | null;
  revoked_at: string | null;
}

export interface ListedInvitation extends InvitationRow {
  first_name: string | null;
  last_name: string | null;
}

export interface UseRow {
  used_at: string;
  user_id: number | null;
  first_name: string | null;
  last_name: string | null;
}

interface CourseOfInvitation {
  invitation_id: number;
  id: number;
  title: string;
}

const LISTED = `select i.*, p.first_name, p.last_name from registration_invitations i
  left join user_profiles p on p.user_id = i.created_by`;
const COURSES = `select ic.invitation_id, c.id, c.title from registration_invitation_courses ic
  join courses c on c.id = ic.course_id where c.status = 'published'`;

export type InvitationsRepository = ReturnType<typeof createInvitationsRepository>;

export function createInvitationsRepository(db: Database) {
  return {
    byCode: (code: string) =>
      db.read.get<InvitationRow>('select * from registration_invitations where code = ?', [code]),
    read: (id: number) => db.read.get<ListedInvitation>(`${LISTED} where i.id = ?`, [id]),
    list: () => db.read.all<ListedInvitation>(`${LISTED} order by i.id desc`),
    /** Published courses only: into others nobody is enrolled. */
    courses: () => db.read.all<CourseOfInvitation>(`${COURSES} order by ic.id`),
    coursesOf: (id: number) =>
      db.read.all<CourseOfInvitation>(`${COURSES} and ic.invitation_id = ? order by ic.id`, [id]),
    /** How many of these courses there are. */
    async countCourses(tx: Tx, ids: readonly number[]): Promise<number> {
      const [row] = await tx('courses').whereIn('id', ids).where({ status: 'published' }).count({ n: '*' });
      return Number((row as { n: number }).n);
    },
    async insert(tx: Tx, row: Omit<InvitationRow, 'id' | 'used_count' | 'revoked_at'>, courseIds: readonly number[]) {
      const id = insertedId(await tx('registration_invitations').insert(row).returning('id'));
      const courses = courseIds.map(courseId => ({ invitation_id: id, course_id: courseId }));
      if (courses.length > 0) await tx('registration_invitation_courses').insert(courses);
      return id;
    },
    /** False when it was taken back before. */
    revoke: async (tx: Tx, id: number, at: string) =>
      (await tx('registration_invitations').where({ id }).whereNull('revoked_at').update({ revoked_at: at })) > 0,
    /** Takes a place; null when none is left. One statement, so that of two who want the last one only one gets it. */
    async takePlace(tx: Tx, id: number, userId: number | null, at: string): Promise<number | null> {
      const open = tx('registration_invitations')
        .where({ id })
        .whereNull('revoked_at')
        .where(q => void q.whereNull('expires_at').orWhere('expires_at', '>', at))
        .where(q => void q.whereNull('max_uses').orWhereRaw('used_count < max_uses'));
      if ((await open.increment('used_count', 1)) === 0) return null;
      const use = { invitation_id: id, user_id: userId, used_at: at };
      return insertedId(await tx('registration_invitation_uses').insert(use).returning('id'));
    },
    /** Names who came for a place that was taken before; answers the courses that belong to it. */
    async settle(tx: Tx, useId: number, userId: number): Promise<{ invitationId: number; courseIds: number[] } | null> {
      const use = await tx('registration_invitation_uses').where({ id: useId }).first<{ invitation_id: number }>();
      if (!use) return null;
      await tx('registration_invitation_uses').where({ id: useId }).update({ user_id: userId });
      const invitationId = Number(use.invitation_id);
      const rows = await tx('registration_invitation_courses')
        .where({ invitation_id: invitationId })
        .orderBy('course_id')
        .select<{ course_id: number }[]>('course_id');
      return { invitationId, courseIds: rows.map(row => Number(row.course_id)) };
    },
    /** Gives places back whose registrations came to nothing. */
    async giveBack(tx: Tx, useIds: readonly number[]): Promise<void> {
      for (const id of useIds) {
        const use = await tx('registration_invitation_uses').where({ id }).first<{ invitation_id: number }>();
        if (!use) continue;
        await tx('registration_invitation_uses').where({ id }).delete();
        await tx('registration_invitations').where({ id: use.invitation_id }).decrement('used_count', 1);
      }
    },
    uses: (id: number, limit: number) =>
      db.read.all<UseRow>(
        `select u.used_at, u.user_id, p.first_name, p.last_name from registration_invitation_uses u
         left join user_profiles p on p.user_id = u.user_id where u.invitation_id = ? order by u.id desc limit ${limit}`,
        [id],
      ),
  };
}
