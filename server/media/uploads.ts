/** Uploads on their way: who may begin one, whose it is, what becomes of it, and clearing away what was left. */
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DAY } from '../platform/clock.ts';
import { found, Refusal, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import { type ContentFile, UploadMetadata } from './contract.ts';
import { type IntakeDeps, requireRoom, takeIn } from './intake.ts';
import { claimedKind, endingOf, tidyName } from './kind-rules.ts';
import type { Locks } from './locks.ts';
import { requireMayUpload, sizeLimit } from './policy.ts';
import { remedyFor } from './recognise.ts';

export const UPLOAD_LIFE_MS = DAY;
export const UPLOAD_ID = /^[0-9a-f]{32}$/;
const FOR_GOOD: ReadonlySet<string> = new Set(['FILE_REFUSED', 'FILE_TOO_LARGE', 'MALWARE_FOUND', 'SCANNER_LIMIT']);
const NO_UPLOAD = 'There is no such upload.';

/** What the upload protocol keeps beside the bytes, as far as we read it. */
const Kept = z.object({
  size: z.number().int().nonnegative(),
  creation_date: z.string(),
  metadata: z.object({
    owner: z.coerce.number().int(),
    filename: z.string(),
    course_id: z.coerce.number().int().optional(),
    purpose: z.enum(['course', 'avatar', 'thumbnail']),
  }),
});
type Upload = z.output<typeof Kept> & { path: string };

export interface UploadsDeps extends IntakeDeps {
  /** Absolute path of the folder of unfinished uploads. */
  uploads: string;
  locks: Locks;
}

export type Uploads = ReturnType<typeof createUploads>;

export function createUploads(deps: UploadsDeps) {
  const { files } = deps;
  const own = (id: string, actor: Actor) => requireOwn(deps, id, actor);
  return {
    /** Checks a wish to upload; answers what is kept with the upload. Refuses by right, name, size and room on the disk. */
    begin: (given: Record<string, string | null>, size: number, actor: Actor) => begin(deps, given, size, actor),
    requireOwn: own,
    requireRoom: (bytes: number) => requireRoom(deps, bytes),
    /** True when the bytes arrived and were stored elsewhere; what is kept of the upload tells that it was there. */
    wasStored: async (id: string) => (await sizeOf(join(deps.uploads, id))) === null,
    /** The content file of an upload whose bytes are all there; made now if nobody did yet. */
    async finish(id: string, actor: Actor): Promise<ContentFile> {
      const known = await files.byUpload(id, actor.userId);
      if (!known) return finishOnce(deps, id, actor);
      if (known.uploaded_by !== actor.userId && !actor.permissions.has('*')) refuse('NOT_FOUND', NO_UPLOAD);
      return known.file;
    },
    clean: (now: number) => clean(deps, now),
  };
}

async function begin(deps: UploadsDeps, given: Record<string, string | null>, size: number, actor: Actor) {
  const result = UploadMetadata.safeParse(given);
  if (!result.success)
    refuse('VALIDATION_ERROR', 'The upload does not say its file name rightly.', {
      field: result.error.issues[0]?.path.map(String).join('.') ?? 'filename',
    });
  const { purpose, course_id } = result.data;
  const filename = tidyName(result.data.filename);
  const kind = claimedKind(filename);
  if (!kind)
    refuse('FILE_REFUSED', `“${filename}” is of a kind that is not taken here. ${remedyFor(endingOf(filename))}`);
  requireMayUpload(actor, { purpose, kind });
  if (course_id) await requireTeaches(deps, course_id, actor);
  const limit = sizeLimit(kind, purpose);
  if (size > limit)
    refuse('FILE_TOO_LARGE', `“${filename}” is larger than the ${Math.round(limit / 1024 / 1024)} MB that are taken.`);
  await requireRoom(deps, size);
  const kept: Record<string, string> = { filename, purpose, owner: String(actor.userId) };
  if (course_id !== undefined) kept.course_id = String(course_id);
  return kept;
}

async function requireTeaches({ files }: UploadsDeps, courseId: number, actor: Actor): Promise<void> {
  const teaches = await files.teaches(courseId, actor.userId);
  if (teaches === undefined || !(teaches || actor.permissions.has('*')))
    refuse('NOT_FOUND', 'There is no such course of yours.', { field: 'course_id' });
}

/** The upload, when it is the caller's. Somebody else's is as if it were not there. */
async function requireOwn(deps: UploadsDeps, id: string, actor: Actor): Promise<Upload> {
  const upload = found(await readKept(deps, id), NO_UPLOAD);
  if (upload.metadata.owner !== actor.userId) refuse('NOT_FOUND', NO_UPLOAD);
  return upload;
}

async function readKept({ uploads }: UploadsDeps, id: string): Promise<Upload | null> {
  if (!UPLOAD_ID.test(id)) return null;
  const path = join(uploads, id);
  const text = await readFile(`${path}.json`, 'utf8').catch(() => null);
  // A half-written note (the machine lost power while it was made) is no upload; the client begins again.
  const parsed = text === null ? null : Kept.safeParse(safeJson(text));
  return parsed?.success ? { ...parsed.data, path } : null;
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function finishOnce(deps: UploadsDeps, id: string, actor: Actor): Promise<ContentFile> {
  await requireOwn(deps, id, actor);
  const lock = deps.locks.newLock(`${id}.finish`);
  await lock.lock(new AbortController().signal, () => {});
  try {
    const known = await deps.files.byUpload(id, actor.userId);
    if (known) return known.file;
    const { metadata, path, size } = await requireOwn(deps, id, actor);
    const arrived = await sizeOf(path);
    if (arrived !== size) refuse('CONFLICT', 'The upload is not complete yet.');
    const { owner: userId, filename: name, course_id, purpose } = metadata;
    await takeIn(deps, { path, name, userId, purpose, courseId: course_id ?? null, uploadKey: id });
    return found(await deps.files.byUpload(id, actor.userId), NO_UPLOAD).file;
  } catch (error) {
    // A file that is refused would be refused again; one that met a full disk or no scanner may be tried again.
    if (error instanceof Refusal && FOR_GOOD.has(error.code)) await discard(deps, id);
    throw error;
  } finally {
    await lock.unlock();
  }
}

async function discard({ uploads }: UploadsDeps, id: string): Promise<void> {
  await rm(join(uploads, id), { force: true });
  await rm(join(uploads, `${id}.json`), { force: true });
}

/** Removes whatever lies in the uploads folder for longer than a day. Answers how many files went. */
async function clean({ uploads }: UploadsDeps, now: number): Promise<number> {
  let count = 0;
  for (const name of await readdir(uploads)) {
    const path = join(uploads, name);
    const { mtimeMs, isFile } = await facts(path);
    if (!isFile || now - mtimeMs < UPLOAD_LIFE_MS) continue;
    await rm(path, { force: true });
    count++;
  }
  return count;
}

/** Another process may finish or remove an upload while we look. */
async function facts(path: string): Promise<{ mtimeMs: number; isFile: boolean }> {
  const seen = await stat(path).catch(() => null);
  return { mtimeMs: seen?.mtimeMs ?? 0, isFile: seen?.isFile() ?? false };
}
