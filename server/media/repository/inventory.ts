/** The stock of files as a whole: what there is, how much of it, and what shows it. */
import type { Database, SqlValue, Tx } from '../../platform/db/database.ts';
import { anywhere, rowsOf } from '../../platform/db/dialect.ts';
import type { Page, Paging } from '../../platform/http/contract.ts';
import type { FileKind, MediaItem, MediaSummary, MediaUse } from '../contract.ts';
import { type FileRow, FILE_COLUMNS, toFile } from './files.ts';

export interface MediaFilter extends Paging {
  search?: string | undefined;
  kind?: FileKind | undefined;
  use?: 'used' | 'unused' | undefined;
  /** 0: files of no course. */
  course_id?: number | undefined;
  sort: 'name' | 'size' | 'created_at';
  order: 'asc' | 'desc';
}

interface ItemRow extends FileRow {
  uploader_first: string | null;
  uploader_last: string | null;
  course_title: string | null;
  use_count: number;
}

interface AmountRow {
  count: number;
  bytes: number | string;
}

const SORT_COLUMNS = { name: 'f.name_folded', size: 'f.size', created_at: 'f.created_at' } as const;

const USE_COUNT = `(select count(*) from module_files m where m.file_id = f.id)
  + (select count(*) from courses c where c.thumbnail_file_id = f.id and c.deleted_at is null)
  + (select count(*) from user_profiles p where p.avatar_file_id = f.id)`;

const USES = `select 'lesson' as kind, m.title, c.id as course_id, c.title as course_title, m.id as module_id
    from module_files mf join course_modules m on m.id = mf.module_id join courses c on c.id = m.course_id
    where mf.file_id = ?
  union all select 'cover', c.title, c.id, c.title, null from courses c where c.thumbnail_file_id = ? and c.deleted_at is null
  union all select 'portrait', p.first_name || ' ' || p.last_name, null, null, null from user_profiles p where p.avatar_file_id = ?
  order by 4, 5, 2`;

/** What belongs to the bytes and changes place with them; everything else belongs to the id. */
const OF_THE_BYTES = [
  'filename',
  'original_name',
  'name_folded',
  'path',
  'mime_type',
  'size',
  'sha256',
  'width',
  'height',
  'duration',
  'variants',
] as const;

export type Inventory = ReturnType<typeof createInventory>;

export function createInventory({ read }: Database) {
  const amounts = <Extra>(columns: string, rest: string) =>
    read
      .all<Extra & AmountRow>(
        `select ${columns} count(*) as count, coalesce(sum(f.size), 0) as bytes from content_files f ${rest}`,
      )
      .then(rows => rows.map(row => ({ ...row, count: Number(row.count), bytes: Number(row.bytes) })));
  return {
    async list(filter: MediaFilter): Promise<Page<MediaItem>> {
      const { where, values } = conditions(filter);
      const counted = await read.get<{ n: number }>(`select count(*) as n from content_files f ${where}`, values);
      const rows = await read.all<ItemRow>(
        `select ${FILE_COLUMNS}, p.first_name as uploader_first, p.last_name as uploader_last,
          c.title as course_title, ${USE_COUNT} as use_count
        from content_files f
        left join user_profiles p on p.user_id = f.uploaded_by left join courses c on c.id = f.course_id
        ${where} order by ${SORT_COLUMNS[filter.sort]} ${filter.order}, f.id ${filter.order} limit ? offset ?`,
        [...values, filter.per_page, (filter.page - 1) * filter.per_page],
      );
      return { items: rows.map(toItem), total: Number(counted?.n ?? 0) };
    },
    async summary(): Promise<Omit<MediaSummary, 'free_bytes' | 'reserve_bytes'>> {
      const [[all], [unused], kinds, courses] = await Promise.all([
        amounts('', ''),
        amounts('', `where ${USE_COUNT} = 0`),
        amounts<{ kind: FileKind }>('f.kind,', 'group by f.kind order by bytes desc'),
        amounts<{ course_id: number | null; title: string | null }>(
          'f.course_id, c.title,',
          'left join courses c on c.id = f.course_id group by f.course_id, c.title order by bytes desc',
        ),
      ]);
      const none = { count: 0, bytes: 0 };
      return { ...(all ?? none), unused: unused ?? none, kinds, courses };
    },
    uses: (id: number): Promise<MediaUse[]> => read.all<MediaUse>(USES, [id, id, id]),
    /** Exchanges the contents of two files of one kind. Answers false when one of them is gone. */
    async exchange(tx: Tx, id: number, other: number, at: string): Promise<boolean> {
      const rows = await rowsOf<FileRow>(tx, 'select * from content_files where id in (?, ?)', [id, other]);
      const [one, two] = [id, other].map(wanted => rows.find(row => Number(row.id) === wanted));
      if (!one || !two) return false;
      for (const [target, source] of [
        [one, two],
        [two, one],
      ] as const)
        await tx('content_files')
          .where({ id: target.id })
          .update({ ...bytesOf(source), replaced_at: at });
      return true;
    },
  };
}

function bytesOf(row: FileRow): Record<string, unknown> {
  return Object.fromEntries(OF_THE_BYTES.map(column => [column, (row as unknown as Record<string, unknown>)[column]]));
}

function conditions({ search, kind, use, course_id }: MediaFilter): { where: string; values: SqlValue[] } {
  const all: [sql: string, ...values: SqlValue[]][] = [];
  if (search?.trim()) all.push([`f.name_folded like ? escape '\\'`, anywhere(search)]);
  if (kind) all.push(['f.kind = ?', kind]);
  if (use) all.push([`${USE_COUNT} ${use === 'used' ? '> 0' : '= 0'}`]);
  if (course_id === 0) all.push(['f.course_id is null']);
  else if (course_id) all.push(['f.course_id = ?', course_id]);
  const where = all.length > 0 ? `where ${all.map(([sql]) => sql).join(' and ')}` : '';
  return { where, values: all.flatMap(([, ...values]) => values) };
}

function toItem(row: ItemRow): MediaItem {
  const { uploader_first, uploader_last, course_title, use_count, replaced_at } = row;
  return {
    ...toFile(row),
    uploader_name: uploader_first === null ? null : `${uploader_first} ${uploader_last}`,
    course_title,
    use_count: Number(use_count),
    replaced_at,
  };
}
