/** SQL of modules: outline, one module, order, counters, and which files they refer to. */
import type { Database, Queries } from '../../platform/db/database.ts';
import type { Captions, ContentType, Heading, ModuleHead } from '../contract.ts';
import type { z } from 'zod';

type Caption = z.output<typeof Captions>;

interface HeadRow {
  id: number;
  course_id: number;
  section: string | null;
  title: string;
  description: string | null;
  order_index: number;
  duration: number;
  content_type: ContentType;
  is_mandatory: boolean | number;
  assessment_id: number | null;
  completed_at: string | null;
  time_spent: number | null;
  last_position: number | null;
}
interface ModuleRow extends HeadRow {
  content: string | null;
  rendered: string | null;
  file_id: number | null;
  captions: string;
  updated_at: string;
}

/** Columns that a person sets, and what was made of them. */
export interface ModuleFields {
  section: string | null;
  title: string;
  description: string | null;
  duration: number;
  content_type: ContentType;
  content: string | null;
  is_mandatory: boolean;
  file_id: number | null;
  captions: Caption[];
}
export interface Rendered {
  html: string;
  headings: z.output<typeof Heading>[];
}
export interface StoredModule extends ModuleFields {
  id: number;
  order_index: number;
}
export interface ModuleRecord {
  head: ModuleHead;
  content: string | null;
  rendered: Rendered | null;
  file_id: number | null;
  captions: Caption[];
  updated_at: string;
}
/** What readiness and the frozen version look at. */
export interface OutlineModule extends StoredModule {
  rendered: Rendered | null;
  assessment_id: number | null;
  question_count: number;
}

const HEAD = `m.id, m.course_id, m.section, m.title, m.description, m.order_index, m.duration, m.content_type, m.is_mandatory,
  a.id as assessment_id, u.completed_at, u.time_spent, u.last_position`;
const FROM = `from course_modules m left join assessments a on a.module_id = m.id
  left join user_progress u on u.module_id = m.id and u.course_id = m.course_id and u.user_id = ?`;
const HEADS = `select ${HEAD} ${FROM} where m.course_id = ? order by m.order_index, m.id`;
const ONE = `select ${HEAD}, m.content, m.rendered, m.file_id, m.captions, m.updated_at ${FROM} where m.id = ? and m.course_id = ?`;

export type Modules = ReturnType<typeof createModulesRepository>;

export function createModulesRepository({ read, reader }: Database) {
  return {
    reader,
    /** The outline in order; with the person's own progress when they are enrolled. */
    heads: async (courseId: number, userId: number, enrolled: boolean): Promise<ModuleHead[]> =>
      (await read.all<HeadRow>(HEADS, [userId, courseId])).map(row => toHead(row, enrolled)),
    async find(courseId: number, id: number, userId: number, enrolled: boolean): Promise<ModuleRecord | undefined> {
      const row = await read.get<ModuleRow>(ONE, [userId, id, courseId]);
      return row && toRecord(row, enrolled);
    },
    async ids(tx: Queries, courseId: number): Promise<number[]> {
      const rows = await tx('course_modules')
        .where({ course_id: courseId })
        .orderBy(['order_index', 'id'])
        .select('id');
      return (rows as { id: number }[]).map(row => row.id);
    },
    async stored(tx: Queries, courseId: number, id: number): Promise<StoredModule | undefined> {
      const row = await tx('course_modules').where({ id, course_id: courseId }).first<StoredRow | undefined>();
      return row && toStored(row);
    },
    outline,
    insert,
    async update(tx: Queries, id: number, fields: ModuleFields, rendered: Rendered | null, at: string): Promise<void> {
      await tx('course_modules')
        .where({ id })
        .update({ ...columnsOf(fields, rendered), updated_at: at });
    },
    remove: (tx: Queries, id: number) => tx('course_modules').where({ id }).delete(),
    /** Sets places 0, 1, 2 … in this order, and the sections where given. Rows that are right already are left alone. */
    async setOrder(tx: Queries, ids: readonly number[], sections?: ReadonlyMap<number, string | null>): Promise<void> {
      for (const [order_index, id] of ids.entries()) {
        const change = sections ? { order_index, section: sections.get(id) ?? null } : { order_index };
        const row = tx('course_modules').where({ id });
        await (sections ? row : row.whereNot({ order_index })).update(change);
      }
    },
    /** Counts modules again and stores the numbers with the course. */
    async recount(tx: Queries, courseId: number): Promise<void> {
      const count = (where: object) =>
        tx('course_modules')
          .where({ course_id: courseId, ...where })
          .count();
      await tx('courses')
        .where({ id: courseId })
        .update({ module_count: count({}), mandatory_count: count({ is_mandatory: true }) });
    },
    /** Replaces the list of files that the module refers to. */
    async setFiles(tx: Queries, courseId: number, moduleId: number, fileIds: readonly number[]): Promise<void> {
      await tx('module_files').where({ module_id: moduleId }).delete();
      const rows = [...new Set(fileIds)].map(file_id => ({ module_id: moduleId, course_id: courseId, file_id }));
      if (rows.length > 0) await tx('module_files').insert(rows);
    },
  };
}

