/** N web workers and one jobs worker as processes of node:cluster; crashed ones are started again. */
import cluster, { type Worker } from 'node:cluster';
import { setupPrimary } from '@socket.io/cluster-adapter';
import { type Clock, instant } from '../platform/clock.ts';
import type { Appliance, WorkerReport } from './contract.ts';
import { CRASHES_TO_FAIL, crashesInRow, crashReason, pauseAfter } from './crashes.ts';
import { type Asked, ownMessage, type SupervisorMessage, type WorkerMessage } from './messages.ts';
import { DRAIN_MS, type Workforce, type WorkforceEvents } from './workforce.ts';

export type WorkerRole = 'web' | 'jobs';

interface PoolParts {
  clock: Clock;
  events: WorkforceEvents;
  /** Script that the workers run. */
  script: string;
  webWorkers: number;
  /** Environment of a worker with this role. */
  environmentFor(role: WorkerRole): NodeJS.ProcessEnv;
  /** Takes what a new worker prints. */
  outputOf(): (piece: Buffer) => void;
  /** Answers what workers ask. */
  appliance: Appliance;
}

/** One place in the pool, whoever fills it. */
interface Slot {
  role: WorkerRole;
  worker: Worker | null;
  state: WorkerReport['state'];
  /** Start of the process, milliseconds. */
  since: number;
  restarts: number;
  crashes: number;
  timer: NodeJS.Timeout | undefined;
}

interface End {
  code: number | null;
  signal: string | null;
}

/**
 * V8 lets the young generation grow to 48 MB in every process, most of it never needed again after the start. With 4 MB halves a
 * worker that idles takes a third less memory; requests cost the same (measured with the benchmark).
 */
const YOUNG_GENERATION = '--max-semi-space-size=4';

