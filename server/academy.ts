/**
 * The composition root: builds one process of the academy from its configuration. Read it as a table of contents.
 * The supervisor decides which process does what; tests build one that does everything.
 */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createAccounts } from './accounts/index.ts';
import { createAssessments } from './assessments/index.ts';
import { createCertificates } from './certificates/index.ts';
import { createCourses, renderQuestion } from './courses/index.ts';
import { createLearning } from './learning/index.ts';
import { createMedia } from './media/index.ts';
import { createOverview } from './overview/index.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import type { Configuration } from './platform/config/configuration.ts';
import { foldersIn } from './platform/config/folders.ts';
import { RESOURCES_FOLDER, WEB_FOLDER } from './platform/config/places.ts';
import { loadSecrets } from './platform/crypto/secrets.ts';
import { type Database, openDatabase } from './platform/db/database.ts';
import { createTransact } from './platform/db/transact.ts';
import { createWork } from './platform/db/work.ts';
import { createEvents } from './platform/events/events.ts';
import { createApp } from './platform/http/app.ts';
import { createPages } from './platform/http/pages.ts';
import type { BoundRoute, Mount } from './platform/http/routes.ts';
import { createTimings } from './platform/http/timings.ts';
import type { JobHandlers } from './platform/jobs/runner.ts';
import { startRunner } from './platform/jobs/runner.ts';
import { createQueue } from './platform/jobs/queue.ts';
import { jobRoutes } from './platform/jobs/routes.ts';
import { enqueueScheduled, type Schedule, startSchedules } from './platform/jobs/schedules.ts';
import { openLimits } from './platform/limits/limits.ts';
import type { Log } from './platform/logging/log.ts';
import { createHub, type HubParts } from './platform/realtime/hub.ts';
import { createSettings, createSite, diskSpace } from './site/index.ts';

export interface AcademyOptions {
  configuration: Configuration;
  log: Log;
  /** Serves requests. */
  web: boolean;
  /** Runs background jobs and schedules. */
  jobs: boolean;
  /** Reaches the other processes' sockets; none in a single process. */
  adapter?: HubParts['adapter'];
  /** Tells the jobs process that there is work; in a process that runs jobs itself it wakes its own runner. */
  wakeJobs?: () => void;
  clock?: Clock;
  onQuery?: (sql: string, ms: number | undefined) => void;
  version: string;
}

export interface Academy {
  /** Address the web server listens on, for processes that have one. */
  listen(): Promise<AddressInfo>;
  /** Refuses new work, finishes what runs, closes everything. */
  close(): Promise<void>;
  /** Looks for jobs now. */
  wake(): void;
  routes: readonly BoundRoute[];
  mounts: readonly Mount[];
  db: Database;
}

const POLL_MS = 1000;

