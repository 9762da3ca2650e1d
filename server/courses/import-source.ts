/** Where a course comes from: a listing whose files were uploaded, an archive, or a folder on this machine. */
import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ContentFile } from '../media/contract.ts';
import { Refusal, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { CourseFiles } from './files.ts';
import { type FolderEntry, openZipFolder, type PlannedFile, type Problem } from './import/index.ts';

/** Text of a listing's Markdown files; the browser uploads the others. */
export interface Listing {
  archive?: number | undefined;
  entries: readonly { path: string; size: number; text?: string | undefined }[];
}

export interface ImportSource {
  entries: readonly FolderEntry[];
  problems: readonly Problem[];
  /** The content file of a planned file, stored now where it is not yet; or why there is none. */
  bring(file: PlannedFile): Promise<ContentFile | Problem>;
  /** Files that `bring` stored; they go again when the course is not made. */
  brought: readonly number[];
  close(): void;
}

export interface SourceDeps {
  files: CourseFiles;
}

/** The source that a request names. Refuses with VALIDATION_ERROR when it names none, or files that are not the caller's. */
export async function sourceOf(
  deps: SourceDeps,
  listing: Listing & { files?: Readonly<Record<string, number>> },
  actor: Actor,
): Promise<ImportSource> {
  if (listing.archive) return archiveSource(deps, await deps.files.locateArchive(listing.archive, actor), actor);
  if (listing.entries.length === 0)
    refuse('VALIDATION_ERROR', 'Name the files of the folder, or an uploaded archive.', { field: 'entries' });
  return uploadedSource(deps, listing, actor);
}

async function uploadedSource(
  { files }: SourceDeps,
  listing: Listing & { files?: Readonly<Record<string, number>> },
  actor: Actor,
): Promise<ImportSource> {
  const ids = new Map(Object.entries(listing.files ?? {}));
  const usable = await files.usable([...ids.values()], actor);
  for (const [path, id] of ids)
    if (!usable.has(id))
      refuse('VALIDATION_ERROR', 'There is no such file among your uploads.', { field: `files.${path}` });
  const entries = listing.entries.map(({ path, size, text }) => ({
    path,
    size: text === undefined ? size : Buffer.byteLength(text),
    read: async () => {
      if (text === undefined) throw new Error('its text was not sent');
      return Buffer.from(text);
    },
  }));
  return {
    entries,
    problems: [],
    brought: [],
    close: () => {},
    async bring(file) {
      const id = ids.get(file.entryPath) ?? ids.get(file.path);
      return (
        (id === undefined ? undefined : usable.get(id)) ??
        missing(file, 'not_uploaded', 'The file was not uploaded, so it is left out.')
      );
    },
  };
}

async function archiveSource(deps: SourceDeps, path: string, actor: Actor): Promise<ImportSource> {
  const zip = await openZipFolder(path);
  const source = storingSource(deps, zip.entries, actor, entry => entry.stream?.() ?? unreadable(entry));
  return { ...source, problems: zip.problems, close: zip.close };
}

const unreadable = (entry: FolderEntry): never => {
  throw new Error(`No way to read ${entry.path}.`);
};

/** A folder on this machine, such as the sample course. */
export async function folderSource(
  deps: SourceDeps,
  folder: string,
  actor: Pick<Actor, 'userId'>,
): Promise<ImportSource> {
  const entries: FolderEntry[] = [];
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const item of found.filter(one => one.isFile())) {
    const path = join(item.parentPath, item.name);
    const { size } = await stat(path);
    const inside = relative(folder, path).split(sep).join('/');
    entries.push({ path: inside, size, read: () => readFile(path) });
  }
  return storingSource(deps, entries, actor, async entry => createReadStream(join(folder, entry.path)));
}

function storingSource(
  { files }: SourceDeps,
  entries: readonly FolderEntry[],
  actor: Pick<Actor, 'userId'>,
  open: (entry: FolderEntry) => Promise<Readable>,
): ImportSource {
  const byPath = new Map(entries.map(entry => [entry.path, entry]));
  const brought: number[] = [];
  return {
    entries,
    problems: [],
    brought,
    close: () => {},
    async bring(file) {
      const entry = byPath.get(file.entryPath);
      if (!entry) return missing(file, 'not_found', 'The file is not there any more.');
      const path = files.draftPath();
      try {
        await pipeline(await open(entry), createWriteStream(path, { flags: 'wx', mode: 0o640 }));
        const stored = await files.take({ path, name: file.path.split('/').at(-1) ?? file.path }, actor);
        brought.push(stored.id);
        return stored;
      } catch (error) {
        await rm(path, { force: true });
        if (error instanceof Refusal && !ENDS_ALL.has(error.code)) return missing(file, 'file_refused', error.message);
        if (isArchiveFault(error)) return missing(file, 'unreadable', `The file cannot be unpacked: ${error.message}`);
        throw error;
      }
    },
  };
}

/** After these no other file is tried: malware in one of them speaks against all. */
const ENDS_ALL: ReadonlySet<string> = new Set(['DISK_FULL', 'MALWARE_FOUND', 'SCANNER_AWAY']);

/** Faults of the archive itself carry no code; those of this machine (disk full, no right) do. */
function isArchiveFault(error: unknown): error is Error {
  const { code } = error as { code?: string };
  return error instanceof Error && (code === undefined || code.startsWith('Z_'));
}

const missing = (file: PlannedFile, code: string, message: string): Problem => ({
  severity: 'error',
  path: file.path,
  code,
  message,
});
