/** The jobs of backups: making, proving, removing, and looking whether one is due. */
import { type Clock, DAY, instant, SECOND } from '../platform/clock.ts';
import type { Transact } from '../platform/db/transact.ts';
import type { Work } from '../platform/db/work.ts';
import type { JobContext } from '../platform/jobs/runner.ts';
import type { Settings } from '../platform/settings/settings.ts';
import { runApart } from './apart.ts';
import type { BackupKind } from './contract.ts';
import type { Header, Proof } from './format.ts';
import { CREATE_ONCE, proveOnce } from './jobs.ts';
import { openOwnPlace, placesOf, readMachine } from './machine.ts';
import { listBackups, writeProof } from './manifest.ts';
import { presentAddress } from './places/mounts.ts';
import type { BackupRows } from './repository/rows.ts';
import { dueNow } from './schedule-rules.ts';
import { backupSettings } from './settings.ts';
import { BackupTrouble, troubleOf } from './trouble.ts';

/** Serves a scratch copy with a real server and tries it; see the feature rehearsal. */
export type Rehearse = (copy: {
  dataFolder: string;
  databaseUrl: string | undefined;
  signal: AbortSignal;
}) => Promise<{ ok: boolean; probes: { name: string; ok: boolean; detail: string }[] }>;

export interface MakingDeps {
  rows: BackupRows;
  settings: Settings;
  work: Work;
  transact: Transact;
  clock: Clock;
  dataFolder: string;
  databaseUrl: string | undefined;
  version: string;
  migrations: readonly string[];
  site: () => Promise<{ key: string; name: string } | null>;
  rehearse: Rehearse;
  tell: (id: string | null) => void;
}

export interface Making {
  create(what: { kind: BackupKind; reason: string | null }, context: JobContext): Promise<void>;
  prove(id: string, context: JobContext): Promise<void>;
  remove(id: string, context: JobContext): Promise<void>;
  /** Lists what lies in the places, and has proved what was not yet. A place that is not there keeps what was known of it. */
  lookAgain(): Promise<void>;
  watch(): Promise<void>;
}

const RUNS_KEPT = 400 * DAY;
/** Of the whole job: making it, then proving it. */
const MAKE_SHARE = 0.6;

type Telling = (fraction: number, note: string) => void;

export function createMaking(deps: MakingDeps): Making {
  const { rows, clock, work } = deps;
  const now = () => instant(clock.now());
  return {
    async create({ kind, reason }, context) {
      const begun = clock.now();
      const runId = await deps.transact(tx =>
        rows.beginRun(tx, { kind, started_at: instant(begun), forgetBefore: instant(begun - RUNS_KEPT) }),
      );
      deps.tell(null);
      try {
        const { header, proof } = await everywhere(deps, { kind, reason }, context);
        const end = { state: 'done', ended_at: now(), new_bytes: header.new_bytes, proved: proof.ok } as const;
        const seconds = Math.round((clock.now() - begun) / SECOND);
        await work.run(async ({ tx, announce }) => {
          await rows.endRun(tx, runId, end);
          announce('backup.finished', {
            backupId: header.id,
            kind,
            proved: proof.ok,
            newBytes: header.new_bytes,
            seconds,
          });
          if (!proof.ok) announce('backup.failed', refused(kind, proof));
        });
      } catch (error) {
        await failed(deps, { runId, kind }, error, context.signal);
        throw error;
      } finally {
        deps.tell(null);
      }
    },
    async prove(id, context) {
      for (const place of (await rows.find(id))?.places ?? []) {
        const proof = await proveIn(deps, place, id, context.signal, teller(context, 0, 1));
        if (!proof.ok) {
          await work.run(async ({ announce }) => announce('backup.failed', refused('manual', proof)));
          throw new BackupTrouble('damaged', proof.reason ?? 'The backup is not proved.', 'Make a new backup.');
        }
      }
    },
    async remove(id, context) {
      for (const place of (await rows.find(id))?.places ?? []) {
        const task = { ...(await taskFor(deps, place)), do: 'prune', retention: null, remove: [id] } as const;
        const outcome = await runApart(task, { signal: context.signal, progress: teller(context, 0, 1) });
        await outcome.close();
        await resync(deps, place);
      }
    },
    async lookAgain() {
      const places = placesOf(readMachine(deps.dataFolder), deps.dataFolder);
      for (const place of places.keys()) await resync(deps, place).catch(unlessAway);
      // Those that an update or a restore made while nobody served, and one whose proof was cut off.
      const unproved = await rows.unproved();
      await work.run(async ({ enqueue }) => {
        for (const id of unproved) await enqueue('backups.prove', { id }, proveOnce(id));
      });
    },
    watch: () => watch(deps),
  };
}

