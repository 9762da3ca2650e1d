import type { Database, Queries } from '../../platform/db/database.ts';
import { folded } from '../../platform/db/dialect.ts';
import type { ContentFile, FileKind } from '../contract.ts';

/** What a decision needs to know of a file and the caller. */
export interface FileFacts {
  is_public: boolean;
  uploaded_by: number | null;
  isAvatar: boolean;
  /** The caller is enrolled in a course that the file belongs to or is used in. */
  enrolled: boolean;
  /** The caller is the instructor of such a course. */
  teaches: boolean;
}

export interface Variant {
  width: number;
  /** Below the media folder. */
  path: string;
}

export interface FileRow {
  id: number;
  path: string;
  kind: FileKind;
  original_name: string;
  mime_type: string;
  size: number;
  sha256: string;
  width: number | null;
  height: number | null;
  duration: number | null;
  variants: string;
  course_id: number | null;
  uploaded_by: number | null;
  is_public: boolean | number;
  created_at: string;
  replaced_at: string | null;
  enrolled?: number;
  teaches?: number;
}

/** A file with where it lies and what the caller is to it. */
export interface FileRecord extends FileFacts {
  file: ContentFile;
  /** Below the media folder. */
  path: string;
  variants: Variant[];
}

export interface NewFile {
  filename: string;
  original_name: string;
  path: string;
  kind: FileKind;
  mime_type: string;
  size: number;
  sha256: string;
  width: number | null;
  height: number | null;
  duration: number | null;
  variants: readonly Variant[];
  upload_key: string | null;
  course_id: number | null;
  uploaded_by: number;
  is_public: boolean;
  created_at: string;
}

export const AVATARS = 'avatars/';

export const FILE_COLUMNS = `f.id, f.path, f.kind, f.original_name, f.mime_type, f.size, f.sha256, f.width, f.height, f.duration,
  f.variants, f.course_id, f.uploaded_by, f.is_public, f.created_at, f.replaced_at`;
// The courses a file is in: the one it was uploaded to, and all whose modules refer to it.
const IN_COURSE = (column: string) =>
  `(${column} = f.course_id or ${column} in (select m.course_id from module_files m where m.file_id = f.id))`;
const FOR_CALLER = `select ${FILE_COLUMNS},
  case when exists (select 1 from course_enrollments e
    where e.user_id = ? and e.status = 'active' and ${IN_COURSE('e.course_id')}) then 1 else 0 end as enrolled,
  case when exists (select 1 from courses c
    join course_teachers t on t.course_id = c.id and t.user_id = ?
    where c.deleted_at is null and ${IN_COURSE('c.id')}) then 1 else 0 end as teaches
  from content_files f where`;
const TEACHES = `select case when exists (select 1 from course_teachers t where t.course_id = c.id and t.user_id = ?) then 1 else 0 end as teaches
  from courses c where c.id = ? and c.deleted_at is null`;
const ONE = `${FOR_CALLER} f.id = ?`;
const BY_UPLOAD = `${FOR_CALLER} f.upload_key = ?`;

export type Files = ReturnType<typeof createFilesRepository>;

export function createFilesRepository({ read, reader }: Database) {
  const find = async (sql: string, key: number | string, userId: number) => {
    const row = await read.get<FileRow>(sql, [userId, userId, key]);
    return row && toRecord(row);
  };
  return {
    /** One statement: the file with everything that the right to read it depends on; user 0 is a visitor. */
    find: (id: number, userId: number): Promise<FileRecord | undefined> => find(ONE, id, userId),
    byUpload: (uploadKey: string, userId: number): Promise<FileRecord | undefined> =>
      find(BY_UPLOAD, uploadKey, userId),
    async describe(ids: readonly number[]): Promise<ContentFile[]> {
      if (ids.length === 0) return [];
      const rows = await reader('content_files').whereIn('id', ids).select();
      return (rows as FileRow[]).map(toFile);
    },
    /** Several files with what the person is to them. */
    async findAll(ids: readonly number[], userId: number): Promise<FileRecord[]> {
      if (ids.length === 0) return [];
      const marks = ids.map(() => '?').join(', ');
      const rows: unknown = await reader.raw(`${FOR_CALLER} f.id in (${marks})`, [userId, userId, ...ids]);
      const list = Array.isArray(rows) ? rows : (rows as { rows: unknown[] }).rows;
      return (list as FileRow[]).map(toRecord);
    },
    /** Answers null when the upload has its row already: somebody finished it at the same moment. */
    async insert(tx: Queries, { variants, ...file }: NewFile): Promise<number | null> {
      const [row] = await tx('content_files')
        .insert({ ...file, name_folded: folded(file.original_name), variants: JSON.stringify(variants) })
        .onConflict('upload_key')
        .ignore()
        .returning<{ id: number }[]>('id');
      return row?.id ?? null;
    },
    adopt: (tx: Queries, ids: readonly number[], courseId: number) =>
      tx('content_files').whereIn('id', ids).whereNull('course_id').update({ course_id: courseId }),
    makePublic: (tx: Queries, id: number) => tx('content_files').where({ id }).update({ is_public: true }),
    remove: (tx: Queries, id: number) => tx('content_files').where({ id }).delete(),
    /** What still refers to the file: a module, a cover, a person's picture. */
    async isUsed(tx: Queries, id: number): Promise<boolean> {
      const uses = [
        tx('module_files').where({ file_id: id }),
        tx('course_modules').where({ file_id: id }),
        tx('courses').where({ thumbnail_file_id: id }).whereNull('deleted_at'),
        tx('user_profiles').where({ avatar_file_id: id }),
      ];
      for (const use of uses) if (await use.first(tx.raw('1 as used'))) return true;
      return false;
    },
    /** Bytes of all stored files. */
    storedBytes: async () =>
      Number((await read.get<{ bytes: number | null }>('select sum(size) as bytes from content_files'))?.bytes ?? 0),
    /** Whether the person teaches the course; undefined when there is no such course. */
    async teaches(courseId: number, userId: number): Promise<boolean | undefined> {
      const row = await read.get<{ teaches: number }>(TEACHES, [userId, courseId]);
      return row && Boolean(row.teaches);
    },
  };
}

export function toFile(row: FileRow): ContentFile {
  const { id, kind, original_name, mime_type, sha256, width, height, duration, course_id, uploaded_by, created_at } =
    row;
  return {
    id,
    kind,
    original_name,
    mime_type,
    sha256,
    width,
    height,
    duration,
    course_id,
    uploaded_by,
    created_at,
    size: Number(row.size),
    widths: (JSON.parse(row.variants) as Variant[]).map(variant => variant.width),
    is_public: Boolean(row.is_public),
  };
}

function toRecord(row: FileRow): FileRecord {
  return {
    file: toFile(row),
    path: row.path,
    variants: JSON.parse(row.variants) as Variant[],
    is_public: Boolean(row.is_public),
    uploaded_by: row.uploaded_by,
    isAvatar: row.path.startsWith(AVATARS),
    enrolled: Boolean(row.enrolled),
    teaches: Boolean(row.teaches),
  };
}