interface StoredRow extends Omit<StoredModule, 'captions' | 'is_mandatory'> {
  captions: string;
  is_mandatory: boolean | number;
}

async function insert(
  tx: Queries,
  place: { courseId: number; order_index: number },
  fields: ModuleFields,
  rendered: Rendered | null,
  at: string,
): Promise<number> {
  const [row] = await tx('course_modules')
    .insert({
      ...columnsOf(fields, rendered),
      course_id: place.courseId,
      order_index: place.order_index,
      created_at: at,
      updated_at: at,
    })
    .returning<{ id: number }[]>('id');
  return (row as { id: number }).id;
}

async function outline(tx: Queries, courseId: number): Promise<OutlineModule[]> {
  const rows = await tx('course_modules as m')
    .leftJoin('assessments as a', 'a.module_id', 'm.id')
    .where('m.course_id', courseId)
    .orderBy(['m.order_index', 'm.id'])
    .select('m.*', 'a.id as assessment_id', 'a.question_count');
  return (rows as (StoredRow & OutlineExtras)[]).map(row => ({
    ...toStored(row),
    rendered: parseRendered(row.rendered),
    assessment_id: row.assessment_id,
    question_count: Number(row.question_count ?? 0),
  }));
}

interface OutlineExtras {
  rendered: string | null;
  assessment_id: number | null;
  question_count: number | null;
}

function columnsOf(fields: ModuleFields, rendered: Rendered | null) {
  return {
    ...fields,
    captions: JSON.stringify(fields.captions),
    rendered: rendered && JSON.stringify(rendered),
  };
}

function toStored(row: StoredRow): StoredModule {
  const { id, order_index, section, title, description, duration, content_type, content, file_id } = row;
  return {
    id,
    order_index,
    section,
    title,
    description,
    duration,
    content_type,
    content,
    file_id,
    is_mandatory: Boolean(row.is_mandatory),
    captions: JSON.parse(row.captions) as Caption[],
  };
}

function toHead(row: HeadRow, enrolled: boolean): ModuleHead {
  const { id, course_id, section, title, description, order_index, duration, content_type, assessment_id } = row;
  const progress = {
    completed_at: row.completed_at,
    time_spent: row.time_spent ?? 0,
    last_position: row.last_position ?? 0,
  };
  return {
    id,
    course_id,
    section,
    title,
    description,
    order_index,
    duration,
    content_type,
    assessment_id,
    is_mandatory: Boolean(row.is_mandatory),
    progress: enrolled ? progress : null,
  };
}

function toRecord(row: ModuleRow, enrolled: boolean): ModuleRecord {
  return {
    head: toHead(row, enrolled),
    content: row.content,
    rendered: parseRendered(row.rendered),
    file_id: row.file_id,
    captions: JSON.parse(row.captions) as Caption[],
    updated_at: row.updated_at,
  };
}

const parseRendered = (text: string | null) => (text === null ? null : (JSON.parse(text) as Rendered));
