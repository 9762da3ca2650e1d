/** Imports of people: what is asked of them. The work itself is done by jobs, or by the command line. */
import { type Clock, DAY, instant } from '../../platform/clock.ts';
import type { Unit, Work } from '../../platform/db/work.ts';
import { found, refuse } from '../../platform/errors/refusal.ts';
import type { Page } from '../../platform/http/contract.ts';
import type { From } from '../../platform/http/routes.ts';
import type { JobName } from '../../platform/jobs/contract.ts';
import type { Queue } from '../../platform/jobs/queue.ts';
import { csvOf } from '../../platform/files/csv-rules.ts';
import type { Accounts } from '../repository/people.ts';
import type { By } from '../service.ts';
import type { Door } from '../../scanning/index.ts';
import { MAX_BYTES, type Import, type ImportField, ImportOptions, type ImportRow, type RowEdits } from './contract.ts';
import { keptOf } from './kept.ts';
import type { RowFilter } from './repository/import-rows.ts';
import type { ImportsRepository, KeptImport } from './repository/imports.ts';
import { correct } from './correcting.ts';
import { troubleOf, wordsOf } from './reading.ts';
import { lookedBack, type UndoPreview } from './undoing.ts';

export interface ImportsDeps {
  work: Work;
  clock: Clock;
  queue: Pick<Queue, 'read'>;
  imports: ImportsRepository;
  accounts: Accounts;
  mail: { isConfigured(): Promise<boolean> };
  /** Has a file scanned for malware. */
  door: Door;
  /** Where links lead that are made for a caller. */
  linkBase: (from: From | null) => Promise<string>;
}

export interface NewImport {
  name: string;
  content: string;
  options: Partial<ImportOptions>;
}

export interface Change {
  columns?: readonly { index: number; field: ImportField | null }[] | undefined;
  options?: Partial<ImportOptions> | undefined;
}

export interface ImportsService {
  /** `inBackground` false leaves the work to the caller: the command line without a server. */
  start(given: NewImport, by: By, from: From | null, inBackground?: boolean): Promise<Import>;
  list(page: number, perPage: number): Promise<Page<Import>>;
  read(id: number): Promise<Import>;
  change(id: number, change: Change): Promise<Import>;
  rows(id: number, filter: RowFilter): Promise<Page<ImportRow>>;
  skip(id: number, rowId: number, skip: boolean): Promise<ImportRow>;
  /** Writes something else into the cells of a row, and judges it at once. */
  correct(id: number, rowId: number, edits: RowEdits): Promise<ImportRow>;
  apply(id: number, by: By): Promise<Import>;
  /** The same, answering the job that does it; null when `inBackground` is false: then the caller does. */
  applyByHand(id: number, by: By, inBackground: boolean): Promise<number | null>;
  undoPreview(id: number): Promise<UndoPreview>;
  undo(id: number, by: By): Promise<Import>;
  result(id: number): Promise<Uint8Array>;
  remove(id: number): Promise<void>;
  removeOld(): Promise<void>;
}

/** An import can be taken back for so long. */
export const UNDO_MS = 30 * DAY;