export async function createAcademy(options: AcademyOptions): Promise<Academy> {
  const { configuration, log, version } = options;
  const clock = options.clock ?? systemClock;
  const startedAt = clock.now();
  const folders = foldersIn(configuration.dataFolder);
  const secrets = loadSecrets(folders.secrets);

  // Ground
  const db = openDatabase({
    url: configuration.databaseUrl,
    folder: folders.db,
    onQuery: options.onQuery ?? warnOfSlow(log),
  });
  const transact = createTransact(db);
  const events = createEvents(log);
  const queue = createQueue(db, transact, clock);
  const limits = await openLimits({ engine: db.engine, url: configuration.databaseUrl, folder: folders.db });
  let wakeJobs = options.wakeJobs ?? (() => {});
  const work = createWork({ transact, clock, events, enqueue: queue.enqueue, wakeJobs: () => wakeJobs() });
  const timings = createTimings();
  let ready = false;

  // Features
  const settings = createSettings(db);
  const accounts = createAccounts({
    ...{ db, work, clock, limits },
    accessKey: secrets.accessKey,
    registrationOpen: async () => (await settings.read())?.registration === 'open',
  });
  const { authenticate } = accounts;
  // The socket attaches to the server before the routes are known.
  let app: RequestListener = (_req, res) => void res.writeHead(503).end();
  const http = options.web ? createServer((req, res) => app(req, res)) : null;
  const hub = createHub({
    ...{ http, authenticate, clock, log },
    adapter: options.adapter,
    recentTimings: timings.recent,
  });
  const { tell } = hub;
  const certificates = createCertificates({
    ...{ db, clock, limits, tell, signing: secrets.signing },
    siteName: async ({ tx }) => (await settings.read(tx))?.name ?? 'Lyceum',
  });
  const learning = createLearning({ db, work, clock, tell, issueCertificate: certificates.issue });
  const media = createMedia({ db, work, clock, folders });
  const courses = createCourses({
    ...{ db, work, clock, files: media.filesForCourses, sampleFolder: join(RESOURCES_FOLDER, 'sample-course') },
    // Quizzes put modules into courses, and a course made from a folder brings quizzes along.
    addQuiz: (unit, at) => assessments.createForModule(unit, at),
  });
  const assessments = createAssessments({
    ...{ db, work, clock, tell },
    addQuizModule: courses.addQuizModule,
    renderPrompt: renderQuestion,
    completeModule: async (unit, about) => void (await learning.completeModule(unit, about)),
  });
  const site = createSite({
    ...{ db, work, clock, settings, transact, queue, version, startedAt },
    accounts: accounts.service,
    setupTries: limits.limit('setup', 10, 600),
    dataFolder: configuration.dataFolder,
    addSampleCourse: courses.addSampleCourse,
    isReady: () => ready,
  });

  const overview = createOverview({
    ...{ db, transact, clock, hub, health: site.health },
    diskSpace: () => diskSpace(configuration.dataFolder),
    listening: configuration,
  });

  const routes = [
    ...site.routes,
    ...accounts.routes,
    ...courses.routes,
    ...media.routes,
    ...learning.routes,
    ...assessments.routes,
    ...certificates.routes,
    ...overview.routes,
    ...jobRoutes(queue),
  ];
  const mounts: Mount[] = [...media.mounts];
  const handlers: JobHandlers = { ...media.jobs, ...learning.jobs, ...assessments.jobs, ...overview.jobs };
  const schedules: Schedule[] = [...media.schedules, ...assessments.schedules, ...overview.schedules];

  // Processes
  const pages = createPages(WEB_FOLDER);
  app = createApp({ routes, mounts, pages, authenticate, clock, log, timings, version });
  events.on('session.ended', ({ sessionId }) => hub.endSession(sessionId));
  learning.listen(events);
  certificates.listen(events);
  assessments.listen(events);
  if (options.jobs)
    for (const name of assessments.jobsAtStart) await enqueueScheduled({ queue, transact, wake: () => {} }, name, {});
  const runner = options.jobs
    ? startRunner({
        ...{ queue, handlers, log, pollMs: POLL_MS },
        worker: `${process.pid}`,
        onChange: id => hub.tell('staff', 'job.changed', { job_id: id }),
      })
    : null;
  if (runner) wakeJobs = runner.wake;
  const timetable = options.jobs ? startSchedules({ schedules, queue, transact, log, wake: () => wakeJobs() }) : null;

  return {
    routes,
    mounts,
    db,
    wake: () => runner?.wake(),
    async listen() {
      if (!http) throw new Error('This process does not serve requests.');
      const address = await listening(http, configuration);
      ready = true;
      return address;
    },
    async close() {
      ready = false;
      timetable?.stop();
      // Sockets are connections too: the web server has closed when requests and sockets both have ended.
      await Promise.all([runner?.stop(), closeGently(http), hub.close()]);
      accounts.close();
      await limits.close();
      await db.close();
    },
  };
}

function listening(http: Server, { host, port }: Configuration): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen({ host, port }, () => resolve(http.address() as AddressInfo));
  });
}

const PATIENCE_MS = 9_000;
const LOOK_MS = 50;

/** Lets requests finish, at most nine seconds; connections that are kept alive go as soon as they are idle. */
async function closeGently(http: Server | null): Promise<void> {
  if (!http?.listening) return;
  http.prependListener('request', (_req, res) => res.setHeader('Connection', 'close'));
  const patience = setTimeout(() => http.closeAllConnections(), PATIENCE_MS);
  const idle = setInterval(() => http.closeIdleConnections(), LOOK_MS);
  await new Promise(resolve => http.close(resolve));
  clearTimeout(patience);
  clearInterval(idle);
}

const SLOW_QUERY_MS = 100;

function warnOfSlow(log: Log) {
  return (sql: string, ms: number | undefined) => {
    if (ms !== undefined && ms > SLOW_QUERY_MS) log.warn({ sql, ms: Math.round(ms) }, 'slow query');
  };
}
