/** What an operation does in each of its states: which step it orders, whom it asks to pause or to hand over. */
import type { Journal } from './journal.ts';
import type { StepName } from './kinds.ts';
import type { StepProcesses, Trial } from './step-process.ts';

/** What the machine needs of the server around it. */
export interface Host {
  /** Tells people that the academy pauses and gives them time to save; ends early when the signal says so. */
  announce(signal: AbortSignal): Promise<void>;
  /** Nobody serves any more and the maintenance server has the port. Does nothing when that is so already. */
  pause(): Promise<void>;
  /** The academy serves again. */
  resume(): void;
  /** Nothing can serve: neither the old state nor the new one. */
  fail(reason: string): void;
  /** Ends this process so that the other program takes its place. Never returns. */
  relaunch(): Promise<never>;
}

/** The operation of this process, with what the journal does not hold. */
export interface Run {
  journal: Journal;
  secret: string | null;
  abort: AbortController;
  /** The supervisor ends: even undoing stops, and goes on at the next start. */
  halt: AbortController;
  cancelled: boolean;
  trial: Trial | null;
  /** Of the present state, 0 to 1. */
  within: number;
  note: string | null;
  /** Milliseconds, by the steady clock. */
  begun: number;
}

export const runOf = (journal: Journal, secret: string | null): Run => ({
  journal,
  secret,
  abort: new AbortController(),
  halt: new AbortController(),
  cancelled: false,
  trial: null,
  within: 0,
  note: null,
  begun: performance.now(),
});

interface WorkParts {
  host: Host;
  processes: StepProcesses;
}

/** What is done in each state; `keep` writes the journal, `tell` tells of progress. */
export function createWork(parts: WorkParts, keep: (change: Partial<Journal>) => void, tell: () => void) {
  const { host, processes } = parts;
  const does = (running: Run, name: StepName) => step(parts, running, name, tell);
  return async (running: Run): Promise<void> => {
    const { journal, abort } = running;
    switch (journal.state.name) {
      case 'verifying':
        return does(running, 'verify');
      case 'saving':
        return does(running, 'save');
      case 'draining':
        return host.announce(abort.signal);
      case 'stopping':
        await host.pause();
        return does(running, 'stopped');
      case 'replacing':
        return does(running, 'replace');
      case 'migrating':
        return does(running, 'migrate');
      case 'starting': {
        if (journal.plan.relaunch && journal.handed_over === 'no') {
          keep({ handed_over: 'called' });
          await host.relaunch();
        }
        running.trial = await processes.trial();
        return;
      }
      case 'probing':
        await does(running, 'probe');
        return endTrial(running);
      case 'rolling-back':
        await endTrial(running);
        return goBack(() => does(running, 'roll-back'), running.halt.signal);
      case 'done':
      case 'rolled-back':
      case 'failed':
        throw new Error('An operation that has ended has nothing left to do.');
    }
  };
}

/** Going back is worth more than one try: its process may have been killed from outside. */
const TRIES = 3;

async function goBack(attempt: () => Promise<void>, halted: AbortSignal): Promise<void> {
  for (let left = TRIES - 1; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0 || halted.aborted) throw error;
    }
  }
}

async function endTrial(running: Run): Promise<void> {
  await running.trial?.stop();
  running.trial = null;
}

export async function step({ processes }: WorkParts, running: Run, name: StepName, tell: () => void): Promise<void> {
  const { journal, secret, trial } = running;
  const early = name === 'verify' || name === 'save';
  // Undoing is never cut short by what called the operation off.
  const signal =
    name === 'roll-back' ? running.halt.signal : AbortSignal.any([running.abort.signal, running.halt.signal]);
  const { kind, values } = journal.plan;
  const order = {
    kind,
    values,
    step: name,
    id: journal.id,
    origin: trial?.origin ?? null,
    secret: early ? secret : null,
  };
  await processes.run(
    { lyceum: 'step', ...order },
    (within, note) => {
      Object.assign(running, { within, note });
      tell();
    },
    signal,
  );
}
