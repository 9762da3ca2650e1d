/** What was staged, written down, so that it can be compared with what is in place afterwards. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../platform/files/durable.ts';

const Staged = z.object({
  backup: z.string(),
  /** Where the keys came from with which the restored academy works. */
  keys: z.enum(['inside', 'here', 'given', 'without']),
  /** SHA-256 of the database file as it was staged; null on PostgreSQL. */
  database: z.string().nullable(),
  /** Rows of each table of the staged database, brought up to date. */
  rows: z.record(z.string(), z.number().int()),
  /** Bytes of every other file, by its path below the data folder. */
  files: z.record(z.string(), z.number()),
});
export type Staged = z.output<typeof Staged>;

const fileOf = (folder: string) => join(folder, 'staged.json');

export const writeStaged = (folder: string, staged: Staged) => writeDurably(fileOf(folder), JSON.stringify(staged));

export const readStaged = (folder: string): Staged => Staged.parse(JSON.parse(readFileSync(fileOf(folder), 'utf8')));

/** Throws when a file is not in place as it was staged. */
export function requireFiles(dataFolder: string, { files }: Staged): void {
  for (const [path, bytes] of Object.entries(files)) {
    const whole = join(dataFolder, ...path.split('/'));
    if (!existsSync(whole)) throw new Error(`After the switch ${path} is not in its place.`);
    if (statSync(whole).size !== bytes) throw new Error(`After the switch ${path} is not as long as in the backup.`);
  }
}

/** Throws when a table has other rows than when it was staged. */
export function requireRows(found: Record<string, number>, { rows }: Staged): void {
  for (const [table, count] of Object.entries(rows))
    if (found[table] !== count)
      throw new Error(`After the switch the table ${table} has ${found[table] ?? 'no'} rows instead of ${count}.`);
}
