/** Which files of the data folder belong into a backup besides the database. */
import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface SourceFile {
  /** Below the data folder, with `/`. */
  path: string;
  bytes: number;
  changed: number;
}

/** What opens the backups: never in one, and kept when one is restored. */
export const BACKUP_SECRETS = 'secrets/backups.json';
/** Where the ledger of this machine ended last: one that comes out of a backup ends earlier. */
export const LEDGER_ANCHOR = 'secrets/ledger-anchor.json';

/** Uploads on their way, and what belongs to this machine alone. */
const LEFT_OUT = new Set(['media/uploads', BACKUP_SECRETS, LEDGER_ANCHOR]);
const UNFINISHED = /\.(part|half-[0-9a-f]+)$/;

const TOPS = { all: ['secrets', 'media'], open: ['media'], keys: ['secrets'] } as const;

/**
 * `all`: keys and certificates, and everything that people uploaded; `open` leaves the keys out, `keys` the rest. In the order of
 * their paths, so that the same academy gives the same manifest.
 */
export async function* sourceFiles(dataFolder: string, what: keyof typeof TOPS): AsyncIterable<SourceFile> {
  for (const top of TOPS[what]) yield* below(dataFolder, top);
}

async function* below(dataFolder: string, folder: string): AsyncIterable<SourceFile> {
  if (LEFT_OUT.has(folder)) return;
  const opened = await opendir(join(dataFolder, folder)).catch(gone);
  if (!opened) return;
  const entries: { name: string; isFolder: boolean; isFile: boolean }[] = [];
  for await (const entry of opened)
    entries.push({ name: entry.name, isFolder: entry.isDirectory(), isFile: entry.isFile() });
  for (const { name, isFolder, isFile } of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = `${folder}/${name}`;
    if (isFolder) yield* below(dataFolder, path);
    else if (isFile && !LEFT_OUT.has(path) && !UNFINISHED.test(name)) {
      const facts = await stat(join(dataFolder, path)).catch(gone);
      if (facts) yield { path, bytes: facts.size, changed: facts.mtimeMs };
    }
  }
}

function gone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}
