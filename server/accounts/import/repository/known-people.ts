import type { Database, Tx } from '../../../platform/db/database.ts';
import type { Role } from '../../contract.ts';
import type { Present } from '../row-rules.ts';

type PresentRow = Omit<Present, 'roles'> & { key: string };

const people = (queries: Tx | Database['reader']) =>
  queries('users as u')
    .join('user_profiles as p', 'p.user_id', 'u.id')
    .select('u.id', 'u.email', 'u.is_active')
    .select('p.first_name', 'p.last_name', 'p.organization', 'p.phone');

/** People, as far as an import has to know them. `openPhone` opens what is stored of a number. */
export function createKnownPeople(db: Database, openPhone: (stored: string | null) => string | null) {
  return {
    /** By folded address, also by that of an account which was merged into another one. */
    async presentByEmail(
      emails: readonly string[],
      queries: Tx | Database['reader'] = db.reader,
    ): Promise<Map<string, Present>> {
      const own: PresentRow[] = await people(queries).whereIn('u.email_folded', emails).select('u.email_folded as key');
      const merged: PresentRow[] = await people(queries)
        .join('merged_accounts as m', 'm.user_id', 'u.id')
        .whereIn('m.alias_folded', emails)
        .select('m.alias_folded as key');
      const roles = await queries<{ user_id: number; role: Role }>('user_roles')
        .whereIn(
          'user_id',
          [...own, ...merged].map(({ id }) => id),
        )
        .orderBy('id')
        .select('user_id', 'role');
      const rolesOf = Map.groupBy(roles, ({ user_id }) => Number(user_id));
      return new Map(
        [...merged, ...own].map(({ key, ...row }) => {
          const id = Number(row.id);
          const held = (rolesOf.get(id) ?? []).map(({ role }) => role);
          return [key, { ...row, id, phone: openPhone(row.phone), is_active: Boolean(row.is_active), roles: held }];
        }),
      );
    },
    /** An address of somebody who has the name. */
    async addressesByName(names: readonly string[]): Promise<Map<string, string>> {
      const rows = await db
        .reader<{ name_folded: string; email: string }>('users')
        .whereIn('name_folded', names)
        .select('name_folded', 'email');
      return new Map(rows.map(row => [row.name_folded, row.email]));
    },
    /** What the academy keeps of somebody besides the account: the reason why an import does not remove them. */
    async lifeOf(
      userId: number,
      queries: Tx | Database['reader'] = db.reader,
    ): Promise<'gone' | 'signed-in' | 'learning' | null> {
      const user = await queries<{ id: number; password_hash: string; last_sign_in_at: string | null }>('users')
        .where({ id: userId })
        .first();
      if (!user) return 'gone';
      if (user.password_hash !== '' || user.last_sign_in_at !== null) return 'signed-in';
      for (const [table, column] of DEEDS) {
        const deed = await queries(table).where(column, userId).first<object | undefined>(column);
        if (deed) return 'learning';
      }
      return null;
    },
    removePerson: (tx: Tx, id: number) => tx('users').where({ id }).delete(),
  };
}

/** Where somebody leaves traces who begins to use the academy, or whom others have entered somewhere. */
const DEEDS = [
  ['course_enrollments', 'user_id'],
  ['user_progress', 'user_id'],
  ['assessment_submissions', 'user_id'],
  ['certificates', 'user_id'],
  ['courses', 'instructor_id'],
  ['course_instructors', 'user_id'],
  ['content_files', 'uploaded_by'],
  ['merged_accounts', 'user_id'],
] as const;
