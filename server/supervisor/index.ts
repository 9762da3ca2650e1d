/** Process life: one supervisor per data folder, which starts, watches, replaces and stops those who do the work. */
import { randomBytes } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { type Clock, instant } from '../platform/clock.ts';
import { reachableAddresses } from '../platform/config/addresses.ts';
import type { Configuration } from '../platform/config/configuration.ts';
import type { Log } from '../platform/logging/log.ts';
import { claimPort } from './port.ts';
import { readyText, setupLink } from './announcement.ts';
import { readControlFile, removeControlFile, writeControlFile } from './control-file.ts';
import { type ControlServer, openControlServer } from './control-server.ts';
import type { ServerReport, ServerState } from './contract.ts';
import { createPool, type WorkerRole } from './pool.ts';
import { createSolo } from './solo.ts';
import { type ServerEvent, transition } from './states.ts';
import type { BuildAcademy, Workforce, WorkforceEvents } from './workforce.ts';

export type { BuildAcademy } from './workforce.ts';

export interface SupervisorParts {
  configuration: Configuration;
  clock: Clock;
  log: Log;
  version: string;
  /** Script of the workers. */
  script: string;
  build: BuildAcademy;
  /** Takes the data folder for this process; null when another server has it. */
  lock(): { release(): void } | null;
  /** Brings the database up to date. Throws an Error in plain words. */
  prepare(): Promise<void>;
  /** The one-time code while the academy is not set up. */
  readSetupCode(): string | null;
  environmentFor(role: WorkerRole, port: number): NodeJS.ProcessEnv;
  /** Takes what a new worker prints. */
  outputOf(): (piece: Buffer) => void;
  print(text: string): void;
  /** Called once with what a signal to end has to call. */
  onSignal(stop: () => void): void;
}

/**
 * Runs the server of a data folder until it is asked to stop. Throws an Error in plain words when the folder or the port cannot
 * be had, or when it never came to serve.
 */
export async function supervise(parts: SupervisorParts): Promise<void> {
  const { configuration, log } = parts;
  const { dataFolder, host } = configuration;
  const lock = parts.lock();
  if (!lock) throw new Error(alreadyRunning(dataFolder));
  const life = createLife(parts);
  parts.onSignal(life.stop);
  let control: ControlServer | null = null;
  try {
    const port = await claimPort(host, configuration.port);
    life.addresses = reachableAddresses(networkInterfaces(), port, host).map(address => address.url);
    control = await openControl(life, dataFolder);
    await parts.prepare();
    life.begin(port);
    const reason = await life.ended;
    if (reason) throw new Error(reason);
  } finally {
    closeDoors(control, dataFolder);
    lock.release();
    log.info('server ended');
  }
}

function alreadyRunning(dataFolder: string): string {
  const running = readControlFile(dataFolder);
  const where = running ? ` at ${running.url}` : '';
  return `Lyceum is already running${where} with the data folder ${dataFolder}. Use that one, or choose another folder with LYCEUM_DATA.`;
}

async function openControl(life: Life, dataFolder: string): Promise<ControlServer> {
  const token = randomBytes(32).toString('base64url');
  const control = await openControlServer({ token, report: life.report, stop: life.stop, restart: life.restart });
  life.onChange = control.tell;
  const url = life.addresses.at(-1) ?? '';
  writeControlFile(dataFolder, { pid: process.pid, port: control.port, token, url });
  return control;
}

function closeDoors(control: ControlServer | null, dataFolder: string): void {
  if (!control) return;
  removeControlFile(dataFolder);
  control.close();
}

interface Life {
  addresses: string[];
  onChange: () => void;
  ended: Promise<string | null>;
  begin(port: number): void;
  report(): ServerReport;
  stop(): void;
  restart(): void;
}

/** The state machine with its workforce. */
function createLife(parts: SupervisorParts): Life {
  const { clock, log } = parts;
  const startedAt = instant(clock.now());
  const end = Promise.withResolvers<string | null>();
  let state: ServerState = { name: 'preparing' };
  let since = startedAt;
  let lastCrash: ServerReport['last_crash'] = null;
  let workforce: Workforce | null = null;
  let everReady = false;

  const happen = (event: ServerEvent) => {
    const next = transition(state, event);
    if (next === state) return;
    log.info({ from: state.name, to: next.name }, 'server state');
    state = next;
    since = instant(clock.now());
    life.onChange();
  };
  const events: WorkforceEvents = {
    onChange: () => life.onChange(),
    onServing() {
      happen({ name: 'serving' });
      if (everReady) return;
      everReady = true;
      parts.print(readyText(life.report()));
    },
    onCrash(reason) {
      lastCrash = { at: instant(clock.now()), reason };
      log.error({ reason }, 'worker crashed');
    },
    onLost(reason, gaveUp) {
      happen({ name: gaveUp ? 'gave up' : 'lost', reason });
      // What never worked will hardly begin to: whoever started the server learns why at once.
      if (gaveUp && !everReady) void stop(reason);
    },
  };
  const stop = async (reason: string | null) => {
    if (state.name === 'stopping' || state.name === 'stopped') return;
    happen({ name: 'stop' });
    await workforce?.stop();
    happen({ name: 'stopped' });
    end.resolve(reason);
  };
  const restart = async () => {
    if (state.name !== 'ready') return;
    happen({ name: 'restart' });
    try {
      await workforce?.restart();
    } catch (error) {
      events.onCrash((error as Error).message);
    }
    happen({ name: 'restarted' });
  };
  const life: Life = {
    addresses: [],
    onChange: () => {},
    ended: end.promise,
    begin(port) {
      happen({ name: 'prepared' });
      // Somebody may have asked it to stop while it prepared.
      if (state.name !== 'starting') return;
      workforce = createWorkforce(parts, events, port);
      workforce.start();
    },
    report: () => describe(parts, { state, since, startedAt, lastCrash, workforce, addresses: life.addresses }),
    stop: () => void stop(null),
    restart: () => void restart(),
  };
  return life;
}

function createWorkforce(parts: SupervisorParts, events: WorkforceEvents, port: number): Workforce {
  const { clock, log, version, build, script, outputOf } = parts;
  const configuration = { ...parts.configuration, port };
  if (configuration.workers === 0) return createSolo({ clock, events, build, duties: { configuration, log, version } });
  const environmentFor = (role: WorkerRole) => parts.environmentFor(role, port);
  return createPool({ clock, events, script, outputOf, environmentFor, webWorkers: configuration.workers });
}

interface Facts {
  state: ServerState;
  since: string;
  startedAt: string;
  lastCrash: ServerReport['last_crash'];
  workforce: Workforce | null;
  addresses: string[];
}

function describe({ configuration, version, readSetupCode }: SupervisorParts, facts: Facts): ServerReport {
  const { addresses } = facts;
  const code = readSetupCode();
  return {
    state: facts.state,
    since: facts.since,
    started_at: facts.startedAt,
    pid: process.pid,
    version,
    data_folder: configuration.dataFolder,
    addresses,
    workers: facts.workforce?.report() ?? [],
    last_crash: facts.lastCrash,
    setup_link: code && addresses[0] ? setupLink(addresses[0], code) : null,
  };
}
