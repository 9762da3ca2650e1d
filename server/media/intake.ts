/** One way in for every file, uploaded or unpacked: recognised, cleaned or measured, stored, and only then entered in the table. */
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, instant } from '../platform/clock.ts';
import type { Work } from '../platform/db/work.ts';
import { webVttOf } from './captions.ts';
import type { FileKind } from './contract.ts';
import { type FileType, leavesReserve, tidyName } from './kind-rules.ts';
import type { Purpose } from './policy.ts';
import { measure } from './probe.ts';
import { recognise } from './recognise.ts';
import { refuse } from '../platform/errors/refusal.ts';
import type { Door, Scanned } from '../scanning/index.ts';
import type { Files, NewFile, Variant } from './repository/files.ts';
import { flushFolderOf, hashOf, putBytes, putFile, randomName } from './storage.ts';

export interface IntakeDeps {
  files: Files;
  work: Work;
  clock: Clock;
  /** Absolute path of the media folder. */
  folder: string;
  freeBytes: (folder: string) => Promise<number>;
  /** Has a file scanned for malware. */
  door: Door;
}

export interface Incoming {
  path: string;
  name: string;
  userId: number;
  courseId: number | null;
  purpose: Purpose;
  /** Makes taking the same upload in twice harmless; null for files that are no uploads. */
  uploadKey: string | null;
}

type Stored = Pick<NewFile, 'kind' | 'mime_type' | 'width' | 'height' | 'duration' | 'variants' | 'path'>;

/**
 * Takes a file in and answers its id; the file given is gone afterwards. A failure leaves nothing behind but that file.
 * Refuses with FILE_REFUSED, FILE_TOO_LARGE, DISK_FULL, or as the door does.
 */
export async function takeIn(deps: IntakeDeps, incoming: Incoming): Promise<number> {
  const name = tidyName(incoming.name);
  const { size } = await stat(incoming.path);
  const type = await recognise(incoming.path, name, size);
  if (incoming.purpose !== 'course' && type.kind !== 'image') refuse('FILE_REFUSED', `“${name}” is not a picture.`);
  // Before anything reads more of it than its beginning.
  const scanned = await deps.door({ name, content: { path: incoming.path, bytes: size }, userId: incoming.userId });
  const written: string[] = [];
  try {
    const stored = await store(deps, { ...incoming, name }, type, written);
    const id = await enter(deps, { ...incoming, name }, stored, scanned);
    await rm(incoming.path, { force: true });
    return id;
  } catch (error) {
    const done = incoming.uploadKey && (await deps.files.byUpload(incoming.uploadKey, incoming.userId));
    if (!done) await Promise.all(written.map(path => rm(path, { force: true })));
    throw error;
  }
}

const folders: Record<FileKind, string> = {
  image: 'courses/images',
  video: 'courses/videos',
  audio: 'courses/videos',
  pdf: 'courses/documents',
  document: 'courses/documents',
  captions: 'courses/documents',
  markdown: 'courses/documents',
  archive: 'courses/documents',
};

async function store(deps: IntakeDeps, incoming: Incoming, type: FileType, written: string[]): Promise<Stored> {
  const folder = incoming.purpose === 'avatar' ? 'avatars' : folders[type.kind];
  // The name follows from the upload, so that finishing again after a crash writes over what is there.
  const stem = `${folder}/${incoming.uploadKey ?? randomName()}`;
  const put = async (path: string, body: Uint8Array | string) => {
    const target = join(deps.folder, path);
    written.push(target, `${target}.part`);
    await (typeof body === 'string' ? putFile(body, target) : putBytes(target, body));
    return path;
  };
  const stored = await (type.kind === 'image' ? picture(incoming, type, stem, put) : asIs(incoming, type, stem, put));
  await flushFolderOf(join(deps.folder, stored.path));
  return stored;
}

type Put = (path: string, body: Uint8Array | string) => Promise<string>;

async function picture({ path, name }: Incoming, type: FileType, stem: string, put: Put): Promise<Stored> {
  // sharp costs 9 MB; a process that takes no picture does not load it.
  const { cleanPicture } = await import('./pictures.ts');
  const clean = await cleanPicture(path, type, name);
  const variants: Variant[] = [];
  for (const { width, body } of clean.copies) variants.push({ width, path: await put(`${stem}-${width}.webp`, body) });
  const main = await put(`${stem}.${clean.ending}`, clean.body);
  const { width, height, mime: mime_type } = clean;
  return { kind: 'image', mime_type, width, height, duration: null, variants, path: main };
}

async function asIs({ path, name }: Incoming, type: FileType, stem: string, put: Put): Promise<Stored> {
  const plain = { mime_type: type.mime, width: null, height: null, duration: null, variants: [] };
  if (type.mime === 'application/x-subrip') {
    const text = Buffer.from(webVttOf(await readFile(path, 'utf8')));
    return { ...plain, kind: 'captions', mime_type: 'text/vtt', path: await put(`${stem}.vtt`, text) };
  }
  const target = `${stem}.${type.endings[0]}`;
  if (type.kind !== 'video' && type.kind !== 'audio')
    return { ...plain, kind: type.kind, path: await put(target, path) };
  const { duration, width, height, hasPicture } = await measure(path, name);
  const kind = hasPicture === null ? type.kind : hasPicture ? 'video' : 'audio';
  return { ...plain, kind, duration, width, height, path: await put(target, path) };
}

async function enter(deps: IntakeDeps, incoming: Incoming, stored: Stored, scanned: Scanned): Promise<number> {
  const { files, work, clock } = deps;
  const target = join(deps.folder, stored.path);
  const { size } = await stat(target);
  const sha256 = await hashOf(target);
  return work.run(async ({ tx, record, announce }) => {
    const id = await files.insert(tx, {
      ...stored,
      size,
      sha256,
      filename: stored.path.split('/').at(-1) ?? '',
      original_name: incoming.name,
      upload_key: incoming.uploadKey,
      course_id: incoming.courseId,
      uploaded_by: incoming.userId,
      is_public: false,
      created_at: instant(clock.now()),
    });
    if (id === null) refuse('CONFLICT', 'This upload was finished already.');
    const details = scanned === 'no-scanner' ? undefined : { scanned };
    await record({ userId: incoming.userId, action: 'file.store', resourceType: 'file', resourceId: id, details });
    announce('file.stored', { fileId: id, userId: incoming.userId });
    return id;
  });
}

/** Refuses with DISK_FULL when so many more bytes would leave too little for the database. */
export async function requireRoom({ folder, freeBytes }: IntakeDeps, bytes: number): Promise<void> {
  if (!leavesReserve(await freeBytes(folder), bytes))
    refuse('DISK_FULL', 'The disk of the academy has no room for this file. Please tell the administrator.');
}
