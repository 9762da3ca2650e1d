/**
 * The composition root: builds one process of the academy from its configuration. Read it as a table of contents.
 * The supervisor decides which process does what; tests build one that does everything.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createAccounts } from './accounts/index.ts';
import { type AddQuizModule, type CompleteModule, createAssessments } from './assessments/index.ts';
import { type Clock, instant, systemClock } from './platform/clock.ts';
import type { Configuration } from './platform/config/configuration.ts';
import { foldersIn } from './platform/config/folders.ts';
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
import { openLimits } from './platform/limits/limits.ts';
import type { Log } from './platform/logging/log.ts';
import { createHub, type Hub, type HubParts } from './platform/realtime/hub.ts';
import { createSettings, createSite } from './site/index.ts';

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
const WEB_FOLDER = join(import.meta.dirname, '..', 'dist', 'web');

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
  const tell: Hub['tell'] = (room, name, data) => hub.tell(room, name, data);
  const assessments = createAssessments({
    ...{ db, work, clock, tell },
    ...{ renderPrompt: paragraph, addQuizModule, completeModule: markCompleted(clock) },
  });
  const site = createSite({
    ...{ db, work, clock, settings, transact, queue, version, startedAt },
    accounts: accounts.service,
    setupTries: limits.limit('setup', 10, 600),
    dataFolder: configuration.dataFolder,
    addSampleCourse: async () => {
      throw new Error('courses are not wired yet');
    },
    isReady: () => ready,
  });

  const routes = [...site.routes, ...accounts.routes, ...assessments.routes, ...jobRoutes(queue)];
  const mounts: Mount[] = [];
  const handlers: JobHandlers = { ...assessments.jobs };

  // Processes
  const pages = createPages(WEB_FOLDER);
  const app = createApp({ routes, mounts, pages, authenticate: accounts.authenticate, clock, log, timings, version });
  const http = options.web ? createServer(app) : null;
  const hub = createHub({
    http,
    authenticate: accounts.authenticate,
    clock,
    log,
    adapter: options.adapter,
    recentTimings: timings.recent,
  });
  events.on('session.ended', ({ sessionId }) => hub.endSession(sessionId));
  assessments.listen(events);
  if (options.jobs) {
    await work.run(async ({ enqueue }) => {
      for (const name of assessments.jobsAtStart) await enqueue(name, {}, { uniqueKey: name });
    });
  }
  const runner = options.jobs
    ? startRunner({
        ...{ queue, handlers, log, pollMs: POLL_MS },
        worker: `${process.pid}`,
        onChange: id => hub.tell('staff', 'job.changed', { job_id: id }),
      })
    : null;
  if (runner) wakeJobs = runner.wake;

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
      await runner?.stop();
      await closeGently(http);
      await hub.close();
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

/** Lets requests finish, at most ten seconds; idle keep-alive connections go at once. */
async function closeGently(http: Server | null): Promise<void> {
  if (!http?.listening) return;
  const patience = setTimeout(() => http.closeAllConnections(), 10_000);
  await new Promise(resolve => {
    http.close(resolve);
    http.closeIdleConnections();
  });
  clearTimeout(patience);
}

const SLOW_QUERY_MS = 100;

function warnOfSlow(log: Log) {
  return (sql: string, ms: number | undefined) => {
    if (ms !== undefined && ms > SLOW_QUERY_MS) log.warn({ sql, ms: Math.round(ms) }, 'slow query');
  };
}

const paragraph = (markdown: string) => `<p>${markdown.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</p>`;

const addQuizModule: AddQuizModule = async (tx, courseId, title, duration) => {
  const [count] = await tx('course_modules').where({ course_id: courseId }).count({ n: '*' });
  const at = instant(Date.now());
  const [row] = await tx('course_modules')
    .insert({
      ...{ course_id: courseId, title, duration, content_type: 'quiz', is_mandatory: true },
      ...{ order_index: Number((count as { n: number }).n), created_at: at, updated_at: at },
    })
    .returning('id');
  return (row as { id: number }).id;
};

const markCompleted =
  (clock: Clock): CompleteModule =>
  async ({ tx }, { userId, courseId, moduleId }) => {
    const at = instant(clock.now());
    await tx('user_progress')
      .insert({ user_id: userId, course_id: courseId, module_id: moduleId, completed_at: at, updated_at: at })
      .onConflict(['user_id', 'course_id', 'module_id'])
      .merge(['completed_at', 'updated_at']);
  };
