/** The life of the server: who serves when, and what stands in when nobody does. */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { instant } from '../platform/clock.ts';
import { readyText } from './announcement.ts';
import { createAppliance } from './appliance.ts';
import type { Appliance, ServerReport } from './contract.ts';
import type { Damage, SupervisorParts } from './index.ts';
import { inspect, offers } from './inspection.ts';
import { writeLastRun } from './last-run.ts';
import { createOperations, type Host, type Operations } from './operations/machine.ts';
import { createStandIn, type StandIn } from './operations/stand-in.ts';
import { createStepProcesses, type StepProcesses } from './operations/step-process.ts';
import { createPool } from './pool.ts';
import { createSolo } from './solo.ts';
import { createVitals, reportOf, situationOf, type Vitals } from './vitals.ts';
import type { Workforce, WorkforceEvents } from './workforce.ts';

/** How the server came to its end. */
export type Ending = { name: 'asked' } | { name: 'broken'; reason: string } | { name: 'relaunch' };

export interface Life {
  vitals: Vitals;
  ended: Promise<Ending>;
  /** Finishes what an interrupted operation left, looks at the data, begins to serve. Rejects when it cannot be served. */
  begin(port: number): Promise<void>;
  report(): ServerReport;
  appliance: Appliance;
  stop(): void;
  restart(): void;
}

interface Circle {
  parts: SupervisorParts;
  vitals: Vitals;
  standIn: StandIn;
  processes: StepProcesses;
  /** A process met damaged data, and they have not been looked at since. */
  suspected: boolean;
  /** Ends what must not outlive the supervisor. */
  halt: AbortController;
  /** Looks at the data and begins to serve; stands in where they are damaged. Rejects when they cannot be prepared. */
  serve(): Promise<void>;
  stop(ending: Ending): Promise<void>;
}

export function createLife(parts: SupervisorParts): Life {
  const vitals = createVitals(parts);
  const end = Promise.withResolvers<Ending>();
  const standIn = createStandIn({
    doors: () => parts.doors(vitals.port),
    clock: parts.clock,
    situation: () => situationOf(vitals),
  });
  const circle: Circle = {
    parts,
    vitals,
    standIn,
    processes: createStepProcesses({ ...parts, environmentFor: role => parts.environmentFor(role, 0) }),
    suspected: false,
    halt: new AbortController(),
    serve: () => serve(circle),
    async stop(ending) {
      if (hasStopped(vitals)) return;
      const served = SERVING.has(vitals.state.name);
      vitals.happen({ name: 'stop' });
      circle.halt.abort();
      await vitals.operations?.halt();
      await vitals.workforce?.stop();
      await standIn.close();
      if (served) writeLastRun(parts.configuration.dataFolder, { state: 'stopped', set_up: isSetUp(parts) });
      vitals.happen({ name: 'stopped' });
      end.resolve(ending);
    },
  };
  const appliance = createAppliance(parts, vitals);
  return {
    vitals,
    ended: end.promise,
    async begin(port) {
      vitals.port = port;
      vitals.workforce = createWorkforce(circle, appliance, port);
      vitals.operations = createMachine(circle);
      if (vitals.operations.isPending() && !(await recover(circle, vitals.operations))) return;
      await circle.serve();
      void vitals.operations.clean();
    },
    report: () => reportOf(vitals, parts),
    appliance,
    stop: () => void circle.stop({ name: 'asked' }),
    restart: () => void restart(circle),
  };
}

/** Stopped in one of these, the data were closed properly. */
const SERVING: ReadonlySet<string> = new Set(['ready', 'restarting', 'starting']);
const isSetUp = (parts: SupervisorParts) => parts.readSetupCode() === null;

const hasStopped = ({ state }: Vitals) => state.name === 'stopping' || state.name === 'stopped';

/** How long the look at the data may take before people are told of it, milliseconds. */
const TELL_OF_LOOK_MS = 500;

async function serve(circle: Circle): Promise<void> {
  const { parts, vitals, standIn } = circle;
  const late = setTimeout(() => void standIn.open(), TELL_OF_LOOK_MS);
  const damage = await lookAndPrepare(circle).finally(() => clearTimeout(late));
  if (hasStopped(vitals)) return;
  if (damage) return admitDamage(circle, damage);
  writeLastRun(parts.configuration.dataFolder, { state: 'running', set_up: isSetUp(parts) });
  vitals.happen({ name: 'prepared' });
  // Who stands in stays until there is somebody to take the port over. Somebody may have asked it to stop meanwhile.
  if (vitals.state.name === 'starting') vitals.workforce?.start();
}

async function admitDamage(circle: Circle, damage: Damage): Promise<void> {
  const { parts, vitals, standIn } = circle;
  parts.log.error(damage, 'the data are damaged');
  await standIn.open();
  vitals.offers = await offers(inspectionOf(circle));
  if (!hasStopped(vitals)) vitals.happen({ name: 'damaged', ...damage });
}

async function lookAndPrepare(circle: Circle): Promise<Damage | null> {
  const { parts, vitals } = circle;
  const damage = await inspect(inspectionOf(circle)).finally(() => {
    vitals.checking = null;
  });
  circle.suspected = false;
  return damage ?? (hasStopped(vitals) ? null : parts.prepare());
}