const refused = (kind: BackupKind, { reason }: Proof) => ({
  kind,
  step: 'proof',
  code: 'not-proved',
  cause: reason ?? 'The backup could not be restored into a scratch place.',
  remedy: 'Make another backup; what is damaged is written again.',
});

/** Every report renews the job's claim; one that fails ends the work through the signal. */
function teller(context: JobContext, from: number, to: number): Telling {
  return (fraction, note) => void context.progress(from + (to - from) * fraction, note).catch(() => {});
}

/** Into the first place that works, then the same backup into the other; each proved and cleared. One that fails does not stop the other. */
async function everywhere(
  deps: MakingDeps,
  what: { kind: BackupKind; reason: string | null },
  context: JobContext,
): Promise<{ header: Header; proof: Proof }> {
  const count = placesOf(readMachine(deps.dataFolder), deps.dataFolder).length;
  const made: { header: Header; proof: Proof }[] = [];
  let trouble: unknown;
  for (let place = 0; place < count; place++) {
    context.signal.throwIfAborted();
    const [from, to] = [place / count, (place + 1) / count];
    const middle = from + (to - from) * MAKE_SHARE;
    try {
      const source = made[0] && { id: made[0].header.id, from: place - 1 };
      const header = await bringTo(deps, place, source ?? what, context.signal, teller(context, from, middle));
      made.push({ header, proof: await proveIn(deps, place, header.id, context.signal, teller(context, middle, to)) });
      await clearUp(deps, place, context.signal);
    } catch (error) {
      context.signal.throwIfAborted();
      trouble ??= error;
    }
  }
  const [first] = made;
  if (!first || trouble) throw trouble;
  return made.find(({ proof }) => !proof.ok) ?? first;
}

/** A new backup, or the one that another place has already. */
async function bringTo(
  deps: MakingDeps,
  place: number,
  what: { kind: BackupKind; reason: string | null } | { id: string; from: number },
  signal: AbortSignal,
  progress: Telling,
): Promise<Header> {
  const common = await taskFor(deps, place);
  const watching = { signal, progress };
  const { result } = await ('from' in what
    ? runApart({ ...common, do: 'copy', ...what } as const, watching)
    : runApart({ ...common, do: 'create', ...what } as const, watching));
  await deps.transact(tx => deps.rows.store(tx, place, result, null));
  deps.tell(result.id);
  return result;
}

async function taskFor({ dataFolder, databaseUrl, version, site }: MakingDeps, place: number) {
  const known = (await site()) ?? { key: 'lyceum', name: 'Lyceum' };
  return { dataFolder, databaseUrl, version, place, site: { key: known.key, name: known.name } };
}

