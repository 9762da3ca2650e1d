/**
 * The server of this machine, seen from the console.
 *
 *   stopped ──start──▶ starting ──control file──▶ attached ──ended as it was asked to──▶ stopped
 *      ▲  └───a server appears (started elsewhere)──▲  └──ended unasked──▶ failed ──by itself, a few times──▶ starting
 *      │                  │
 *      └──────────────────┴──ended before it could be spoken to──▶ failed ──start──▶ starting
 *
 *   withheld: there is a server, and its control file may not be read by this person.
 */
import type { OperationRequest, ServerReport } from '../../server/supervisor/contract.ts';
import type { ApplianceState, Trouble } from '../ipc/contract.ts';
import { type Control, findControl, isAlive } from './control.ts';
import { mayTryAgain } from './again-rules.ts';
import { type End, KILLED } from './launch.ts';

export interface ApplianceParts {
  dataFolder: string;
  /** Starts a server; resolves when it ends. */
  launch(dataFolder: string): Promise<End>;
  /** What more is known about a trouble: a free port, another academy. */
  explain(end: End): Promise<Trouble>;
  /** Whether the system itself starts a server of this folder again. */
  isWatched(dataFolder: string): boolean;
  onState(state: ApplianceState): void;
}

export interface Appliance {
  state(): ApplianceState;
  /** Address of the academy; null while no server is attached. */
  url(): string | null;
  dataFolder(): string;
  /** Starts the server unless it runs already. */
  begin(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
  restart(): Promise<void>;
  /** Begins a restore or the like. */
  operate(request: OperationRequest): Promise<void>;
  cancelOperation(): Promise<void>;
  /** Ends the server of the present folder and starts one with another folder. */
  moveTo(dataFolder: string): Promise<void>;
  /** Turns to the server of another folder; the present one stays as it is. */
  turnTo(dataFolder: string): void;
  /** Stops watching; the server stays as it is. */
  close(): void;
}

const LOOK_MS = 300;
/** Asking through the group starts a program each time. */
const LOOK_WITHHELD_MS = 3000;
const AGAIN_MS = 2000;

export function createAppliance(parts: ApplianceParts): Appliance {
  let { dataFolder } = parts;
  let state: ApplianceState = { name: 'stopped' };
  let control: Control | null = null;
  let closed = new AbortController();
  let launches = 0;
  let wantsEnd = false;
  const crashes: number[] = [];

  const isFailed = () => state.name === 'failed';
  const become = (next: ApplianceState) => {
    state = next;
    parts.onState(next);
  };
  /** Attaches to the server of the folder, when there is one, and stays until it ends. Answers the pause until the next look. */
  const attach = async (signal: AbortSignal): Promise<number> => {
    const found = await findControl(dataFolder);
    if (signal.aborted) return 0;
    if (found === 'withheld') {
      if (state.name !== 'withheld' && state.name !== 'starting') become({ name: 'withheld' });
      return LOOK_WITHHELD_MS;
    }
    if (!found) {
      if (state.name === 'withheld') become({ name: 'stopped' });
      return LOOK_MS;
    }
    control = found;
    wantsEnd = false;
    let last: ServerReport | null = null;
    const hear = (report: ServerReport) => {
      last = report;
      become({ name: 'attached', report });
    };
    await found.listen(hear, signal).catch(() => {});
    control = null;
    if (!signal.aborted) await ended(last, signal);
    return LOOK_MS;
  };
  const ended = async (last: ServerReport | null, signal: AbortSignal) => {
    const name = last?.state.name;
    if (wantsEnd || name === 'stopping' || name === 'stopped') return become({ name: 'stopped' });
    become({ name: 'failed', reason: KILLED, trouble: { kind: 'crashed' } });
    crashes.push(Date.now());
    if (parts.isWatched(dataFolder) || !mayTryAgain(crashes, Date.now())) return;
    await pause(AGAIN_MS, signal);
    // A person, or another program, may have been quicker.
    if (!signal.aborted && isFailed()) await start();
  };
  const watch = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) await pause(await attach(signal), signal);
  };
  const start = async () => {
    if (state.name === 'attached' || state.name === 'starting') return;
    become({ name: 'starting' });
    const launch = ++launches;
    void parts.launch(dataFolder).then(async end => {
      if (state.name !== 'starting' || launch !== launches) return;
      become({ name: 'failed', reason: end.reason, trouble: { kind: end.trouble } });
      const trouble = await parts.explain(end);
      if (isFailed() && launch === launches) become({ name: 'failed', reason: end.reason, trouble });
    });
  };
  const stop = async () => {
    const running = control;
    if (!running) return;
    wantsEnd = true;
    // The listening ends when the supervisor has ended, by its own wish or not.
    const over = running.listen(() => {}, closed.signal).catch(() => {});
    await running.stop();
    await over;
    await gone(running.pid, closed.signal);
  };
  const turnTo = (folder: string) => {
    closed.abort();
    closed = new AbortController();
    dataFolder = folder;
    control = null;
    become({ name: 'stopped' });
    void watch(closed.signal);
  };
  const running = (): Control => {
    if (!control) throw new Error('The server is not running.');
    return control;
  };
  void watch(closed.signal);
  return {
    start,
    stop,
    turnTo,
    async begin() {
      if (!(await findControl(dataFolder))) await start();
    },
    state: () => state,
    url: () => control?.url ?? null,
    dataFolder: () => dataFolder,
    restart: async () => running().restart(),
    operate: async request => running().operate(request),
    cancelOperation: async () => running().cancelOperation(),
    async moveTo(folder) {
      await stop();
      turnTo(folder);
      await start();
    },
    close: () => closed.abort(),
  };
}

/** Waits until the process has ended: only then the folder is free again. */
async function gone(pid: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && isAlive(pid)) await pause(20, signal);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
