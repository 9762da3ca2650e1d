/**
 * The first half of a proof, in a child process: the backup is taken out into a scratch place, opened and compared. The second half
 * serves that scratch place with a real server (rehearsal). Each step leaves a sentence, also when it fails.
 */
import { existsSync } from 'node:fs';
import { rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, DAY } from '../platform/clock.ts';
import { lendKeys } from './academy-keys.ts';
import { extractBackup, type Extracted } from './extract.ts';
import { type Here, requireFitting } from './fitting.ts';
import type { Contents, FileEntry, Proof } from './format.ts';
import { findHeader, listBackups, type Manifest, readManifest } from './manifest.ts';
import type { Place } from './places/place.ts';
import { type DatabaseFacts, mediaPaths } from './repository/facts.ts';
import { connect, factsOf } from './repository/postgres.ts';
import { openScratchDatabase, restoreDump, type ScratchDatabase } from './repository/scratch-postgres.ts';
import { checkSqlite, readSqliteFacts } from './repository/sqlite.ts';
import { makeScratch, sweepScratch } from './scratch.ts';
import { BackupTrouble } from './trouble.ts';
import { inspectParts } from './verify.ts';

type ProofStep = Proof['steps'][number];

export interface ProofOptions {
  place: Place;
  id: string;
  dataFolder: string;
  /** Of the academy; where a PostgreSQL backup is opened. */
  databaseUrl: string | undefined;
  here: Here;
  clock: Clock;
  signal: AbortSignal;
  progress: (fraction: number, step: string) => void;
}

export interface Prepared {
  steps: ProofStep[];
  damaged: string[];
  /** Where the copy is; null when it could not be taken out. */
  folder: string | null;
  databaseUrl: string | undefined;
  close(): Promise<void>;
}

/** Old parts are read again over so many proofs. */
const ROUND = 30;
/** Media of the copy that the scratch server can show. */
const SHOWN_FILES = 5;
const SHOWN_BYTES = 256 * 1024 * 1024;
const SPARE_BYTES = 64 * 1024 * 1024;

class Failed extends Error {}

export async function prepareProof(options: ProofOptions): Promise<Prepared> {
  const { dataFolder } = options;
  const prepared: Prepared = { steps: [], damaged: [], folder: null, databaseUrl: undefined, close: async () => {} };
  const scratch = await makeScratch(dataFolder, 'proof');
  let database: ScratchDatabase | null = null;
  prepared.close = async () => {
    await database?.close();
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
    await sweepScratch(dataFolder);
  };
  const step = async (name: string, work: () => Promise<string>) => {
    try {
      prepared.steps.push({ name, ok: true, detail: await work() });
    } catch (error) {
      options.signal.throwIfAborted();
      prepared.steps.push({ name, ok: false, detail: (error as Error).message });
      throw new Failed();
    }
  };
  try {
    const manifest = await opened(options, step);
    await step('Every part is there', () => checkParts(options, manifest, prepared.damaged));
    const folder = join(scratch, 'data');
    let copy: Extracted | undefined;
    await step('The copy', async () => {
      await requireRoom(scratch, manifest.contents);
      copy = await takeOut(options, manifest, folder);
      return `${manifest.contents.files.length} files; the database and the newest media were taken out`;
    });
    if (!copy) throw new Failed();
    await step('The keys of the academy', () => lendKeys(manifest.header, dataFolder, folder));
    const file = copy.databaseFile;
    if (manifest.header.engine === 'postgres') {
      await step('The database opens', async () => {
        if (!options.databaseUrl)
          throw new Error('It is of a PostgreSQL academy, and this one has no PostgreSQL to open it in.');
        database = await openScratchDatabase(options.databaseUrl, scratch);
        await restoreDump(database.url, file, options.signal);
        return `Restored ${database.how}; every key and constraint holds`;
      });
      prepared.databaseUrl = (database as ScratchDatabase | null)?.url;
    } else await step('The database opens', async () => checkFile(file));
    await step('The same rows', async () => compare(await factsIn(file, prepared.databaseUrl), manifest.contents));
    prepared.folder = folder;
  } catch (error) {
    if (!(error instanceof Failed)) {
      await prepared.close();
      throw error;
    }
  }
  return prepared;
}

type Step = (name: string, work: () => Promise<string>) => Promise<void>;

async function opened({ place, id, here }: ProofOptions, step: Step): Promise<Manifest> {
  let manifest: Manifest | undefined;
  await step('The list of contents', async () => {
    const header = await findHeader(place, id);
    requireFitting(header, here);
    manifest = await readManifest(place, id);
    return `Version ${header.version}, ${header.migrations.length} migrations`;
  });
  if (!manifest) throw new Failed();
  return manifest;
}

