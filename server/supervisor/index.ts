/** Process life: one supervisor per data folder, which starts, watches, replaces and stops those who do the work. */
import { randomBytes } from 'node:crypto';
import type { Clock } from '../platform/clock.ts';
import type { Configuration } from '../platform/config/configuration.ts';
import type { Log } from '../platform/logging/log.ts';
import { readControlFile, removeControlFile, writeControlFile } from './control-file.ts';
import { type ControlServer, openControlServer } from './control-server.ts';
import type { ServerReport } from './contract.ts';
import { createLife, type Ending, type Life } from './life.ts';
import type { OperationPlan } from './operations/contract.ts';
import type { Door } from './operations/maintenance-server.ts';
import { claimPort } from './port.ts';
import { troubled } from './trouble.ts';
import type { BuildAcademy } from './workforce.ts';

export type { OperationKind, Step, StepContext } from './operations/kinds.ts';
export type { BuildAcademy } from './workforce.ts';

/** Data that cannot be used as they are. */
export interface Damage {
  /** The file that is damaged or missing. */
  file: string;
  /** A sentence for people. */
  reason: string;
}

export interface SupervisorParts {
  configuration: Configuration;
  /** The same, read anew: an operation may have chosen another database. */
  configurationNow(): Configuration;
  clock: Clock;
  log: Log;
  version: string;
  /** Script of the workers. */
  script: string;
  build: BuildAcademy;
  /** Takes the data folder for this process; null when another server has it. */
  lock(): { release(): void } | null;
  /** Brings the database up to date; answers damage that it meets. Throws an Error in plain words. */
  prepare(): Promise<Damage | null>;
  /** The one-time code while the academy is not set up. */
  readSetupCode(): string | null;
  environmentFor(role: 'web' | 'jobs' | 'operation' | 'trial', port: number): NodeJS.ProcessEnv;
  /** By which addresses people come, given the port for HTTP: this machine's own is the last. */
  waysIn(port: number): { now(): string[]; watch(listener: (addresses: string[]) => void): () => void };
  /** By which ports people come, given the one for HTTP. */
  doors(port: number): readonly Door[];
  /** How long people have between the notice of a pause and the pause, milliseconds. */
  noticeMs: number;
  /** Takes what a new worker prints. */
  outputOf(): (piece: Buffer) => void;
  print(text: string): void;
  /** Why the program that an operation brought was given up by whoever starts programs; null when it was not. */
  givenUp(plan: OperationPlan): string | null;
  /** Called when people are served for the first time. */
  onServing(): void;
  /** Whoever started this process can start another program in its place. */
  hasLauncher: boolean;
  /** Tells the system that started the service how it is; called once the server can be spoken to. */
  attend?: (report: () => ServerReport) => { tell(): void; close(): void };
  /** Called once with what a signal to end has to call. */
  onSignal(stop: () => void): void;
}

/**
 * Runs the server of a data folder until it is asked to stop, or another program has to take its place: then it answers
 * `relaunch`. Throws an Error in plain words when the folder or the port cannot be had, or when it never came to serve.
 */
export async function supervise(parts: SupervisorParts): Promise<'asked' | 'relaunch'> {
  const { configuration, log } = parts;
  const { dataFolder, host } = configuration;
  const lock = parts.lock();
  if (!lock) throw troubled('alreadyRunning', alreadyRunning(dataFolder));
  const life = createLife(parts);
  parts.onSignal(life.stop);
  let control: ControlServer | null = null;
  let attendance: Attendance | null = null;
  let unwatch = () => {};
  try {
    const port = await claimPort(host, configuration.port);
    unwatch = followAddresses(life, parts.waysIn(port));
    control = await openControl(life, configuration);
    attendance = attendTo(life, parts);
    // What begins by handing over to another program never begins.
    await Promise.race([life.begin(port), life.ended]);
    return outcomeOf(await life.ended);
  } finally {
    unwatch();
    attendance?.close();
    closeDoors(control, dataFolder);
    lock.release();
    log.info('server ended');
  }
}

/** Networks come and go, and HTTPS is turned on and off: what is reported follows. */
function followAddresses({ vitals }: Life, ways: ReturnType<SupervisorParts['waysIn']>): () => void {
  vitals.addresses = ways.now();
  return ways.watch(addresses => {
    vitals.addresses = addresses;
    vitals.onChange();
  });
}

function outcomeOf(ending: Ending): 'asked' | 'relaunch' {
  if (ending.name === 'broken') throw new Error(ending.reason);
  return ending.name;
}

function alreadyRunning(dataFolder: string): string {
  const running = readControlFile(dataFolder);
  const where = running ? ` at ${running.url}` : '';
  return `Lyceum is already running${where} with the data folder ${dataFolder}. Use that one, or choose another folder with LYCEUM_DATA.`;
}

type Attendance = ReturnType<NonNullable<SupervisorParts['attend']>>;

function attendTo(life: Life, { attend }: SupervisorParts): Attendance | null {
  if (!attend) return null;
  const attendance = attend(life.report);
  const { onChange } = life.vitals;
  life.vitals.onChange = () => {
    onChange();
    attendance.tell();
  };
  return attendance;
}

async function openControl(life: Life, { dataFolder, service }: Configuration): Promise<ControlServer> {
  const token = randomBytes(32).toString('base64url');
  const { report, stop, restart, appliance, vitals } = life;
  const control = await openControlServer({ token, report, stop, restart, appliance });
  vitals.onChange = control.tell;
  const url = vitals.addresses.at(-1) ?? '';
  writeControlFile(dataFolder, { pid: process.pid, port: control.port, token, url }, service === 'group');
  return control;
}

function closeDoors(control: ControlServer | null, dataFolder: string): void {
  if (!control) return;
  removeControlFile(dataFolder);
  control.close();
}
