/** Courses and their modules: building, ordering, publishing, the catalogue, and courses made from a dropped folder. */
import { z } from 'zod';
import { ContentFile } from '../media/contract.ts';
import { Instructor, teamEndpoints } from './team/contract.ts';
import { endpoint, Id, IdParams, Instant, line, named, Nothing, Paging, prose } from '../platform/http/contract.ts';

export const Difficulty = z.enum(['beginner', 'intermediate', 'advanced']);
export type Difficulty = z.output<typeof Difficulty>;
export const CourseStatus = z.enum(['draft', 'published', 'archived']);
export type CourseStatus = z.output<typeof CourseStatus>;
export const ContentType = z.enum(['markdown', 'video', 'audio', 'pdf', 'file', 'quiz']);
export type ContentType = z.output<typeof ContentType>;
const AcceptedContentType = named({
  markdown: ['text', 'lesson', 'article', 'reading', 'html', 'text/markdown', 'text/plain', 'text/html'],
  video: ['video/mp4', 'video/webm'],
  audio: ['audio/mpeg', 'audio/ogg'],
  pdf: ['application/pdf'],
  file: ['document', 'download', 'attachment'],
  quiz: ['assessment', 'exam', 'test'],
} satisfies Record<ContentType, string[]>);

export const CourseCard = z.object({
  id: Id,
  title: z.string(),
  description: z.string(),
  category: z.string().nullable(),
  difficulty_level: Difficulty,
  /** Minutes. */
  estimated_duration: z.number().int(),
  /** Minor units (cents); 0 is free. */
  price: z.number().int(),
  status: CourseStatus,
  /** File id of an uploaded cover; without one the cover is drawn from the id. */
  thumbnail: Id.nullable(),
  /** Places; null without a limit. */
  capacity: z.number().int().nullable(),
  enrolled_count: z.number().int(),
  module_count: z.number().int(),
  instructor: Instructor,
  /** Number of the newest published version, 0 before the first. */
  version: z.number().int(),
  published_at: Instant.nullable(),
  updated_at: Instant,
});
export type CourseCard = z.output<typeof CourseCard>;

/** What the caller is to the course. */
export const Standing = z.object({
  may_edit: z.boolean(),
  enrolment: z
    .object({
      enrolled_at: Instant,
      completed_at: Instant.nullable(),
      progress_percentage: z.number(),
      last_accessed: Instant.nullable(),
      certificate_id: Id.nullable(),
    })
    .nullable(),
});
export const Course = CourseCard.extend({
  created_at: Instant,
  /** Who teaches it beside the instructor. */
  co_instructors: z.array(Instructor),
  standing: Standing,
});
export type Course = z.output<typeof Course>;

/** A module without its content: what lists and the outline show. */
export const ModuleHead = z.object({
  id: Id,
  course_id: Id,
  section: z.string().nullable(),
  title: z.string(),
  description: z.string().nullable(),
  /** From 0, without gaps. */
  order_index: z.number().int(),
  /** Minutes. */
  duration: z.number().int(),
  content_type: ContentType,
  is_mandatory: z.boolean(),
  assessment_id: Id.nullable(),
  /** The caller's own state; null for people who are not enrolled. */
  progress: z
    .object({ completed_at: Instant.nullable(), time_spent: z.number().int(), last_position: z.number() })
    .nullable(),
});
export type ModuleHead = z.output<typeof ModuleHead>;

export const Heading = z.object({ level: z.number().int(), text: z.string(), id: z.string() });
export const Captions = z.object({ file_id: Id, language: z.string(), label: z.string() });

export const Module = ModuleHead.extend({
  /** Markdown as written; only for people who may edit the course. */
  content: z.string().nullable(),
  /** Lesson text rendered to safe HTML, for markdown lessons. */
  html: z.string().nullable(),
  headings: z.array(Heading),
  file: ContentFile.nullable(),
  captions: z.array(Captions),
  updated_at: Instant,
});
export type Module = z.output<typeof Module>;