export function createPool(parts: PoolParts): Workforce {
  const { clock, events } = parts;
  const slots: Slot[] = [...Array.from({ length: parts.webWorkers }, () => emptySlot('web')), emptySlot('jobs')];
  const troubles = new WeakMap<Worker, string>();
  let stopping = false;
  let prepared = false;

  const wakeJobs = () => {
    for (const slot of slots) if (slot.role === 'jobs') tell(slot.worker, { lyceum: 'wake' });
  };
  const serving = () => slots.some(slot => slot.role === 'web' && slot.state === 'serving');

  /** A new process; `onUp` when it works. */
  const fork = (role: WorkerRole, onUp: () => void): Worker => {
    const worker = cluster.fork(parts.environmentFor(role));
    worker.process.stdout?.on('data', parts.outputOf());
    worker.process.stderr?.on('data', parts.outputOf());
    worker.on('message', (raw: unknown) => {
      const message = ownMessage<WorkerMessage>(raw);
      if (message?.lyceum === 'wake') wakeJobs();
      if (message?.lyceum === 'trouble') troubles.set(worker, message.reason);
      if (message?.lyceum === 'up') onUp();
      if (message?.lyceum === 'damage') events.onDamage();
      if (message?.lyceum === 'ask') void answer(worker, message.number, message.asked, parts);
    });
    // A worker that died while it was written to says so by its exit.
    worker.on('error', () => {});
    return worker;
  };

  const fill = (slot: Slot) => {
    Object.assign(slot, { state: 'starting', since: clock.now(), timer: undefined });
    const worker = fork(slot.role, () => settle(slot, worker));
    slot.worker = worker;
    watch(slot, worker);
    events.onChange();
  };
  const settle = (slot: Slot, worker: Worker) => {
    if (slot.worker !== worker) return;
    slot.state = 'serving';
    events.onChange();
    if (slot.role === 'web') events.onServing();
  };
  const watch = (slot: Slot, worker: Worker) =>
    worker.once('exit', (code, signal) => {
      if (slot.worker === worker && !stopping) recover(slot, { code, signal }, troubles.get(worker));
    });
  const recover = (slot: Slot, end: End, told: string | undefined) => {
    const served = slot.state === 'serving';
    slot.crashes = crashesInRow(slot.crashes, clock.now() - slot.since);
    const reason = crashReason(slot.role, end, told);
    Object.assign(slot, { worker: null, state: 'waiting', restarts: slot.restarts + 1 });
    slot.timer = setTimeout(() => fill(slot), pauseAfter(slot.crashes));
    events.onCrash(reason);
    const gaveUp = slots.every(other => other.role === 'jobs' || other.crashes >= CRASHES_TO_FAIL);
    if (slot.role === 'web' && !serving() && (served || gaveUp)) events.onLost(reason, gaveUp);
    events.onChange();
  };

  /** The new process first, then the old one goes: somebody always serves. */
  const replace = async (slot: Slot) => {
    const { worker: old } = slot;
    if (!old) return;
    const { promise: up, resolve, reject } = Promise.withResolvers<void>();
    const fresh = fork(slot.role, resolve);
    fresh.once('exit', (code, signal) =>
      reject(new Error(crashReason(slot.role, { code, signal }, troubles.get(fresh)))),
    );
    await up;
    // The old one crashed in the meantime and has been replaced already.
    if (slot.worker !== old) return drain(fresh);
    Object.assign(slot, { worker: fresh, state: 'serving', since: clock.now(), crashes: 0 });
    watch(slot, fresh);
    events.onChange();
    await drain(old);
  };

  return {
    start() {
      stopping = false;
      // A second time it would pass every message on twice.
      if (!prepared) setupPrimary();
      prepared = true;
      cluster.setupPrimary({
        exec: parts.script,
        args: [],
        silent: true,
        execArgv: [...process.execArgv, YOUNG_GENERATION],
      });
      slots.forEach(fill);
    },
    async restart() {
      for (const slot of slots) if (!stopping) await replace(slot);
    },
    async stop() {
      stopping = true;
      for (const slot of slots) {
        clearTimeout(slot.timer);
        slot.state = 'draining';
      }
      events.onChange();
      await Promise.all(Object.values(cluster.workers ?? {}).map(worker => drain(worker)));
      for (const slot of slots) Object.assign(slot, { worker: null, state: 'waiting', crashes: 0 });
      events.onChange();
    },
    tell(report) {
      for (const slot of slots) if (slot.state === 'serving') tell(slot.worker, { lyceum: 'operation', report });
    },
    report: () =>
      slots.map(({ role, state, worker, since, restarts }) => ({
        role,
        state,
        restarts,
        since: instant(since),
        pid: worker?.process.pid ?? null,
      })),
  };
}

const emptySlot = (role: WorkerRole): Slot => ({
  role,
  worker: null,
  state: 'waiting',
  since: 0,
  restarts: 0,
  crashes: 0,
  timer: undefined,
});

function tell(worker: Worker | null, message: SupervisorMessage): void {
  if (worker?.isConnected()) worker.send(message);
}

type Answering = Pick<PoolParts, 'appliance' | 'events'>;

async function answer(worker: Worker, number: number, asked: Asked, parts: Answering): Promise<void> {
  const value = await carryOut(asked, parts).then(
    result => ({ value: result ?? null, error: null }),
    (error: unknown) => ({ value: null, error: (error as Error).message }),
  );
  tell(worker, { lyceum: 'answer', number, ...value });
}

function carryOut(asked: Asked, { appliance, events }: Answering): Promise<unknown> {
  switch (asked.what) {
    case 'port':
      return events.makeWay();
    case 'report':
      return appliance.report();
    case 'operate':
      return appliance.operate(asked.request as Parameters<Appliance['operate']>[0]);
    case 'cancel':
      return appliance.cancel();
  }
}

/** Asks a worker to finish and waits for its end; kills it when it takes too long. */
async function drain(worker: Worker | undefined): Promise<void> {
  if (!worker || worker.isDead()) return;
  const ended = new Promise(resolve => worker.once('exit', resolve));
  const patience = setTimeout(() => worker.process.kill('SIGKILL'), DRAIN_MS);
  tell(worker, { lyceum: 'stop' });
  await ended;
  clearTimeout(patience);
}
