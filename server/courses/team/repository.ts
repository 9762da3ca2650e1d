/** SQL of who teaches a course beside the instructor who answers for it. */
import type { Database, Queries } from '../../platform/db/database.ts';
import { anywhere } from '../../platform/db/dialect.ts';
import type { Instructor } from './contract.ts';

interface PersonRow {
  id: number;
  first_name: string;
  last_name: string;
  avatar_file_id: number | null;
}

export interface TeamRow extends Instructor {
  added_at: string;
}

const PERSON = 'p.user_id as id, p.first_name, p.last_name, p.avatar_file_id';

const TEAM = `select ${PERSON}, i.added_at from course_instructors i join user_profiles p on p.user_id = i.user_id
  where i.course_id = ? order by i.added_at, i.user_id`;

/** Active people with a role that may teach. */
const MAY_TEACH = `u.is_active and exists (select 1 from user_roles r where r.user_id = u.id
  and r.role in ('instructor', 'administrator'))`;

const CANDIDATES = `select ${PERSON} from users u join user_profiles p on p.user_id = u.id
  where ${MAY_TEACH} and u.name_folded like ? escape '\\'
    and not exists (select 1 from course_teachers t where t.course_id = ? and t.user_id = u.id)
  order by u.name_folded, u.id limit ?`;

export type Team = ReturnType<typeof createTeamRepository>;

export function createTeamRepository({ read }: Database) {
  return {
    /** In the order in which they came; without the instructor who answers for the course. */
    of: async (courseId: number): Promise<TeamRow[]> =>
      (await read.all<PersonRow & { added_at: string }>(TEAM, [courseId])).map(row => ({
        ...toInstructor(row),
        added_at: row.added_at,
      })),
    /** People who could teach the course and do not yet, by name. */
    candidates: async (courseId: number, search: string, limit: number): Promise<Instructor[]> =>
      (await read.all<PersonRow>(CANDIDATES, [anywhere(search), courseId, limit])).map(toInstructor),
    mayTeach: async (tx: Queries, userId: number): Promise<boolean> =>
      (await tx('users as u').where('u.id', userId).whereRaw(MAY_TEACH).first('u.id')) !== undefined,
    /** Answers false when the person was in the team. */
    async add(tx: Queries, row: { course_id: number; user_id: number; added_at: string; added_by: number }) {
      const query = tx('course_instructors').insert(row).onConflict(['course_id', 'user_id']).ignore();
      return (await query.returning<{ user_id: number }[]>('user_id')).length > 0;
    },
    /** Answers false when the person was not in the team. */
    remove: async (tx: Queries, courseId: number, userId: number): Promise<boolean> =>
      (await tx('course_instructors').where({ course_id: courseId, user_id: userId }).delete()) > 0,
    setLead: (tx: Queries, courseId: number, userId: number, at: string) =>
      tx('courses').where({ id: courseId }).update({ instructor_id: userId, updated_at: at }),
  };
}

function toInstructor({ id, first_name, last_name, avatar_file_id }: PersonRow): Instructor {
  return { id, first_name, last_name, avatar: avatar_file_id };
}