const CourseFields = {
  title: line(160),
  description: prose(5000),
  category: line(60).nullable(),
  difficulty_level: Difficulty,
  estimated_duration: z.number().int().min(0).max(100_000),
  price: z.number().int().min(0).max(100_000_00),
  capacity: z.number().int().min(1).max(1_000_000).nullable(),
  thumbnail: Id.nullable(),
};

const ModuleFields = {
  section: line(160).nullable(),
  title: line(200),
  description: prose(2000).nullable(),
  duration: z.number().int().min(0).max(10_000),
  content_type: AcceptedContentType,
  /** Markdown for `markdown`; for the others the id of their file, which `file_id` says better. */
  content: z.union([prose(2_000_000), z.number().int().positive()]).nullable(),
  is_mandatory: z.boolean(),
  file_id: Id.nullable(),
  captions: z.array(z.object({ file_id: Id, language: line(35), label: line(60) })).max(30),
  /** Place in the course from 0; the others close up. */
  order_index: z.number().int().min(0).max(10_000),
};

const FILE_REFERENCE = /^(?:\/?api\/v1)?\/?(?:files\/)?(\d{1,15})$/;

/** Where `content` names a file of the academy instead of a text, it becomes the `file_id`. */
function fileApart<
  F extends { content_type?: ContentType; content?: string | number | null; file_id?: number | null },
>({ content, ...rest }: F): Omit<F, 'content'> & { content?: string | null } {
  const text = typeof content === 'number' ? String(content) : content;
  const takesFile = rest.content_type && rest.content_type !== 'markdown' && rest.content_type !== 'quiz';
  const id = takesFile && !rest.file_id ? FILE_REFERENCE.exec(text ?? '')?.[1] : undefined;
  if (id !== undefined) return { ...rest, file_id: Number(id) };
  return text === undefined ? rest : { ...rest, content: text };
}

export const NewModule = z
  .object(ModuleFields)
  .partial()
  .required({ title: true, content_type: true })
  .transform(fileApart);
export const NewCourse = z.object(CourseFields).partial().required({ title: true });

/** What publishing asks for, each line with its state: shown as the checklist of the builder. */
export const Readiness = z.object({
  ready: z.boolean(),
  checks: z.array(
    z.object({
      code: z.string(),
      ok: z.boolean(),
      required: z.boolean(),
      message: z.string(),
      module_id: Id.nullable(),
    }),
  ),
});

export const Problem = z.object({
  severity: z.enum(['error', 'warning', 'note']),
  path: z.string(),
  line: z.number().int().nullable(),
  code: z.string(),
  message: z.string(),
});
export type Problem = z.output<typeof Problem>;

const PlannedModule = z.object({
  section: z.string().nullable(),
  title: z.string(),
  content_type: ContentType,
  path: z.string(),
  duration: z.number().int(),
  question_count: z.number().int().nullable(),
});
/** What a dropped folder would become; nothing is stored yet. */
export const ImportPlan = z.object({
  title: z.string(),
  description: z.string(),
  modules: z.array(PlannedModule),
  /** Paths of the files to be uploaded, each once; text files are part of the request. */
  files: z.array(z.string()),
  problems: z.array(Problem),
});
export type ImportPlan = z.output<typeof ImportPlan>;

/** Listings carry the text of every lesson. */
const LISTING_LIMIT = 48 * 1024 * 1024;
/** A folder as the browser sees it: every path and size, and the text of Markdown files. Or an uploaded archive of one. */
const FolderListing = z.object({
  /** Content file id of a ZIP archive; then there are no entries and nothing else to upload. */
  archive: Id.optional(),
  entries: z
    .array(
      z.object({
        path: z.string().max(1000),
        size: z.number().int().min(0),
        text: z.string().max(4_000_000).optional(),
      }),
    )
    .max(5000)
    .default([]),
});

