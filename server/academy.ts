/**
 * The composition root: builds one process of the academy from its configuration. What it consists of stands in features.ts.
 * The supervisor decides which process does what; tests build one that does everything.
 */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildFeatures, type Features } from './features.ts';
import { type Ground, type GroundOptions, openGround } from './ground.ts';
import { buildAccounts, buildFactors, buildMail, buildScanning, buildSignInRules } from './people-features.ts';
import { WEB_FOLDER } from './platform/config/places.ts';
import type { Database } from './platform/db/database.ts';
import { isDamaged } from './platform/db/dialect.ts';
import { createApp } from './platform/http/app.ts';
import { answerBrokenRequests } from './platform/http/broken-requests.ts';
import { createCsrf } from './platform/http/csrf.ts';
import { closeGently, listening } from './platform/http/listening.ts';
import { createPages } from './platform/http/pages.ts';
import { createRates } from './platform/http/rates.ts';
import { createSecureDoor } from './platform/http/secure-door.ts';
import type { BoundRoute, Mount } from './platform/http/routes.ts';
import { startRunner } from './platform/jobs/runner.ts';
import { enqueueScheduled, startSchedules } from './platform/jobs/schedules.ts';
import { buildConsents } from './privacy/index.ts';
import { createHub, type Hub, type HubParts } from './platform/realtime/hub.ts';
import type { OperationReport } from './supervisor/contract.ts';

export interface AcademyOptions extends Omit<GroundOptions, 'wakeJobs'> {
  /**
   * Records, checks and begins what comes round by itself; true unless told. Tests that count what happens ask for all that themselves:
   * on the next full minute something else would go on in the middle of them.
   */
  watch?: boolean;
  /** Reaches the other processes' sockets; none in a single process. */
  adapter?: HubParts['adapter'];
  /** Tells the jobs process that there is work; a process that runs jobs itself wakes its own runner. */
  wakeJobs?: () => void;
  /** Called when the database says that its file is damaged. */
  onDamage?: () => void;
}

export interface Academy {
  /** Address the web server listens on, for processes that have one. */
  listen(): Promise<AddressInfo>;
  /** Refuses new work, finishes what runs, closes everything. */
  close(): Promise<void>;
  /** Looks for jobs now. */
  wake(): void;
  operationChanged(report: OperationReport): void;
  /** Runs every check here and now. */
  doctor: Features['doctor'];
  /** What is known of people, for the documentation. */
  personal: Features['personal'];
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

  const mail = buildMail(ground);
  const signInRules = buildSignInRules(ground);
  const factors = buildFactors(ground, signInRules);
  const consents = buildConsents(ground);
  const scanning = buildScanning(ground);
  const accounts = buildAccounts(ground, { ...mail, ...signInRules, ...factors, door: scanning.door });
  const { authenticate } = accounts;
  // The socket attaches to the server before the routes are known.
  let app: RequestListener = (_req, res) => void res.writeHead(503).end();
  const http = options.web ? createServer((req, res) => app(req, res)) : null;
  if (http) answerBrokenRequests(http, clock);
  const hub = createHub({ http, authenticate, clock, log, adapter: options.adapter, recentTimings: timings.recent });
  const ports = { port: configuration.port, httpsPort: configuration.httpsPort };
  const first = { mail, signInRules, factors, accounts, consents, scanning };
  const features = buildFeatures(ground, { ...first, hub, isReady: () => ready, ports });
  const { routes, mounts, network } = features;
  const pages = createPages({ folder: WEB_FOLDER, smallPages: network.smallPages, asks: network.asks });
  const { encryption, challenge, origins } = network;
  const { readOnly } = configuration;
  const onFault = (error: unknown) => {
    if (isDamaged(error)) options.onDamage?.();
  };
  const rates = createRates(ground.limits, clock, signInRules.lastKnown);
  app = createApp({
    routes,
    mounts,
    authenticate,
    requireFresh: accounts.requireFresh,
    rates,
    csrf: createCsrf(ground.secrets.accessKey),
    origins,
    clock,
    log,
    timings,
    version,
    pages,
    encryption,
    challenge,
    readOnly,
    onFault,
    hold: consents.hold,
  });
  const handler: RequestListener = (req, res) => app(req, res);
  const { identities } = network;
  const door =
    http &&
    createSecureDoor({
      http,
      handler,
      host: configuration.host,
      port: configuration.httpsPort,
      identities,
      clock,
      log,
    });
  if (options.jobs && !readOnly) {
    const watches = options.watch ?? true;
    background = await startBackground(ground, features, { hub, onFault, watches });
  }

  return {
    routes,
    mounts,
    db,
    doctor: features.doctor,
    personal: features.personal,
    wake: () => background?.wake(),
    operationChanged: features.operationChanged,
    async listen() {
      if (!http) throw new Error('This process does not serve requests.');
      await origins.refresh();
      const address = await listening(http, configuration);
      ports.port = address.port;
      await door?.open(port => {
        ports.httpsPort = port;
      });
      ready = true;
      return address;
    },
    async close() {
      ready = false;
      // Sockets are connections too: the web server has closed when requests and sockets both have ended.
      await Promise.all([background?.stop(), door?.close(), closeGently(http), hub.close()]);
      network.close();
      mail.close();
      features.close();
      await accounts.close();
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
async function startBackground(
  ground: Ground,
  features: Features,
  { hub, onFault, watches }: { hub: Hub; onFault: (error: unknown) => void; watches: boolean },
): Promise<Background> {
  const { queue, transact, log, clock } = ground;
  const { jobs: handlers, schedules, jobsAtStart, watch } = features;
  for (const name of jobsAtStart) await enqueueScheduled({ queue, transact, wake: () => {} }, name, {});
  const runner = startRunner({
    queue,
    handlers,
    log,
    pollMs: POLL_MS,
    clock,
    onChange: id => hub.tell('staff', 'job.changed', { job_id: id }),
    onFault,
  });
  const watching = features.watchers.map(begin => begin());
  const timetable = watches ? startSchedules({ schedules, queue, transact, log, wake: runner.wake }) : null;
  const announcing = features.network.start();
  if (watches) watch.start();
  return {
    wake: runner.wake,
    async stop() {
      timetable?.stop();
      for (const end of watching) end();
      await Promise.all([announcing.stop(), runner.stop(), watch.stop()]);
    },
  };
}
