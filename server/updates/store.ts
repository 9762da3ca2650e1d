/**
 * What updates keep in the data folder, as files and not in the database: when an update goes back, the database goes back too,
 * and what is known of the update must not go with it.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { constants, copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../platform/files/durable.ts';
import { programFolder, programsFolder, readPointer } from '../platform/programs/pointer.ts';
import { PastUpdate, Rehearsal } from './contract.ts';
import { FeedEntry } from './feed/feed-rules.ts';
import { About, type Manifest } from './package/manifest-rules.ts';

/** A package on this machine, without its list of files. */
export const Stored = z.object({ manifest: About, size: z.number(), source: z.enum(['file', 'feed']) });
export type Stored = z.output<typeof Stored>;

const FeedState = z.object({
  checked_at: z.string().nullable().default(null),
  error: z.string().nullable().default(null),
  entries: z.array(FeedEntry).default([]),
  /** The version that was announced last. */
  announced: z.string().nullable().default(null),
});
export type FeedState = z.output<typeof FeedState>;

const NotedJob = z.object({ id: z.number(), kind: z.enum(['download', 'rehearsal']), version: z.string() });
type NotedJob = z.output<typeof NotedJob>;

const HISTORY_KEPT = 50;

export type UpdateStore = ReturnType<typeof createUpdateStore>;

export function createUpdateStore(dataFolder: string) {
  const folder = join(dataFolder, 'updates');
  const incoming = join(folder, 'incoming');
  const packages = join(folder, 'packages');
  const at = (version: string) => join(packages, `${version}.update`);
  const file = (name: string) => join(folder, `${name}.json`);
  const history = () => read(file('history'), z.array(PastUpdate), []);
  return {
    /** Uploads and downloads on their way. */
    incoming,
    packagePath: at,
    async prepare(): Promise<void> {
      await mkdir(incoming, { recursive: true, mode: 0o750 });
    },
    async stored(): Promise<Stored[]> {
      const names = await readdir(packages).catch(() => []);
      const known = names
        .filter(name => name.endsWith('.json'))
        .map(name => read(join(packages, name), Stored.nullable(), null));
      return known.filter(each => each !== null);
    },
    /** Puts a package that was checked in its place: moved when it lies in `incoming`, else copied. */
    async keep(path: string, manifest: Manifest, source: Stored['source']): Promise<void> {
      const { files: _, ...about } = manifest;
      const target = at(manifest.version);
      await mkdir(packages, { recursive: true, mode: 0o750 });
      if (path.startsWith(incoming)) await rename(path, target);
      else await copyWhole(path, target);
      const { size } = await stat(target);
      await write(target.replace(/\.update$/, '.json'), { manifest: about, size, source } satisfies Stored);
    },
    async remove(version: string): Promise<void> {
      for (const path of [at(version).replace(/\.update$/, '.json'), at(version)]) await rm(path, { force: true });
      // The program of a version that is pointed at stays: it runs, or will run again when the next one fails.
      const pointer = readPointer(dataFolder);
      if (pointer?.version !== version && pointer?.previous?.version !== version)
        await rm(programFolder(dataFolder, version), { recursive: true, force: true });
    },
    programs: () => programsFolder(dataFolder),
    feed: () => read(file('feed'), FeedState, FeedState.parse({})),
    writeFeed: (state: FeedState) => write(file('feed'), state),
    rehearsals: () => read(file('rehearsals'), z.array(Rehearsal), []),
    async addRehearsal(rehearsal: Rehearsal): Promise<void> {
      const others = read(file('rehearsals'), z.array(Rehearsal), []).filter(
        ({ version }) => version !== rehearsal.version,
      );
      await write(file('rehearsals'), [rehearsal, ...others].slice(0, HISTORY_KEPT));
    },
    /** The background job that was begun last. */
    notedJob: () => read(file('job'), NotedJob.nullable(), null),
    noteJob: (job: NotedJob) => write(file('job'), job),
    /** The version that ran when this was asked last, for the history. */
    lastVersion: () => read(file('running'), z.string().nullable(), null),
    noteVersion: (version: string) => write(file('running'), version),
    history,
    /** Adds how an update ended; the same operation is noted once. */
    async note(update: PastUpdate): Promise<boolean> {
      const known = history();
      if (known.some(({ id }) => id === update.id)) return false;
      await write(file('history'), [update, ...known].slice(0, HISTORY_KEPT));
      return true;
    },
  };
}

function read<T>(path: string, schema: z.ZodType<T>, otherwise: T): T {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return otherwise;
  }
}

async function write(path: string, value: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o750 });
  writeDurably(path, JSON.stringify(value), 0o640);
}

async function copyWhole(source: string, target: string): Promise<void> {
  // One of its own for each writer: several may write the same file at once.
  const draft = `${target}.${randomUUID()}`;
  try {
    await copyFile(source, draft, constants.COPYFILE_FICLONE);
    const handle = await open(draft, 'r+');
    try {
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await rename(draft, target);
  } finally {
    await rm(draft, { force: true });
  }
}
