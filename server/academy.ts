/**
 * The composition root: builds one process of the academy from its configuration. What it consists of stands in features.ts.
 * The supervisor decides which process does what; tests build one that does everything.
 */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildAccounts, buildFeatures, type Features } from './features.ts';
import { type Ground, type GroundOptions, openGround } from './ground.ts';
import { WEB_FOLDER } from './platform/config/places.ts';
import type { Database } from './platform/db/database.ts';
import { createApp } from './platform/http/app.ts';
import { answerBrokenRequests } from './platform/http/broken-requests.ts';
import { closeGently, listening } from './platform/http/listening.ts';
import { createPages } from './platform/http/pages.ts';
import type { BoundRoute, Mount } from './platform/http/routes.ts';
import { startRunner } from './platform/jobs/runner.ts';
import { enqueueScheduled, startSchedules } from './platform/jobs/schedules.ts';
import { createHub, type Hub, type HubParts } from './platform/realtime/hub.ts';

export interface AcademyOptions extends Omit<GroundOptions, 'wakeJobs'> {
  /** Serves requests. */
  web: boolean;
  /** Runs background jobs and schedules. */
  jobs: boolean;
  /** Reaches the other processes' sockets; none in a single process. */
  adapter?: HubParts['adapter'];
  /** Tells the jobs process that there is work; a process that runs jobs itself wakes its own runner. */
  wakeJobs?: () => void;
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

export async function createAcademy(options: AcademyOptions): Promise<Academy> {
  let background: Background | null = null;
  const wakeJobs = () => (background ? background.wake() : options.wakeJobs?.());
  const ground = await openGround({ ...options, wakeJobs });
  const { configuration, clock, log, timings, version, db } = ground;
  let ready = false;

  const accounts = buildAccounts(ground);
  const { authenticate } = accounts;
  // The socket attaches to the server before the routes are known.
  let app: RequestListener = (_req, res) => void res.writeHead(503).end();
  const http = options.web ? createServer((req, res) => app(req, res)) : null;
  if (http) answerBrokenRequests(http, clock);
  const hub = createHub({ http, authenticate, clock, log, adapter: options.adapter, recentTimings: timings.recent });
  const features = buildFeatures(ground, accounts, hub, () => ready);
  const { routes, mounts } = features;
  app = createApp({ routes, mounts, authenticate, clock, log, timings, version, pages: createPages(WEB_FOLDER) });
  if (options.jobs) background = await startBackground(ground, features, hub);

  return {
    routes,
    mounts,
    db,
    wake: () => background?.wake(),
    async listen() {
      if (!http) throw new Error('This process does not serve requests.');
      const address = await listening(http, configuration);
      ready = true;
      return address;
    },
    async close() {
      ready = false;
      // Sockets are connections too: the web server has closed when requests and sockets both have ended.
      await Promise.all([background?.stop(), closeGently(http), hub.close()]);
      accounts.close();
      await ground.close();
    },
  };
}

interface Background {
  wake(): void;
  stop(): Promise<void>;
}

const POLL_MS = 1000;

/** The runner of jobs and the schedules that feed it. */
async function startBackground(ground: Ground, features: Features, hub: Hub): Promise<Background> {
  const { queue, transact, log } = ground;
  const { jobs: handlers, schedules, jobsAtStart } = features;
  for (const name of jobsAtStart) await enqueueScheduled({ queue, transact, wake: () => {} }, name, {});
  const runner = startRunner({
    queue,
    handlers,
    log,
    pollMs: POLL_MS,
    worker: `${process.pid}`,
    onChange: id => hub.tell('staff', 'job.changed', { job_id: id }),
  });
  const timetable = startSchedules({ schedules, queue, transact, log, wake: runner.wake });
  return {
    wake: runner.wake,
    async stop() {
      timetable.stop();
      await runner.stop();
    },
  };
}
