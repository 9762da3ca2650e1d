/**
 * The server of this machine, seen from the console.
 *
 *   stopped ──start──▶ starting ──control file──▶ attached ──server ended──▶ stopped
 *      ▲  └───a server appears (started elsewhere)──▲
 *      │                  │
 *      └──────────────────┴──ended before it could be spoken to──▶ failed ──start──▶ starting
 */
import type { ApplianceState } from '../ipc/contract.ts';
import { type Control, findControl } from './control.ts';

export interface ApplianceParts {
  dataFolder: string;
  /** Starts a server; resolves with the reason when it ends. */
  launch(dataFolder: string): Promise<string>;
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
  /** Ends the server of the present folder and starts one with another folder. */
  moveTo(dataFolder: string): Promise<void>;
  /** Stops watching; the server stays as it is. */
  close(): void;
}

const LOOK_MS = 300;

export function createAppliance(parts: ApplianceParts): Appliance {
  let { dataFolder } = parts;
  let state: ApplianceState = { name: 'stopped' };
  let control: Control | null = null;
  let closed = new AbortController();
  let launches = 0;

  const become = (next: ApplianceState) => {
    state = next;
    parts.onState(next);
  };
  /** Attaches to the server of the folder, when there is one, and stays until it ends. */
  const attach = async (signal: AbortSignal): Promise<void> => {
    const found = await findControl(dataFolder);
    if (!found || signal.aborted) return;
    control = found;
    await found.listen(report => become({ name: 'attached', report }), signal).catch(() => {});
    control = null;
    if (!signal.aborted) become({ name: 'stopped' });
  };
  const watch = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      await attach(signal);
      await pause(LOOK_MS, signal);
    }
  };
  const start = async () => {
    if (state.name === 'attached' || state.name === 'starting') return;
    become({ name: 'starting' });
    const launch = ++launches;
    void parts.launch(dataFolder).then(reason => {
      if (state.name === 'starting' && launch === launches) become({ name: 'failed', reason });
    });
  };
  const stop = async () => {
    const running = control;
    if (!running) return;
    // The listening ends when the supervisor has ended, by its own wish or not.
    const ended = running.listen(() => {}, closed.signal).catch(() => {});
    await running.stop();
    await ended;
    await gone(running.pid, closed.signal);
  };
  void watch(closed.signal);
  return {
    start,
    stop,
    async begin() {
      if (!(await findControl(dataFolder))) await start();
    },
    state: () => state,
    url: () => control?.url ?? null,
    dataFolder: () => dataFolder,
    async restart() {
      if (!control) throw new Error('The server is not running.');
      await control.restart();
    },
    async moveTo(folder) {
      await stop();
      closed.abort();
      closed = new AbortController();
      dataFolder = folder;
      control = null;
      become({ name: 'stopped' });
      void watch(closed.signal);
      await start();
    },
    close: () => closed.abort(),
  };
}

/** Waits until the process has ended: only then the folder is free again. */
async function gone(pid: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await pause(20, signal);
  }
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
