/** What every feature stands on, built once per process. */
import { type Clock, systemClock } from './platform/clock.ts';
import type { Configuration } from './platform/config/configuration.ts';
import { type Folders, foldersIn } from './platform/config/folders.ts';
import { loadSecrets, type Secrets } from './platform/crypto/secrets.ts';
import { type Database, openDatabase } from './platform/db/database.ts';
import { createTransact, type Transact } from './platform/db/transact.ts';
import { createWork, type Work } from './platform/db/work.ts';
import { createEvents, type Events } from './platform/events/events.ts';
import { createTimings, type Timings } from './platform/http/timings.ts';
import { createQueue, type Queue } from './platform/jobs/queue.ts';
import { type Limits, openLimits } from './platform/limits/limits.ts';
import type { Log } from './platform/logging/log.ts';
import { createSettings, type Settings } from './site/index.ts';

export interface GroundOptions {
  configuration: Configuration;
  log: Log;
  version: string;
  clock?: Clock;
  /** Called for every statement; slow ones are logged when nobody else listens. */
  onQuery?: (sql: string, ms: number | undefined) => void;
  /** Tells whoever runs jobs that there is work. */
  wakeJobs: () => void;
}

export interface Ground {
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
  timings: Timings;
  close(): Promise<void>;
}

export async function openGround(options: GroundOptions): Promise<Ground> {
  const { configuration, log, version, wakeJobs, clock = systemClock } = options;
  const folders = foldersIn(configuration.dataFolder);
  const { databaseUrl: url } = configuration;
  const db = openDatabase({ url, folder: folders.db, onQuery: options.onQuery ?? warnOfSlow(log) });
  const transact = createTransact(db);
  const events = createEvents(log);
  const queue = createQueue(db, transact, clock);
  const limits = await openLimits({ engine: db.engine, url, folder: folders.db });
  return {
    configuration,
    log,
    version,
    clock,
    folders,
    secrets: loadSecrets(folders.secrets),
    db,
    transact,
    events,
    queue,
    limits,
    work: createWork({ transact, clock, events, enqueue: queue.enqueue, wakeJobs }),
    settings: createSettings(db),
    timings: createTimings(),
    async close() {
      await limits.close();
      await db.close();
    },
  };
}

const SLOW_QUERY_MS = 100;

function warnOfSlow(log: Log) {
  return (sql: string, ms: number | undefined) => {
    if (ms !== undefined && ms > SLOW_QUERY_MS) log.warn({ sql, ms: Math.round(ms) }, 'slow query');
  };
}
