/** Files: resumable uploads (tus 1.0 at /api/v1/uploads), what became of them, and reading them. */
import { z } from 'zod';
import { endpoint, Id, IdParams, Instant, Paging } from '../platform/http/contract.ts';

export const FileKind = z.enum(['image', 'video', 'audio', 'pdf', 'document', 'captions', 'markdown', 'archive']);
export type FileKind = z.output<typeof FileKind>;

export const ContentFile = z.object({
  id: Id,
  kind: FileKind,
  original_name: z.string(),
  mime_type: z.string(),
  size: z.number().int(),
  sha256: z.string(),
  /** Pixels, for images and videos where known. */
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  /** Seconds, for video and audio where known. */
  duration: z.number().nullable(),
  /** Widths in pixels at which a smaller copy of an image exists: `/files/{id}?width=640`. */
  widths: z.array(z.number().int()),
  course_id: Id.nullable(),
  uploaded_by: Id.nullable(),
  is_public: z.boolean(),
  created_at: Instant,
});
export type ContentFile = z.output<typeof ContentFile>;

/** A file as the media room lists it. */
export const MediaItem = ContentFile.extend({
  uploader_name: z.string().nullable(),
  /** Course that it was uploaded to. */
  course_title: z.string().nullable(),
  /** Lessons, covers and profiles that show it. */
  use_count: z.number().int(),
  /** When its content was last replaced. */
  replaced_at: Instant.nullable(),
});
export type MediaItem = z.output<typeof MediaItem>;

/** A place that shows a file. */
export const MediaUse = z.object({
  kind: z.enum(['lesson', 'cover', 'portrait']),
  /** Of the lesson, the course, or the person. */
  title: z.string(),
  course_id: Id.nullable(),
  course_title: z.string().nullable(),
  module_id: Id.nullable(),
});
export type MediaUse = z.output<typeof MediaUse>;

const Amount = { count: z.number().int(), bytes: z.number().int() };
export const MediaSummary = z.object({
  ...Amount,
  /** What nothing shows. */
  unused: z.object(Amount),
  kinds: z.array(z.object({ kind: FileKind, ...Amount })),
  /** Largest first; `course_id` null is what belongs to no course. */
  courses: z.array(z.object({ course_id: Id.nullable(), title: z.string().nullable(), ...Amount })),
  /** Free bytes of the disk, and how many of them uploads leave to the database. */
  free_bytes: z.number(),
  reserve_bytes: z.number(),
});
export type MediaSummary = z.output<typeof MediaSummary>;

/** tus `Upload-Metadata` keys that the server reads. */
export const UploadMetadata = z.object({
  filename: z.string().min(1).max(255),
  course_id: Id.optional(),
  /** `avatar` files belong to a person and not to a course. */
  purpose: z.enum(['course', 'avatar', 'thumbnail']).default('course'),
});

export const mediaEndpoints = {
  /** `id` is the last part of the tus upload's address. */
  uploaded: endpoint('GET /uploads/:id/file', {
    summary: 'The content file that a finished upload became.',
    params: z.object({ id: z.string().regex(/^[a-zA-Z0-9_-]{8,80}$/) }),
    data: ContentFile,
  }),
  describe: endpoint('GET /files/:id/details', {
    summary: 'What is known of a file.',
    params: IdParams,
    data: ContentFile,
  }),
  read: endpoint('GET /files/:id', {
    summary:
      'The bytes of a file, with ranges; `width` picks a smaller copy of an image, `download` names it for saving.',
    params: IdParams,
    query: z.object({
      width: z.coerce.number().int().min(16).max(4096).optional(),
      download: z.enum(['1']).optional(),
      /** Start of the content's SHA-256: an address with it never shows other content, so browsers may keep it. */
      sum: z
        .string()
        .regex(/^[0-9a-f]{12,64}$/)
        .optional(),
    }),
    data: 'bytes',
  }),
  remove: endpoint('DELETE /files/:id', {
    summary: 'Removes a file that no course refers to.',
    params: IdParams,
    data: z.object({}),
  }),
  list: endpoint('GET /media', {
    summary: 'Every file of the academy, for administrators: search, filter, sort, page.',
    query: Paging.extend({
      search: z.string().max(100).optional(),
      kind: FileKind.optional(),
      use: z.enum(['used', 'unused']).optional(),
      /** A course, or 0 for files of no course. */
      course_id: z.coerce.number().int().min(0).optional(),
      sort: z.enum(['name', 'size', 'created_at']).default('created_at'),
      order: z.enum(['asc', 'desc']).default('desc'),
    }),
    data: z.array(MediaItem),
    paged: true,
  }),
  summary: endpoint('GET /media/summary', {
    summary: 'How much is stored, by kind and by course, and what nothing shows.',
    data: MediaSummary,
  }),
  uses: endpoint('GET /media/:id/uses', {
    summary: 'Every place that shows a file.',
    params: IdParams,
    data: z.array(MediaUse),
  }),
  replace: endpoint('POST /media/:id/replace', {
    summary:
      'Puts the content of another, unused file of the same kind under this id, so that every link keeps working; the other id then holds the former content.',
    params: IdParams,
    body: z.object({ file_id: Id }),
    data: ContentFile,
  }),
};