export const courseEndpoints = {
  list: endpoint('GET /courses', {
    summary:
      'The catalogue: published courses for everybody; with `mine` those that the caller may edit, in every state.',
    query: Paging.extend({
      search: z.string().max(100).optional(),
      category: z.string().max(60).optional(),
      difficulty_level: Difficulty.optional(),
      status: CourseStatus.optional(),
      mine: z.enum(['true', 'false']).default('false'),
      sort: z.enum(['title', 'newest', 'popular']).default('title'),
    }),
    data: z.array(CourseCard),
    paged: true,
  }),
  categories: endpoint('GET /courses/categories', {
    summary: 'Categories of published courses with their counts.',
    data: z.array(z.object({ category: z.string(), count: z.number().int() })),
  }),
  create: endpoint('POST /courses', { summary: 'Creates a draft.', body: NewCourse, data: Course, status: 201 }),
  read: endpoint('GET /courses/:id', { summary: 'A course.', params: IdParams, data: Course }),
  update: endpoint('PUT /courses/:id', {
    summary: 'Changes a course.',
    params: IdParams,
    body: z.object(CourseFields).partial(),
    data: Course,
  }),
  remove: endpoint('DELETE /courses/:id', {
    summary: 'Puts a course without learners into the bin.',
    params: IdParams,
    data: Nothing,
  }),
  readiness: endpoint('GET /courses/:id/readiness', {
    summary: 'What is missing before publishing.',
    params: IdParams,
    data: Readiness,
  }),
  publish: endpoint('POST /courses/:id/publish', {
    summary: 'Publishes; what is published is recorded as the next version.',
    params: IdParams,
    data: Course,
  }),
  archive: endpoint('POST /courses/:id/archive', {
    summary: 'Takes the course out of the catalogue; people enrolled keep it.',
    params: IdParams,
    data: Course,
  }),
  ...teamEndpoints,
  modules: endpoint('GET /courses/:id/modules', {
    summary: 'The outline in order.',
    params: IdParams,
    data: z.array(ModuleHead),
  }),
  addModule: endpoint('POST /courses/:id/modules', {
    summary: 'Adds a module.',
    params: IdParams,
    body: NewModule,
    data: Module,
    status: 201,
  }),
  readModule: endpoint('GET /courses/:id/modules/:moduleId', {
    summary: 'A module with its content.',
    params: z.object({ id: Id, moduleId: Id }),
    data: Module,
  }),
  updateModule: endpoint('PUT /courses/:id/modules/:moduleId', {
    summary: 'Changes a module.',
    params: z.object({ id: Id, moduleId: Id }),
    body: z.object(ModuleFields).partial().transform(fileApart),
    data: Module,
  }),
  removeModule: endpoint('DELETE /courses/:id/modules/:moduleId', {
    summary: 'Removes a module.',
    params: z.object({ id: Id, moduleId: Id }),
    data: Nothing,
  }),
  reorder: endpoint('PUT /courses/:id/order', {
    summary: 'Sets the order of all modules, and their sections.',
    params: IdParams,
    body: z.object({ modules: z.array(z.object({ id: Id, section: line(160).nullable() })).max(2000) }),
    data: z.array(ModuleHead),
  }),
  planImport: endpoint('POST /courses/import/plan', {
    summary: 'Says what a folder of Markdown, media and quizzes would become; stores nothing.',
    body: FolderListing,
    bodyLimit: LISTING_LIMIT,
    data: ImportPlan,
  }),
  runImport: endpoint('POST /courses/import', {
    summary: 'Makes the course of a folder whose files were uploaded.',
    body: FolderListing.extend({
      title: line(160).optional(),
      /** Content file id for each uploaded path of the plan. */
      files: z.record(z.string(), Id).default({}),
    }),
    bodyLimit: LISTING_LIMIT,
    data: z.object({ course: Course, problems: z.array(Problem) }),
    status: 201,
  }),
};