export function createImportsService(deps: ImportsDeps): ImportsService {
  const { work, clock, imports } = deps;
  const now = () => instant(clock.now());
  const view = (kept: KeptImport) => shown(deps, kept);
  const read = async (id: number) => view(await keptOf(deps, id));
  return {
    read,
    async start({ name, content, options }, by, from, inBackground = true) {
      const file = Buffer.from(content, 'base64');
      if (file.length > MAX_BYTES)
        refuse('FILE_TOO_LARGE', 'A file of people may have 10 MB. Divide it into several files.');
      await deps.door({ name, content: file, userId: by.userId });
      const base = await deps.linkBase(from);
      const chosen = ImportOptions.parse(options);
      await requireWelcome(deps, chosen);
      const id = await work.run(async unit => {
        const head = { name, content, base, options: chosen, created_by: by.userId, created_at: now() };
        const made = await imports.insert(unit.tx, head);
        if (inBackground) await send(deps, unit, 'accounts.import-read', made);
        return made;
      });
      return read(id);
    },
    async list(page, perPage) {
      const { items, total } = await imports.list(page, perPage);
      return { items: await Promise.all(items.map(view)), total };
    },
    change: (id, change) => changed(deps, id, change).then(() => read(id)),
    async rows(id, filter) {
      await keptOf(deps, id);
      return imports.rows(id, filter);
    },
    skip: (id, rowId, skip) =>
      work.run(async ({ tx }) => {
        requireState(await keptOf(deps, id, tx), ['preview']);
        const row = found(await imports.row(id, rowId, tx), 'There is no such row.');
        if (row.verdict !== 'new' && row.verdict !== 'changed')
          refuse('CONFLICT', 'Nothing would happen with this row, so there is nothing to leave out.');
        await imports.skip(tx, rowId, skip);
        await imports.change(tx, id, { figures: await imports.figures(tx, id) });
        return { ...row, skip };
      }),
    correct: (id, rowId, edits) => correct(deps, id, rowId, edits),
    applyByHand: (id, by, inBackground) => beginApplying(deps, id, by, inBackground),
    async apply(id, by) {
      await beginApplying(deps, id, by, true);
      return read(id);
    },
    async undoPreview(id) {
      requireUndoable(deps, await keptOf(deps, id));
      return lookedBack(deps, id);
    },
    async undo(id, by) {
      await work.run(async unit => {
        const kept = await keptOf(deps, id, unit.tx);
        if (kept.state === 'undoing') await requireStopped(deps, kept);
        else requireUndoable(deps, kept);
        await imports.change(unit.tx, id, { state: 'undoing', reason: null });
        await unit.record({ userId: by.userId, action: 'user.import-undo', resourceType: 'import', resourceId: id });
        await send(deps, unit, 'accounts.import-undo', id);
      });
      return read(id);
    },
    result: async id => resultOf(deps, await keptOf(deps, id)),
    async remove(id) {
      await work.run(async ({ tx }) => {
        requireState(await keptOf(deps, id, tx), ['reading', 'preview', 'refused']);
        await imports.remove(tx, id);
      });
    },
    removeOld: () =>
      work.run(({ tx }) => imports.removeOld(tx, instant(clock.now() - DAY), instant(clock.now() - UNDO_MS))),
  };
}

async function beginApplying(deps: ImportsDeps, id: number, by: By, inBackground: boolean): Promise<number | null> {
  const { work, clock, imports } = deps;
  await requireWelcome(deps, (await keptOf(deps, id)).options);
  return work.run(async unit => {
    const kept = await keptOf(deps, id, unit.tx);
    if (kept.state === 'applying') await requireStopped(deps, kept);
    else requireState(kept, ['preview']);
    const applied_at = kept.applied_at ?? instant(clock.now());
    await imports.change(unit.tx, id, { state: 'applying', applied_at, ended_at: null, reason: null });
    const { figures, options } = kept;
    const details = { new: figures.new, changed: figures.changed, welcome: options.welcome };
    await unit.record({ userId: by.userId, action: 'user.import', resourceType: 'import', resourceId: id, details });
    return inBackground ? send(deps, unit, 'accounts.import-apply', id) : null;
  });
}

async function send(
  { imports }: ImportsDeps,
  unit: Unit,
  name: JobName & `accounts.import-${string}`,
  importId: number,
) {
  const job_id = await unit.enqueue(name, { importId }, { maxAttempts: 5 });
  await imports.change(unit.tx, importId, { job_id });
  return job_id;
}

function requireState({ state }: KeptImport, allowed: readonly KeptImport['state'][]): void {
  if (allowed.includes(state)) return;
  const why = state === 'reading' ? 'The file is still being read.' : 'This import is past that.';
  refuse('CONFLICT', why);
}

/** Whoever works on it must have ended: two would get in each other's way. */
async function requireStopped(deps: ImportsDeps, kept: KeptImport): Promise<void> {
  if ((await underWay(deps, kept)) !== null) refuse('CONFLICT', 'This import is under way.');
}

function requireUndoable({ clock }: ImportsDeps, { state, applied_at }: KeptImport): void {
  if (applied_at === null || (state !== 'done' && state !== 'applying'))
    refuse('CONFLICT', state === 'undone' ? 'This import was taken back.' : 'Nothing of this import was written.');
  if (Date.parse(applied_at) + UNDO_MS < clock.now())
    refuse('CONFLICT', 'An import can be taken back for 30 days. They are over.');
}

