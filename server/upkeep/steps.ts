/** What upkeep consists of. Writers are never held up for long: everything that locks is done in small slices with pauses. */
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, DAY, instant } from '../platform/clock.ts';
import type { Folders } from '../platform/config/folders.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Transact } from '../platform/db/transact.ts';
import type { UpkeepSettings, UpkeepStep } from './contract.ts';
import { breathAfter, nextSize, type Slices } from './pacing-rules.ts';
import type { OldRows, UpkeepRepository } from './repository.ts';

/** What a step tells; what is left out is nothing. */
export interface Done {
  counts?: Record<string, number>;
  bytesFreed?: number;
  /** The step did its work and found something that somebody should see to. */
  warning?: string;
}

export interface StepContext {
  signal: AbortSignal;
  /** How far this step is, 0 to 1. */
  progress(fraction: number): Promise<void>;
  /** Runs a short transaction and remembers how long it held the writers up. */
  briefly<T>(use: Parameters<Transact>[0] extends (tx: infer X) => unknown ? (tx: X) => Promise<T> : never): Promise<T>;
}

export interface Step {
  name: string;
  run(context: StepContext): Promise<Done>;
}

/** `slice` runs a short transaction that removes at most so many. */
export type RemoveActs = (
  before: string,
  removing: {
    signal: AbortSignal;
    progress(fraction: number): Promise<void>;
    slice(use: (tx: Tx, most: number) => Promise<number>): Promise<number>;
  },
) => Promise<{ removed: number; warning: string | null }>;

export interface StepsDeps {
  repository: UpkeepRepository;
  clock: Clock;
  folders: Folders;
  settings: UpkeepSettings;
  diskSpace(): Promise<{ free: number; total: number }>;
  cleanUploads(): Promise<number>;
  /** Takes the acts from before this moment out of the ledger. */
  removeActs: RemoveActs;
  /** Further steps of other features, before the database is tidied. */
  more: readonly Step[];
}

/** Rows that are looked through at a time. */
const WINDOW_ROWS = 2000;
/** Rows, and pages of 4 KiB, that go in one transaction. */
const SLICE_ROWS: Slices = { least: 5, most: 200 };
const SLICE_PAGES: Slices = { least: 5, most: 50 };
/** The shortest breath for writers between two slices, milliseconds. */
const BREATH_MS = 5;
const SESSIONS_KEPT = 7 * DAY;
const REPORTS_KEPT = 90 * DAY;
const BUNDLES_KEPT = 7 * DAY;
const LEFT_OVER = DAY;
const DISK_WARNING = 0.8;
const LOGS_KEPT = { lyceum: 10, errors: 5 };

export function stepsOf(deps: StepsDeps): Step[] {
  const { clock, settings, repository } = deps;
  const ago = (ms: number) => instant(clock.now() - ms);
  const rows = (name: string, old: OldRows): Step => ({ name, run: context => removeRows(repository, old, context) });
  const week = ago(SESSIONS_KEPT);
  return [
    rows('sessions', { table: 'sessions', where: 'expires_at < ? or revoked_at < ?', params: [week, week] }),
    { name: 'uploads', run: async () => ({ counts: { removed: await deps.cleanUploads() } }) },
    rows('jobs', {
      table: 'jobs',
      where: `(state in ('done', 'cancelled') and finished_at < ?) or (state = 'failed' and finished_at < ?)`,
      params: [ago(settings.job_days * DAY), ago(3 * settings.job_days * DAY)],
    }),
    { name: 'activity', run: context => removeActs(deps, ago(settings.activity_days * DAY), context) },
    rows('reports', { table: 'upkeep_reports', where: 'started_at < ?', params: [ago(REPORTS_KEPT)] }),
    { name: 'logs', run: () => tidyLogs(deps.folders.logs) },
    { name: 'left-overs', run: () => removeLeftOvers(deps) },
    { name: 'orphans', run: context => countOrphans(deps, context) },
    ...deps.more,
    {
      name: 'database',
      run: context => (repository.engine === 'sqlite' ? tidySqlite : tidyPostgres)(repository, context),
    },
    { name: 'disk', run: () => lookAtDisk(deps) },
  ];
}

/** Looked for without a lock and window by window, so that neither writers nor this process are held up by a large table. */
async function removeRows(repository: UpkeepRepository, old: OldRows, context: StepContext): Promise<Done> {
  const last = await repository.lastId(old.table);
  const slice = slicer(SLICE_ROWS, context);
  let removed = 0;
  for (let from = 0; from < last; from += WINDOW_ROWS) {
    const ids = await repository.oldIds(old, from, from + WINDOW_ROWS);
    for (let done = 0; done < ids.length; ) {
      const some = ids.slice(done, done + slice.size());
      removed += await slice.run(tx => repository.removeThese(tx, old, some));
      done += some.length;
    }
    await context.progress(Math.min(1, (from + WINDOW_ROWS) / last));
    context.signal.throwIfAborted();
  }
  return { counts: { removed } };
}

async function removeActs(deps: StepsDeps, before: string, context: StepContext): Promise<Done> {
  const { signal, progress } = context;
  const acts = slicer(SLICE_ROWS, context);
  const slice = (use: (tx: Tx, most: number) => Promise<number>) => acts.run(tx => use(tx, acts.size()));
  const { removed, warning } = await deps.removeActs(before, { signal, progress, slice });
  return { counts: { removed }, ...(warning !== null && { warning }) };
}

