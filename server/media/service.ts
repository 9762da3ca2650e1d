/** Files that were stored: reading them by right, describing, removing. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { found, refuse } from '../platform/errors/refusal.ts';
import type { Queries } from '../platform/db/database.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { Bytes } from '../platform/http/routes.ts';
import type { ContentFile, FileKind } from './contract.ts';
import { takeIn } from './intake.ts';
import { mayUse, requireReadable, requireUsable } from './policy.ts';
import type { FileRecord } from './repository/files.ts';
import { randomName } from './storage.ts';
import type { Uploads, UploadsDeps } from './uploads.ts';

/**
 * Browsers keep a file for five minutes and then ask whether it is still the same: its content may be replaced. Private, because
 * rights differ.
 */
const CACHE = 'private, max-age=300';
/** For an address that names the content itself. */
const CACHE_OF_CONTENT = 'private, max-age=604800, immutable';
/** Kinds that a page shows; everything else is saved to disk. */
const shown: ReadonlySet<FileKind> = new Set(['image', 'video', 'audio', 'pdf', 'captions']);

interface Wish {
  /** At least so many pixels wide, where there are smaller copies. */
  width?: number | undefined;
  download: boolean;
  /** Start of the content's hash that the address names. */
  sum?: string | undefined;
}

export type MediaService = ReturnType<typeof createMediaService>;

export function createMediaService(deps: UploadsDeps & { transfers: Uploads }) {
  const { files, work, folder, transfers } = deps;
  return {
    uploaded: (id: string, actor: Actor): Promise<ContentFile> => transfers.finish(id, actor),
    async describe(id: number, actor: Actor | null): Promise<ContentFile> {
      return requireReadable(actor, await files.find(id, actor?.userId ?? 0)).file;
    },
    async read(id: number, wish: Wish, actor: Actor | null): Promise<Bytes> {
      return bytesOf(requireReadable(actor, await files.find(id, actor?.userId ?? 0)), wish, folder);
    },
    async remove(id: number, actor: Actor): Promise<void> {
      const record = requireUsable(actor, await files.find(id, actor.userId));
      await work.run(async ({ tx, record: note }) => {
        if (await files.isUsed(tx, id)) refuse('FILE_IN_USE', 'A course or a profile still shows this file.');
        await files.remove(tx, id);
        await note({ userId: actor.userId, action: 'file.remove', resourceType: 'file', resourceId: id });
      });
      await removeBytes(record, folder);
    },
  };
}

/** What the courses feature is handed. */
export function filesForCourses(deps: UploadsDeps) {
  const { files, folder, uploads } = deps;
  return {
    async usable(ids: readonly number[], actor: Actor): Promise<Map<number, ContentFile>> {
      const records = await files.findAll([...new Set(ids)], actor.userId);
      return new Map(records.filter(record => mayUse(actor, record)).map(({ file }) => [file.id, file]));
    },
    describe: async (ids: readonly number[]): Promise<Map<number, ContentFile>> =>
      new Map((await files.describe(ids)).map(file => [file.id, file])),
    adopt: async (tx: Queries, ids: readonly number[], courseId: number): Promise<void> => {
      if (ids.length > 0) await files.adopt(tx, ids, courseId);
    },
    makePublic: async (tx: Queries, id: number): Promise<void> => {
      await files.makePublic(tx, id);
    },
    async take(source: { path: string; name: string }, { userId }: { userId: number }): Promise<ContentFile> {
      const id = await takeIn(deps, { ...source, userId, courseId: null, purpose: 'course', uploadKey: null });
      return found(await files.find(id, userId), 'The file went away.').file;
    },
    async discard(ids: readonly number[]): Promise<void> {
      for (const id of ids) {
        const record = await files.find(id, 0);
        if (!record) continue;
        await deps.work.run(({ tx }) => files.remove(tx, id));
        await removeBytes(record, folder);
      }
    },
    async locateArchive(id: number, actor: Actor): Promise<string> {
      const record = requireUsable(actor, await files.find(id, actor.userId));
      if (record.file.kind !== 'archive')
        refuse('VALIDATION_ERROR', 'This file is no ZIP archive.', { field: 'archive' });
      return join(folder, record.path);
    },
    draftPath: () => join(uploads, `${randomName()}.draft`),
  };
}

function bytesOf({ file, path, variants }: FileRecord, { width, download, sum }: Wish, folder: string): Bytes {
  const variant = width === undefined ? undefined : variants.find(copy => copy.width >= width);
  const served = variant?.path ?? path;
  return {
    body: { path: join(folder, served) },
    type: variant ? 'image/webp' : withCharset(file.mime_type),
    name: nameFor(file.original_name, served),
    inline: !download && shown.has(file.kind),
    cache: sum !== undefined && file.sha256.startsWith(sum) ? CACHE_OF_CONTENT : CACHE,
    etag: variant ? `"${file.sha256}-${variant.width}"` : `"${file.sha256}"`,
  };
}

const withCharset = (mime: string) => (mime.startsWith('text/') ? `${mime}; charset=utf-8` : mime);

/** The name it came with, with the ending of what it is now: a drawing came as SVG and is a PNG. */
function nameFor(original: string, path: string): string {
  const ending = path.split('.').at(-1) ?? '';
  const [stem, given = ''] = [original.replace(/\.[^.]*$/, ''), /\.([^.]*)$/.exec(original)?.[1]?.toLowerCase()];
  const same = given === ending || (ending === 'jpg' && ['jpeg', 'jfif', 'jpg'].includes(given));
  const kept = same || !['png', 'jpg', 'webp', 'vtt'].includes(ending);
  return kept ? original : `${stem}.${ending}`;
}

async function removeBytes({ path, variants }: FileRecord, folder: string): Promise<void> {
  for (const name of [path, ...variants.map(variant => variant.path)]) await rm(join(folder, name), { force: true });
}
