/** Runs upkeep step by step and keeps a report of it. */
import { HOUR, instant, MINUTE, SECOND } from '../platform/clock.ts';
import type { Transact } from '../platform/db/transact.ts';
import type { Work } from '../platform/db/work.ts';
import { refuse } from '../platform/errors/refusal.ts';
import type { Settings, SettingsGroup } from '../platform/settings/settings.ts';
import { type UpkeepReport, UpkeepSettings, type UpkeepStep } from './contract.ts';
import { leftOut, type Step, type StepContext, type StepsDeps, stepsOf } from './steps.ts';
import { isDue, minutesLeft, minutesOf } from './window-rules.ts';

export interface UpkeepDeps extends Omit<StepsDeps, 'settings'> {
  work: Work;
  transact: Transact;
  settings: Settings;
}

interface By {
  userId: number | null;
}

export interface Running {
  signal: AbortSignal;
  progress(fraction: number, note?: string): Promise<void> | void;
}

export interface UpkeepService {
  read(): Promise<{ settings: UpkeepSettings; job_id: number | null; reports: UpkeepReport[] }>;
  update(change: Partial<UpkeepSettings>, by: By): Promise<UpkeepSettings>;
  /** Runs it in the background now. */
  request(by: By): Promise<{ job_id: number }>;
  /** Asked every few minutes: puts the night's upkeep on the list when its time has come. */
  look(): Promise<void>;
  /** Runs it here. At night it stops where it is when the window ends. */
  run(occasion: UpkeepReport['occasion'], running: Running): Promise<UpkeepReport>;
  /** Hours since it began the last time; null when it never did. */
  hoursSince(): Promise<number | null>;
  /** Hours since the first account was made. */
  hoursOfAcademy(): Promise<number>;
}

export const UPKEEP: SettingsGroup<UpkeepSettings> = { name: 'upkeep', schema: UpkeepSettings, secrets: [] };

const SHOWN_REPORTS = 14;
const ONE_AT_A_TIME = { uniqueKey: 'upkeep.run', maxAttempts: 1 };

export function createUpkeepService(deps: UpkeepDeps): UpkeepService {
  const { work, clock, repository, settings } = deps;
  const read = () => settings.read(UPKEEP);
  const hoursSince = async () => {
    const at = await repository.lastStart();
    return at === null ? null : (clock.now() - Date.parse(at)) / HOUR;
  };
  return {
    hoursSince,
    async hoursOfAcademy() {
      const at = await repository.firstAccount();
      return at === null ? 0 : (clock.now() - Date.parse(at)) / HOUR;
    },
    read: async () => {
      const [values, job_id, reports] = await Promise.all([
        read(),
        repository.runningJob(),
        repository.reports(SHOWN_REPORTS),
      ]);
      return { settings: values, job_id, reports };
    },
    async update(change, { userId }) {
      await work.run(async ({ tx, record }) => {
        const details = await settings.write(tx, UPKEEP, change, instant(clock.now()));
        requireLongEnough(await settings.read(UPKEEP, tx));
        await record({ userId, action: 'upkeep.settings', resourceType: 'upkeep', resourceId: null, details });
      });
      return read();
    },
    request: ({ userId }) =>
      work.run(async ({ enqueue, record }) => {
        if (await repository.runningJob()) refuse('CONFLICT', 'Upkeep is under way already.');
        await record({ userId, action: 'upkeep.run', resourceType: 'upkeep', resourceId: null });
        return { job_id: await enqueue('upkeep.run', { occasion: 'by-hand' }, ONE_AT_A_TIME) };
      }),
    async look() {
      const { start, end, now } = await windowNow(deps);
      if (isDue(now, start, end, await hoursSince()))
        await work.run(({ enqueue }) => enqueue('upkeep.run', { occasion: 'night' }, ONE_AT_A_TIME));
    },
    run: (occasion, running) => run(deps, occasion, running),
  };
}

function requireLongEnough({ activity_days, activity_least_days }: UpkeepSettings): void {
  if (activity_days < activity_least_days)
    refuse('VALIDATION_ERROR', `The record of who did what must be kept for at least ${activity_least_days} days.`, {
      field: 'activity_days',
    });
}

async function windowNow({ settings, clock }: UpkeepDeps) {
  const { window_start, window_end } = await settings.read(UPKEEP);
  const date = new Date(clock.now());
  return { start: minutesOf(window_start), end: minutesOf(window_end), now: date.getHours() * 60 + date.getMinutes() };
}

async function run(deps: UpkeepDeps, occasion: UpkeepReport['occasion'], running: Running): Promise<UpkeepReport> {
  const { clock, repository, transact } = deps;
  const startedAt = clock.now();
  const { start, end, now } = await windowNow(deps);
  const minutes = occasion === 'night' ? (minutesLeft(now, start, end) ?? 0) : null;
  const until = minutes === null ? Infinity : startedAt + minutes * MINUTE;
  const steps = stepsOf({ ...deps, settings: await deps.settings.read(UPKEEP) });
  const done: UpkeepStep[] = [];
  for (const [i, step] of steps.entries()) {
    if (running.signal.aborted) done.push(leftOut(step.name, 'It was cancelled before.'));
    else if (clock.now() >= until) done.push(leftOut(step.name, 'The time for upkeep was over.'));
    else done.push(await runStep(deps, step, running, fraction => (i + fraction) / steps.length));
  }
  const report = {
    occasion,
    state: stateOf(done, running.signal.aborted),
    started_at: instant(startedAt),
    ended_at: instant(clock.now()),
    bytes_freed: done.reduce((sum, step) => sum + step.bytes_freed, 0),
    steps: done,
  };
  const id = await transact(tx => repository.addReport(tx, report));
  running.signal.throwIfAborted();
  await running.progress(1);
  return { id, ...report };
}

function stateOf(steps: readonly UpkeepStep[], cancelled: boolean): UpkeepReport['state'] {
  if (cancelled) return 'cancelled';
  if (steps.some(({ state }) => state === 'failed' || state === 'warning')) return 'attention';
  return steps.some(({ state }) => state === 'skipped') ? 'cut-short' : 'done';
}

async function runStep(
  { transact }: UpkeepDeps,
  step: Step,
  { signal, progress }: Running,
  overall: (fraction: number) => number,
): Promise<UpkeepStep> {
  const begun = performance.now();
  let longest: number | null = null;
  const briefly: StepContext['briefly'] = use =>
    transact(async tx => {
      const from = performance.now();
      const result = await use(tx);
      longest = Math.max(longest ?? 0, performance.now() - from);
      return result;
    });
  const tell = async (fraction: number) => progress(overall(fraction), step.name);
  const facts = () => ({
    name: step.name,
    seconds: Math.round((performance.now() - begun) / (SECOND / 10)) / 10,
    longest_write_ms: longest === null ? null : Math.round(longest * 10) / 10,
  });
  try {
    await tell(0);
    const { counts = {}, bytesFreed = 0, warning = null } = await step.run({ signal, progress: tell, briefly });
    return { ...facts(), state: warning ? 'warning' : 'done', counts, bytes_freed: bytesFreed, reason: warning };
  } catch (error) {
    if (signal.aborted) return { ...leftOut(step.name, 'It was cancelled during this.'), ...facts() };
    return { ...facts(), state: 'failed', counts: {}, bytes_freed: 0, reason: (error as Error).message };
  }
}