const inspectionOf = ({ parts: { configuration }, processes, suspected, vitals, halt }: Circle) => ({
  configuration,
  processes,
  suspected,
  signal: halt.signal,
  onProgress(done: number) {
    vitals.checking = done;
    vitals.onChange();
  },
});

async function recover({ vitals, standIn }: Circle, operations: Operations): Promise<boolean> {
  vitals.happen({ name: 'operate' });
  await standIn.open();
  if (!(await operations.recover())) return false;
  vitals.happen({ name: 'operated' });
  return true;
}

async function restart({ vitals }: Circle): Promise<void> {
  if (vitals.state.name !== 'ready') return;
  vitals.happen({ name: 'restart' });
  try {
    await vitals.workforce?.restart();
  } catch (error) {
    // The old processes go on; the reason is shown.
    vitals.lastCrash = { at: new Date().toISOString(), reason: (error as Error).message };
  }
  vitals.happen({ name: 'restarted' });
}

function createWorkforce(circle: Circle, appliance: Appliance, port: number): Workforce {
  const { parts } = circle;
  const { clock, log, version, build, script, outputOf } = parts;
  const events = workforceEvents(circle);
  const { workers } = parts.configuration;
  if (workers === 0) {
    // Read anew at every start: an operation may have chosen another database.
    const duties = { log, version, appliance, configuration: () => ({ ...parts.configurationNow(), port }) };
    return createSolo({ clock, events, build, duties });
  }
  const environmentFor = (role: 'web' | 'jobs') => parts.environmentFor(role, port);
  return createPool({ clock, events, script, outputOf, environmentFor, appliance, webWorkers: workers });
}

function workforceEvents(circle: Circle): WorkforceEvents {
  const { parts, vitals, standIn, stop } = circle;
  const { clock, log } = parts;
  let everReady = false;
  return {
    onChange: () => vitals.onChange(),
    makeWay: standIn.close,
    onServing() {
      vitals.happen({ name: 'serving' });
      if (everReady) return;
      everReady = true;
      parts.onServing();
      parts.print(readyText(reportOf(vitals, parts)));
    },
    onCrash(reason) {
      vitals.lastCrash = { at: instant(clock.now()), reason };
      log.error({ reason }, 'worker crashed');
    },
    onLost(reason, gaveUp) {
      vitals.happen({ name: gaveUp ? 'gave up' : 'lost', reason });
      // What never worked will hardly begin to: whoever started the server learns why at once.
      if (gaveUp && !everReady) void stop({ name: 'broken', reason });
    },
    onDamage() {
      if (vitals.state.name !== 'ready' && vitals.state.name !== 'restarting') return;
      log.error({}, 'a process met damaged data');
      vitals.happen({ name: 'suspected' });
      void lookAgain(circle);
    },
  };
}

/** Everybody out, then the closest look there is. */
async function lookAgain(circle: Circle): Promise<void> {
  const { vitals, standIn } = circle;
  await vitals.workforce?.stop();
  await standIn.open();
  circle.suspected = true;
  await serveOrRetry(circle);
}

/** Where the data cannot be prepared for another reason than damage, it is tried again by itself. */
async function serveOrRetry(circle: Circle): Promise<void> {
  const { vitals, standIn } = circle;
  try {
    await circle.serve();
  } catch (error) {
    vitals.happen({ name: 'broken', reason: (error as Error).message });
    await standIn.open();
    await pause(AGAIN_MS, undefined, { ref: false });
    if (vitals.state.name === 'failed') await serveOrRetry(circle);
  }
}

/** How often the workers are told of an operation's progress, milliseconds. */
const TELL_MS = 1000;
/** Pause before data are looked at again that could not be prepared after an operation, milliseconds. */
const AGAIN_MS = 30_000;

function createMachine(circle: Circle): Operations {
  const { parts, vitals } = circle;
  let told = { state: '', at: 0 };
  return createOperations({
    dataFolder: parts.configuration.dataFolder,
    clock: parts.clock,
    log: parts.log,
    newId: () => randomBytes(6).toString('hex'),
    givenUp: parts.givenUp,
    processes: circle.processes,
    host: createHost(circle),
    onChange(report) {
      vitals.onChange();
      const now = performance.now();
      if (report.state === told.state && now - told.at < TELL_MS) return;
      told = { state: report.state, at: now };
      vitals.workforce?.tell(report);
    },
  });
}

function createHost(circle: Circle): Host {
  const { parts, vitals, standIn } = circle;
  return {
    announce: async signal => {
      if (vitals.state.name === 'ready') await pause(parts.noticeMs, undefined, { signal });
    },
    async pause() {
      if (vitals.state.name === 'operating') return;
      const served = SERVING.has(vitals.state.name);
      vitals.happen({ name: 'operate' });
      await vitals.workforce?.stop();
      if (served) writeLastRun(parts.configuration.dataFolder, { state: 'stopped', set_up: isSetUp(parts) });
      await standIn.open();
    },
    resume() {
      if (vitals.state.name !== 'operating') return;
      vitals.happen({ name: 'operated' });
      void serveOrRetry(circle);
    },
    fail(reason) {
      // Where nothing was replaced yet people work on; what could not be tidied up is tried again at the next start.
      if (vitals.state.name !== 'operating') return;
      vitals.happen({ name: 'broken', reason });
      void standIn.open();
    },
    relaunch() {
      void circle.stop({ name: 'relaunch' });
      return new Promise<never>(() => {});
    },
  };
}
