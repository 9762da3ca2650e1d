/** What a rehearsal asks of the scratch copy: whom to be, and what to look at. */
import { join } from 'node:path';
import type { Database } from '../platform/db/database.ts';

/** Things that exist in the copy; null where it has none. */
export interface Targets {
  userId: number | null;
  courseId: number | null;
  moduleId: number | null;
  fileId: number | null;
  fileBytes: number;
  submissionId: number | null;
  submitted: boolean;
}

const ENROLMENTS = `select e.user_id, e.course_id from course_enrollments e
  join courses c on c.id = e.course_id join users u on u.id = e.user_id
  where e.status = 'active' and c.status = 'published' and c.deleted_at is null and u.is_active = ?
  order by e.id desc limit 30`;
const SOMEBODY = 'select id from users where is_active = ? order by id limit 1';
const COURSE = `select id from courses where status = 'published' and deleted_at is null order by id desc limit 1`;
const MODULE = 'select id from course_modules where course_id = ? order by id limit 1';
const FILES = `select f.id, f.path, f.size from content_files f
  where f.course_id = ? or exists (select 1 from module_files m where m.file_id = f.id and m.course_id = ?) order by f.id desc limit 50`;
const SUBMISSION = 'select id, state from assessment_submissions where user_id = ? order by id desc limit 1';

/** `exists` tells whether a file of the media folder is in the copy: proofs take out only some. */
export async function chooseTargets({ read, engine }: Database, exists: (path: string) => boolean): Promise<Targets> {
  const active = engine === 'sqlite' ? 1 : 'true';
  const enrolments = await read.all<{ user_id: number; course_id: number }>(ENROLMENTS, [active]);
  let chosen: Targets | null = null;
  for (const { user_id, course_id } of enrolments) {
    const file = (await read.all<{ id: number; path: string; size: number }>(FILES, [course_id, course_id])).find(
      ({ path }) => exists(join('media', path)),
    );
    if (chosen && !file) continue;
    const module = await read.get<{ id: number }>(MODULE, [course_id]);
    const submission = await read.get<{ id: number; state: string }>(SUBMISSION, [user_id]);
    chosen = {
      userId: user_id,
      courseId: course_id,
      moduleId: module?.id ?? null,
      fileId: file?.id ?? null,
      fileBytes: Number(file?.size ?? 0),
      submissionId: submission?.id ?? null,
      submitted: submission ? submission.state !== 'in_progress' : false,
    };
    if (file) break;
  }
  if (chosen) return chosen;
  const [user, course] = [await read.get<{ id: number }>(SOMEBODY, [active]), await read.get<{ id: number }>(COURSE)];
  const rest = { moduleId: null, fileId: null, fileBytes: 0, submissionId: null, submitted: false };
  return { userId: user?.id ?? null, courseId: course?.id ?? null, ...rest };
}

/** Writes the session; answers its id. */
export async function insertSession(
  { writer }: Database,
  session: { userId: number; hash: string; at: string; until: string },
): Promise<number> {
  const [row] = await writer('sessions')
    .insert({
      user_id: session.userId,
      family_hash: session.hash,
      refresh_hash: session.hash,
      client: 'bearer',
      created_at: session.at,
      refreshed_at: session.at,
      last_seen_at: session.at,
      confirmed_at: session.at,
      expires_at: session.until,
    })
    .returning<{ id: number }[]>('id');
  return Number(row?.id);
}
