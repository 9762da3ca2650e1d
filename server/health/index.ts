import type { Clock } from '../platform/clock.ts';
import type { Folders } from '../platform/config/folders.ts';
import type { Database } from '../platform/db/database.ts';
import type { Transact } from '../platform/db/transact.ts';
import type { Work } from '../platform/db/work.ts';
import type { Check, Finding } from '../platform/health/contract.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { Queue } from '../platform/jobs/queue.ts';
import type { Limits } from '../platform/limits/limits.ts';
import type { Log } from '../platform/logging/log.ts';
import type { Hub } from '../platform/realtime/hub.ts';
import type { Settings } from '../platform/settings/settings.ts';
import type { Vitals, VitalsMeter } from '../platform/vitals.ts';
import { type AlertDeps, createAlerts } from './alerts.ts';
import type { CheckDeps } from './checks/deps.ts';
import { fullInDays, machineChecks } from './checks/machine.ts';
import { serviceChecks } from './checks/service.ts';
import { mendPermissions, trustChecks } from './checks/trust.ts';
import { healthJobs, healthSchedules, INTEGRITY_HOUR, INTEGRITY_MINUTE } from './jobs.ts';
import { createKeeper } from './keeper.ts';
import { figuresOf } from './machine/figures.ts';
import { measureFsync } from './machine/fsync.ts';
import { createProbe } from './probe.ts';
import { createDatabaseFacts } from './repository/facts.ts';
import { openRecorder } from './repository/recorder.ts';
import { createSilences } from './repository/silences.ts';
import type { Slow } from './rules/minutes.ts';
import { healthRoutes } from './routes.ts';
import type { RunDeps } from './runs.ts';
import { createHealthService, doctor } from './service.ts';
import { createWatch } from './watch.ts';
import { healthPersonal } from './personal.ts';

export interface HealthParts extends Pick<AlertDeps, 'sendMail' | 'mailReady' | 'academyName'> {
  db: Database;
  transact: Transact;
  work: Work;
  clock: Clock;
  log: Log;
  queue: Queue;
  limits: Limits;
  folders: Folders;
  settings: Settings;
  vitals: VitalsMeter;
  version: string;
  hub: Hub;
  port: number;
  isReady: () => boolean;
  /** This process keeps: the others ask it. */
  keeps: boolean;
  /** Checks that other features bring. */
  checks: readonly Check[];
  /** Name of the check that /health tells of as the last backup. */
  backupCheck: string;
  mediaReserve: number;
  mediaBytes(): Promise<number>;
  sendTestMail(actor: Actor): Promise<void>;
  life: RunDeps['life'];
}

const VITALS = 'vitals';

export function createHealth(parts: HealthParts) {
  const { db, clock, log, hub, folders, settings } = parts;
  const recorder = openRecorder(folders.db);
  const facts = createDatabaseFacts(db);
  const silences = createSilences(db);
  const ownBytes = async () => (await parts.mediaBytes()) + (await facts.bytes());
  const deps: CheckDeps = {
    ...parts,
    dataFolder: folders.data,
    dbFolder: folders.db,
    secretsFolder: folders.secrets,
    facts,
    recorder,
    ownBytes: () => ownBytes().catch(() => 0),
    recentMinutes: count => recorder.minutes(clock.now() - (count + 1) * 60_000, clock.now()),
    probe: parts.limits.limit('health-probe', 1_000_000, 60),
    upsServer: async () => (await alerts.current()).ups_server,
  };
  const checks = [...serviceChecks(deps), ...machineChecks(deps), ...trustChecks(deps), ...parts.checks];
  const alerts = createAlerts(parts);
  const keeper = createKeeper({ checks, recorder, clock, log });
  hub.offer(VITALS, () => ({ ...parts.vitals.take(), connections: hub.connections() }));
  const watch = createWatch({
    ...parts,
    recorder,
    keeper,
    alerts,
    silences,
    figures: () => figuresOf(folders.data, clock),
    vitals: () => hub.ask<Vitals & { connections: number }>(VITALS),
    slow: () => slowFigures(deps),
  });
  if (parts.keeps) watch.serve();
  const service = createHealthService({
    ...parts,
    recorder,
    facts,
    silences,
    checks,
    dataFolder: folders.data,
    ownBytes: deps.ownBytes,
  });
  const lastBackup = async (): Promise<Finding | null> =>
    recorder.kept().get(parts.backupCheck)?.standing.finding ?? null;
  const probe = createProbe({ ...deps, version: parts.version, startedAt: clock.now(), lastBackup });
  return {
    personal: healthPersonal,
    routes: healthRoutes({ service, probe, isReady: parts.isReady, mendPermissions: () => mendPermissions(deps) }),
    jobs: healthJobs({ settings, clock, recorder, engine: db.engine, dbFolder: folders.db }),
    schedules: healthSchedules,
    watch,
    report: service.report,
    /** The last three days, for the diagnostics. */
    recording: async () => service.recording(72),
    doctor: () => doctor({ checks, clock, silences }),
    /** Days until the disk is full; null when it does not fill or nobody knows yet. */
    fullInDays: () => fullInDays(recorder, clock.now()),
    /** Whether this is another one than was asked for last under the name, across restarts. */
    isNew(name: string, id: string): boolean {
      try {
        if (recorder.noted<string>(`last-${name}`) === id) return false;
        recorder.note(`last-${name}`, id);
      } catch (error) {
        log.warn({ err: error }, 'the flight recorder cannot be written');
      }
      return true;
    },
    /** Writes a mark on the time line, for facts of other features; `at` in milliseconds. */
    mark(code: string, values: Record<string, string | number>, at = clock.now()) {
      try {
        recorder.addEvent({ at, code, values });
      } catch (error) {
        log.warn({ err: error }, 'the flight recorder cannot be written');
      }
    },
    /** Checks everything soon, after something happened that a check looks at. */
    lookAgain: () => void service.checkNow(),
    /** For the list of what comes next. */
    upcoming: async () => upcomingNights(clock.now(), db.engine),
    close: recorder.close,
  };
}

/** The next night in which the database is read whole; nothing to tell on PostgreSQL. */
function upcomingNights(now: number, engine: Database['engine']) {
  if (engine === 'postgres') return [];
  const next = new Date(now);
  next.setHours(INTEGRITY_HOUR, INTEGRITY_MINUTE, 0, 0);
  if (next.getTime() <= now) next.setDate(next.getDate() + 1);
  const text = 'The database is read whole and checked';
  return [{ at: next.toISOString(), code: 'read-database', text, path: '/health' }];
}

/** Measured once a minute; what cannot be had now is null. */
async function slowFigures({ dataFolder, facts, queue }: CheckDeps): Promise<Slow> {
  const [depth, fsync, database] = await Promise.all([
    queue.depth().catch(() => null),
    measureFsync(dataFolder).catch(() => null),
    facts.bytes().catch(() => null),
  ]);
  return { queue: depth?.waiting ?? null, fsync, database };
}