async function checkParts(options: ProofOptions, manifest: Manifest, damaged: string[]): Promise<string> {
  const { place, clock, signal, progress } = options;
  const before = await partsBefore(place, manifest.header.id);
  const turn = Math.floor(clock.now() / DAY) % ROUND;
  const reread = (object: string, file: FileEntry) =>
    !before.has(object) || file.path.startsWith('db/') || parseInt(object.slice(0, 8), 16) % ROUND === turn;
  const found = await inspectParts(place, manifest, {
    signal,
    reread: (part, file) => reread(part.object, file),
    progress: part => progress(part * 0.5, 'reading'),
  });
  damaged.push(...found.bad.map(each => each.part.object));
  const [first] = found.bad;
  if (first)
    throw new BackupTrouble(
      first.what === 'missing' ? 'incomplete' : 'damaged',
      `${found.bad.length === 1 ? 'A part is' : `${found.bad.length} parts are`} ${first.what}, the first of ${first.file.path}.`,
      'The next backup writes it again.',
    );
  return `${found.parts} parts, ${(found.bytes / 1_000_000).toFixed(1)} MB read again`;
}

/** Objects that an older backup brought: proved then, and read again in turn. */
async function partsBefore(place: Place, id: string): Promise<Set<string>> {
  for (const { id: older, proof } of await listBackups(place)) {
    if (older >= id || !proof?.ok) continue;
    const { contents } = await readManifest(place, older);
    return new Set(contents.files.flatMap(file => file.parts.map(part => part.object)));
  }
  return new Set();
}

async function requireRoom(scratch: string, { files }: Contents): Promise<void> {
  const { bavail, bsize } = await statfs(scratch);
  const database = files.filter(file => file.path.startsWith('db/')).reduce((sum, file) => sum + file.bytes, 0);
  const needed = 2 * database + SPARE_BYTES;
  if (bavail * bsize < needed)
    throw new Error(
      `Opening it needs ${Math.ceil(needed / 1_000_000)} MB in the data folder, and only ${Math.floor((bavail * bsize) / 1_000_000)} MB are free.`,
    );
}

function takeOut({ place, signal, progress }: ProofOptions, { header, contents }: Manifest, folder: string) {
  const newest = contents.files
    .filter(file => file.path.startsWith('media/') && file.bytes <= SHOWN_BYTES)
    .toSorted((one, other) => other.changed - one.changed)
    .slice(0, SHOWN_FILES)
    .map(file => file.path);
  return extractBackup(place, header.id, folder, {
    signal,
    only: path => !path.startsWith('media/') || newest.includes(path),
    progress: part => progress(0.5 + part * 0.3, 'opening'),
  });
}

function checkFile(file: string): string {
  const wrong = checkSqlite(file);
  if (wrong.length > 0) throw new Error(wrong.slice(0, 3).join('; '));
  return 'integrity_check and foreign_key_check find nothing';
}

async function factsIn(file: string, url: string | undefined): Promise<DatabaseFacts> {
  if (!url) {
    if (!existsSync(file)) throw new Error('The database is not in the copy.');
    return readSqliteFacts(file);
  }
  const client = await connect(url);
  try {
    return await factsOf(client);
  } finally {
    await client.end();
  }
}

/** The copy against the manifest: rows of every table, and every file that the database names. */
export function compare(facts: DatabaseFacts, contents: Contents): string {
  const names = new Set([...Object.keys(facts.tables), ...Object.keys(contents.tables)]);
  for (const name of names) {
    const [found, wanted] = [facts.tables[name], contents.tables[name]];
    if (found?.rows !== wanted?.rows)
      throw new Error(`The table ${name} has ${found?.rows ?? 'no'} rows instead of ${wanted?.rows ?? 'none'}.`);
    if (found?.checksum !== wanted?.checksum) throw new Error(`The rows of the table ${name} are not the same.`);
  }
  const there = new Set([...contents.files.map(file => file.path), ...contents.missing]);
  const lost = mediaPaths(facts).filter(path => !there.has(path));
  if (lost.length > 0)
    throw new Error(`${lost.length} files that the database names are not in it, the first ${lost[0]}.`);
  const rows = Object.values(facts.tables).reduce((sum, table) => sum + table.rows, 0);
  const gone = contents.missing.length;
  return `${rows} rows in ${names.size} tables${gone > 0 ? `; ${gone} files were gone from the academy already` : ''}`;
}
