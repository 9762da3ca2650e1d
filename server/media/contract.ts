/** Files: resumable uploads (tus 1.0 at /api/v1/uploads), what became of them, and reading them. */
import { z } from 'zod';
import { endpoint, Id, IdParams, Instant } from '../platform/http/contract.ts';

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
    }),
    data: 'bytes',
  }),
  remove: endpoint('DELETE /files/:id', {
    summary: 'Removes a file that no course refers to.',
    params: IdParams,
    data: z.object({}),
  }),
};