async function requireWelcome({ mail }: ImportsDeps, { welcome }: ImportOptions): Promise<void> {
  if (welcome === 'mail' && !(await mail.isConfigured()))
    refuse('MAIL_NOT_SET_UP', 'This academy sends no mail yet. Set it up first, or hand out links.');
}

async function changed(deps: ImportsDeps, id: number, { columns, options }: Change) {
  const { work, imports } = deps;
  await work.run(async unit => {
    const kept = await keptOf(deps, id, unit.tx);
    requireState(kept, ['preview']);
    const fields = new Map(columns?.map(({ index, field }) => [index, field]));
    const taken = [...fields.values()].filter(field => field !== null);
    if (new Set(taken).size < taken.length)
      refuse('VALIDATION_ERROR', 'Two columns are to hold the same. Choose one of them.', { field: 'columns' });
    // A field that went to another column leaves the one that had it.
    const next = kept.columns.map(column => {
      const field = fields.has(column.index) ? (fields.get(column.index) as ImportField | null) : column.field;
      const moved = field !== null && !fields.has(column.index) && taken.includes(field);
      return fields.size > 0 ? { ...column, field: moved ? null : field, sure: true } : column;
    });
    const merged = ImportOptions.parse({ ...kept.options, ...options });
    await imports.change(unit.tx, id, { columns: next, options: merged, state: 'reading' });
    await send(deps, unit, 'accounts.import-read', id);
  });
}

/** How far the job is that works on it; null when none does. */
async function underWay({ queue }: ImportsDeps, { job_id }: KeptImport): Promise<number | null> {
  if (job_id === null) return null;
  const job = await queue.read(job_id).catch(() => null);
  return job && (job.state === 'queued' || job.state === 'running') ? job.progress : null;
}

const WORKING = { reading: 'refused', applying: 'stopped', undoing: 'stopped' } as const;

async function shown(deps: ImportsDeps, kept: KeptImport): Promise<Import> {
  const { job_id, base: _, ended_at: __, created_by, ...rest } = kept;
  const working = Object.hasOwn(WORKING, kept.state);
  const progress = working ? await underWay(deps, kept) : null;
  // A job that was called off or failed leaves its import as it was: to go on with, or to be taken back.
  const ended = working && job_id !== null && progress === null;
  const author = created_by === null ? undefined : await deps.accounts.read(created_by);
  const until = kept.applied_at === null ? null : Date.parse(kept.applied_at) + UNDO_MS;
  const undoable = (kept.state === 'done' || kept.state === 'applying') && until !== null && until >= deps.clock.now();
  return {
    ...rest,
    reason: wordsOf(rest.reason),
    reason_code: troubleOf(rest.reason),
    state: ended ? WORKING[kept.state as keyof typeof WORKING] : kept.state,
    progress: progress ?? (working ? 0 : 1),
    created_by: author ? `${author.first_name} ${author.last_name}`.trim() : null,
    undo_until: undoable ? instant(until) : null,
  };
}

const HEAD = ['line', 'outcome', 'reason', 'email', 'first_name', 'last_name', 'roles', 'organization', 'phone', 'id'];
const PAGE = 1000;

/** In UTF-8 with a byte order mark, which spreadsheets need. */
async function resultOf({ imports }: ImportsDeps, { id }: KeptImport): Promise<Uint8Array> {
  const lines: (string | number | null)[][] = [];
  for (let page = 1; ; page++) {
    const { items } = await imports.rows(id, { page, per_page: PAGE, noted: false });
    lines.push(
      ...items.map(({ line, outcome, outcome_reason, verdict, problems, person, user_id }) => {
        const reason = outcome_reason ?? problems.map(({ column, reason: why }) => `${column}: ${why}`).join(' ');
        const { email, first_name, last_name, roles, organization, phone } = person;
        return [
          line,
          outcome ?? verdict,
          reason,
          email,
          first_name,
          last_name,
          roles.join(' '),
          organization,
          phone,
          user_id,
        ];
      }),
    );
    if (items.length < PAGE) return Buffer.from(`\uFEFF${csvOf(HEAD, lines)}`);
  }
}
