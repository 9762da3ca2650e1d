/** What every feature stands on, built once per process. */
import { type Clock, systemClock } from './platform/clock.ts';
import type { Configuration } from './platform/config/configuration.ts';
import { type Folders, foldersIn } from './platform/config/folders.ts';
import { createSealing } from './platform/crypto/sealing.ts';
import { loadSecrets, secretTexts, type Secrets } from './platform/crypto/secrets.ts';
import { type Database, openDatabase } from './platform/db/database.ts';
import { createTransact, type Transact } from './platform/db/transact.ts';
import { createWork, type Work } from './platform/db/work.ts';
import { createEvents, type Events } from './platform/events/events.ts';
import { createTimings, type Timings } from './platform/http/timings.ts';
import { createQueue, type Queue } from './platform/jobs/queue.ts';
import { type Limits, openLimits } from './platform/limits/limits.ts';
import type { Log } from './platform/logging/log.ts';
import { createSettings, type Settings } from './platform/settings/settings.ts';
import { createVitals, type VitalsMeter } from './platform/vitals.ts';
import { createSiteSettings, type SiteSettingsStore } from './site/index.ts';
import type { Appliance } from './supervisor/contract.ts';
import { noAppliance } from './supervisor/appliance-link.ts';

export interface GroundOptions {
  configuration: Configuration;
  log: Log;
  version: string;
  clock?: Clock;
  /** Serves requests. */
  web: boolean;
  /** Runs background jobs and schedules, and looks after the health of all. */
  jobs: boolean;
  /** Called for every statement. */
  onQuery?: (sql: string, ms: number | undefined) => void;
  /** Tells whoever runs jobs that there is work. */
  wakeJobs: () => void;
  /** The supervisor; an academy without one refuses what needs it. */
  appliance?: Appliance;
}

export interface Ground {
  appliance: Appliance;
  configuration: Configuration;
  log: Log;
  version: string;
  clock: Clock;
  folders: Folders;
  secrets: Secrets;
  db: Database;
  transact: Transact;
  events: Events;
  queue: Queue;
  limits: Limits;
  work: Work;
  settings: Settings;
  siteSettings: SiteSettingsStore;
  timings: Timings;
  vitals: VitalsMeter;
  /** This process looks after the health of all: the others ask it. */
  keeps: boolean;
  close(): Promise<void>;
}

export async function openGround(options: GroundOptions): Promise<Ground> {
  const { configuration, log, version, wakeJobs, clock = systemClock, appliance = noAppliance } = options;
  const folders = foldersIn(configuration.dataFolder);
  const secrets = loadSecrets(folders.secrets);
  const { databaseUrl: url } = configuration;
  const db = openDatabase({ url, folder: folders.db, onQuery: options.onQuery, onTime: warnOfSlow(log) });
  const transact = createTransact(db);
  const events = createEvents(log);
  const queue = createQueue(db, transact, clock);
  const timings = createTimings();
  const role = options.web && options.jobs ? 'all' : options.web ? 'web' : 'jobs';
  const vitals = createVitals(role, timings, clock.now());
  const limits = await openLimits({
    engine: db.engine,
    url,
    folder: folders.db,
    redisUrl: configuration.redisUrl,
    onLost: err => log.warn({ err }, 'the counts in Redis cannot be reached'),
  });
  return {
    appliance,
    configuration,
    log,
    version,
    clock,
    folders,
    secrets,
    db,
    transact,
    events,
    queue,
    limits,
    work: createWork({ transact, clock, events, enqueue: queue.enqueue, wakeJobs }),
    settings: createSettings(db, createSealing(secrets.sealingKey)),
    siteSettings: createSiteSettings(db),
    timings,
    vitals,
    keeps: options.jobs,
    async close() {
      vitals.close();
      await limits.close();
      await db.close();
    },
  };
}

/** What this academy keeps secret outside its database, for whoever must make sure that it does not show. */
export function knownSecrets({ folders, configuration }: Ground): string[] {
  const addresses = [configuration.databaseUrl, configuration.redisUrl].filter(url => url !== undefined);
  const passwords = addresses.map(url => decodeURIComponent(new URL(url).password)).filter(text => text !== '');
  return [...secretTexts(folders.secrets), ...passwords];
}

const SLOW_QUERY_MS = 100;

function warnOfSlow(log: Log) {
  return (sql: string, ms: number) => {
    if (ms > SLOW_QUERY_MS) log.warn({ sql, ms: Math.round(ms) }, 'slow query');
  };
}