/** Short transactions whose size follows from how long they take, with a breath after each. */
function slicer(bounds: Slices, { briefly, signal }: StepContext) {
  let size = bounds.least;
  return {
    size: () => size,
    async run<T>(use: (tx: Tx) => Promise<T>): Promise<T> {
      let ms = 0;
      const result = await briefly(async tx => {
        const from = performance.now();
        const value = await use(tx);
        ms = performance.now() - from;
        return value;
      });
      size = nextSize(size, ms, bounds);
      await new Promise(resolve => setTimeout(resolve, breathAfter(ms, BREATH_MS)));
      signal.throwIfAborted();
      return result;
    },
  };
}

/** The log turns its files over while the server runs; what earlier runs left beyond the limit goes here. */
async function tidyLogs(folder: string): Promise<Done> {
  let removed = 0;
  let bytesFreed = 0;
  let kept = 0;
  const names = await readdir(folder).catch(() => []);
  for (const [stem, limit] of Object.entries(LOGS_KEPT)) {
    const numbered = names
      .flatMap(name => {
        const number = new RegExp(`^${stem}\\.(\\d+)\\.log$`).exec(name)?.[1];
        return number === undefined ? [] : [{ path: join(folder, name), number: Number(number) }];
      })
      .toSorted((a, b) => b.number - a.number);
    kept += Math.min(limit, numbered.length);
    for (const { path } of numbered.slice(limit)) {
      bytesFreed += await removeFile(path);
      removed++;
    }
  }
  return { counts: { removed, kept }, bytesFreed };
}

/** Removes a file and answers how large it was. */
async function removeFile(path: string): Promise<number> {
  const { size } = await stat(path);
  await rm(path);
  return size;
}

/** Drafts of files that were never finished, and diagnostics that nobody fetched. */
async function removeLeftOvers({ folders, clock }: StepsDeps): Promise<Done> {
  const places = [
    { folder: folders.data, pattern: /^\.probe-\d+$|^control\.json\.\d+$/, age: LEFT_OVER },
    { folder: folders.secrets, pattern: /\.\d+$/, age: LEFT_OVER },
    { folder: join(folders.data, 'exports'), pattern: /^ledger-/, age: LEFT_OVER },
    { folder: join(folders.data, 'diagnostics'), pattern: /\.zip$|\.tmp$/, age: BUNDLES_KEPT },
  ];
  let removed = 0;
  let bytesFreed = 0;
  for (const { folder, pattern, age } of places)
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name);
      if (!pattern.test(name) || (await stat(path)).mtimeMs > clock.now() - age) continue;
      bytesFreed += await removeFile(path);
      removed++;
    }
  return { counts: { removed }, bytesFreed };
}

/** Files of the media folder that no course or person knows of. They are told, not removed: a restored backup may know them. */
async function countOrphans({ repository, folders, clock }: StepsDeps, { signal }: StepContext): Promise<Done> {
  const known = new Set((await repository.filePaths()).map(path => join(folders.media, path)));
  let found = 0;
  let bytes = 0;
  for (const folder of [folders.videos, folders.documents, folders.images, folders.avatars])
    for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])) {
      signal.throwIfAborted();
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile() || known.has(path)) continue;
      const { size, mtimeMs } = await stat(path);
      if (mtimeMs > clock.now() - LEFT_OVER) continue;
      found++;
      bytes += size;
    }
  return { counts: { found, bytes } };
}

async function tidySqlite(repository: UpkeepRepository, context: StepContext): Promise<Done> {
  const before = await repository.size();
  const empty = await repository.freePages();
  const pages = slicer(SLICE_PAGES, context);
  for (let left = empty; left > 0; ) {
    const some = pages.size();
    await pages.run(tx => repository.giveBack(tx, some));
    const now = await repository.freePages();
    // A database that was made by another program does not give back in slices.
    if (now >= left) break;
    left = now;
    await context.progress(1 - left / empty);
  }
  const one = slicer({ least: 1, most: 1 }, context);
  for (const index of await repository.indexes()) await one.run(tx => repository.refreshStatistics(tx, index));
  await repository.checkpoint();
  const after = await repository.size();
  return { counts: { bytes: after }, bytesFreed: Math.max(0, before - after) };
}

async function tidyPostgres(repository: UpkeepRepository): Promise<Done> {
  const before = await repository.size();
  await repository.vacuum();
  const after = await repository.size();
  return { counts: { bytes: after }, bytesFreed: Math.max(0, before - after) };
}

async function lookAtDisk({ diskSpace }: StepsDeps): Promise<Done> {
  const { free, total } = await diskSpace();
  const used = 1 - free / total;
  const counts = { percent_used: Math.round(used * 100), bytes_free: free };
  if (used <= DISK_WARNING) return { counts };
  return {
    counts,
    warning: `${counts.percent_used} % of the disk is in use. Remove what is not needed, or use a larger disk.`,
  };
}

/** A step that could not be begun or was broken off. */
export const leftOut = (name: string, reason: string): UpkeepStep => ({
  name,
  state: 'skipped',
  counts: {},
  bytes_freed: 0,
  seconds: 0,
  longest_write_ms: null,
  reason,
});