/** Takes it out into a scratch place, opens, compares and serves it, and writes down what came of it. */
async function proveIn(
  deps: MakingDeps,
  place: number,
  id: string,
  signal: AbortSignal,
  progress: Telling,
): Promise<Proof> {
  const begun = deps.clock.now();
  const task = { ...(await taskFor(deps, place)), do: 'prove', id, migrations: deps.migrations } as const;
  const { result, close } = await runApart(task, { signal, progress });
  const steps = [...result.steps];
  try {
    if (result.folder) {
      progress(0.8, 'Serving it from a scratch server');
      const { probes } = await deps.rehearse({ dataFolder: result.folder, databaseUrl: result.databaseUrl, signal });
      steps.push(...probes.map(({ name, ok, detail }) => ({ name: `Served: ${name}`, ok, detail })));
    }
  } finally {
    await close();
  }
  const wrong = steps.find(step => !step.ok);
  const opened = await openOwnPlace(deps.dataFolder, place);
  try {
    const header = (await listBackups(opened)).find(each => each.id === id)?.header;
    const proof: Proof = {
      id,
      check: header?.check ?? '0'.repeat(64),
      ok: !wrong && result.folder !== null,
      at: instant(deps.clock.now()),
      seconds: Math.round((deps.clock.now() - begun) / (SECOND / 10)) / 10,
      reason: wrong ? `${wrong.name}: ${wrong.detail}` : null,
      damaged: result.damaged,
      steps,
    };
    if (header) {
      await writeProof(opened, header, proof);
      await deps.transact(tx => deps.rows.store(tx, place, header, proof));
    }
    return proof;
  } finally {
    opened.store.close();
    deps.tell(id);
  }
}

/** What the retention no longer asks for; failing here does not undo a backup. */
async function clearUp(deps: MakingDeps, place: number, signal: AbortSignal): Promise<void> {
  const schedule = await deps.settings.read(backupSettings);
  const retention = {
    daily: schedule.keep_daily,
    weekly: schedule.keep_weekly,
    monthly: schedule.keep_monthly,
    manual: schedule.keep_manual,
    safety: schedule.keep_safety,
  };
  await (await runApart({ ...(await taskFor(deps, place)), do: 'prune', retention, remove: [] }, { signal })).close();
  await resync(deps, place);
}

/** The rows of a place become what really lies there. */
export async function resync(
  { dataFolder, transact, rows, tell }: Pick<MakingDeps, 'dataFolder' | 'transact' | 'rows' | 'tell'>,
  place: number,
): Promise<void> {
  const opened = await openOwnPlace(dataFolder, place);
  const found = await listBackups(opened).finally(() => opened.store.close());
  const readable = found.flatMap(({ header, proof }) => (header ? [{ header, proof }] : []));
  await transact(tx => rows.replace(tx, place, readable));
  tell(null);
}

/** A place that is not there, not ours or not yet begun has nothing to tell. */
function unlessAway(error: unknown): void {
  if (troubleOf(error, 'the place of the backups').code === 'failed') throw error;
}

const QUIET = DAY / 4;

async function failed(
  { rows, work, clock }: MakingDeps,
  { runId, kind }: { runId: number; kind: BackupKind },
  error: unknown,
  signal: AbortSignal,
): Promise<void> {
  const ended_at = instant(clock.now());
  if (signal.aborted) {
    await work.run(async ({ tx }) => void (await rows.endRun(tx, runId, { state: 'cancelled', ended_at })));
    return;
  }
  const { code, message: cause, remedy } = troubleOf(error, 'the place of the backups');
  const step = code.startsWith('place') || code === 'no-room' ? 'place' : code === 'database' ? 'database' : 'files';
  const lately = await rows.runsSince(instant(clock.now() - QUIET));
  const said = lately.some(run => run.state === 'failed' && run.code === code);
  await work.run(async ({ tx, announce }) => {
    await rows.endRun(tx, runId, { state: 'failed', ended_at, step, code, cause, remedy });
    if (!said) announce('backup.failed', { kind, step, code, cause, remedy });
  });
}

async function watch(deps: MakingDeps): Promise<void> {
  const since = await deps.rows.firstPerson();
  if (!since) return;
  const { clock, dataFolder } = deps;
  const now = clock.now();
  const [first] = placesOf(readMachine(dataFolder), dataFolder);
  const placeConnected = first
    ? await presentAddress(first).then(
        () => true,
        () => false,
      )
    : false;
  const runs = await deps.rows.runsSince(instant(now - 62 * DAY));
  const schedule = await deps.settings.read(backupSettings);
  const due = dueNow(schedule, { now, since: Date.parse(since), runs, placeConnected });
  if (!due) return;
  await deps.work.run(({ enqueue }) => enqueue('backups.create', { kind: due.kind, reason: null }, CREATE_ONCE));
}
