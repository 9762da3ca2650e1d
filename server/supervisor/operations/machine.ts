/** Carries an operation through its states, journaling each before it is acted upon; finishes or undoes what was interrupted. */
import { existsSync, rmSync } from 'node:fs';
import { type Clock, instant } from '../../platform/clock.ts';
import type { Log } from '../../platform/logging/log.ts';
import { OperationPlan, type OperationReport } from './contract.ts';
import { type Journal, outcomeOf, readJournal, workFolderOf, writeJournal } from './journal.ts';
import {
  advance,
  hasEnded,
  isForward,
  mayCancel,
  type OperationEvent,
  type OperationState,
  progressOf,
  secondsLeft,
} from './states.ts';
import type { StepProcesses } from './step-process.ts';
import { createWork, type Host, type Run, runOf, step } from './work.ts';

export type { Host } from './work.ts';

export interface Operations {
  /** Begins to carry out a plan. Throws an Error in plain words when another one is under way. */
  begin(plan: OperationPlan, secret: string | null): { id: string };
  /** Throws an Error in plain words when there is nothing that can still be called off. */
  cancel(): void;
  /** The operation that runs, or the last one. */
  report(): OperationReport | null;
  /** Name of the academy, as the last plan told it. */
  academy(): string;
  /** Whether the last start left something to finish or undo. */
  isPending(): boolean;
  /** Finishes or undoes it; nobody may use the data folder meanwhile. True when the academy may be served. */
  recover(): Promise<boolean>;
  /** Throws away what an operation that succeeded has left behind. Never rejects. */
  clean(): Promise<void>;
  /** Resolves when nothing is under way any more, tidying up included. */
  settled(): Promise<void>;
  /** Stops where it is; the next start undoes it. */
  halt(): Promise<void>;
}

export interface OperationsParts {
  dataFolder: string;
  clock: Clock;
  log: Log;
  /** Random and unguessable enough to name a folder. */
  newId(): string;
  processes: StepProcesses;
  host: Host;
  /** Why the program that an operation brought was given up by whoever starts programs; null when it was not. */
  givenUp(plan: OperationPlan): string | null;
  onChange(report: OperationReport): void;
}

export function createOperations(parts: OperationsParts): Operations {
  const { dataFolder, clock, log } = parts;
  const leaving = Promise.withResolvers<void>();
  const host: Host = {
    ...parts.host,
    relaunch() {
      leaving.resolve();
      return parts.host.relaunch();
    },
  };
  const before = readJournal(dataFolder);
  let run = before && runOf(before, null);
  let halted = false;
  let driving: Promise<void> = Promise.resolve();

  const tell = () => run && parts.onChange(describeRun(run));
  /** On the disk first: what cannot be written down does not happen. */
  const keep = (change: Partial<Journal>) => {
    if (!run) return;
    const journal = { ...run.journal, ...change };
    writeJournal(dataFolder, journal);
    run.journal = journal;
    tell();
  };
  const happen = ({ journal }: Run, event: OperationEvent) => {
    const state = advance(journal.state, event);
    if (state === journal.state) return;
    log.info({ operation: journal.id, kind: journal.plan.kind, from: journal.state.name, to: state.name }, 'operation');
    if (run) Object.assign(run, { within: 0, note: null });
    try {
      keep(arrivedAt(state, clock));
    } catch (cause) {
      log.error({ err: cause, operation: journal.id }, 'the journal of an operation cannot be written');
      if (run) run.journal = { ...run.journal, ...arrivedAt(unwritten(journal.state, state, dataFolder), clock) };
      tell();
    }
  };
  const drive = async (running: Run) => {
    while (!hasEnded(running.journal.state)) {
      const event = await act(running);
      if (halted) return;
      happen(running, event);
    }
  };
  /** Does what the present state is about. */
  const act = (running: Run): Promise<OperationEvent> =>
    work(running).then(
      () => (running.cancelled && mayCancel(running.journal.state) ? { name: 'cancelled' } : { name: 'advanced' }),
      (error: unknown) => {
        if (running.cancelled && mayCancel(running.journal.state)) return { name: 'cancelled' };
        return { name: 'faulted', reason: (error as Error).message };
      },
    );
  const work = createWork({ ...parts, host }, keep, tell);
  const isGivenUp = ({ plan, state }: Journal) => state.name === 'done' && parts.givenUp(plan) !== null;
  const end = async ({ journal }: Run) => {
    const { state } = journal;
    if (halted) return;
    if (state.name === 'failed') return host.fail(state.reason);
    if (state.name === 'rolled-back' && journal.handed_over !== 'no') await host.relaunch();
    host.resume();
    if (state.name === 'done') await clean();
  };
  const clean = async () => {
    const done = run?.journal;
    if (done?.state.name !== 'done' || !existsSync(workFolderOf(dataFolder, done.id))) return;
    try {
      await step(parts, run as Run, 'clean', () => {});
      rmSync(workFolderOf(dataFolder, done.id), { recursive: true, force: true });
    } catch (error) {
      log.warn({ err: error, operation: done.id }, 'what an operation left could not be removed');
    }
  };
  return {
    begin(plan, secret) {
      if (run && !hasEnded(run.journal.state)) throw new Error(`“${run.journal.plan.title}” is still under way.`);
      const id = parts.newId();
      const journal = newJournal(id, OperationPlan.parse(plan), instant(clock.now()));
      writeFirst(dataFolder, journal);
      const running = runOf(journal, secret);
      run = running;
      tell();
      driving = drive(running).then(() => end(running));
      return { id };
    },
    cancel() {
      if (!run || !mayCancel(run.journal.state)) throw new Error('There is nothing that can still be cancelled.');
      run.cancelled = true;
      run.abort.abort();
    },
    report: () => run && describeRun(run),
    academy: () => run?.journal.plan.academy ?? '',
    isPending: () =>
      run !== null && (!hasEnded(run.journal.state) || run.journal.state.name === 'failed' || isGivenUp(run.journal)),
    async recover() {
      if (!run) return true;
      const running = run;
      const reason = parts.givenUp(running.journal.plan);
      if (reason !== null) {
        // We are the program before it: there is nobody left to hand over to.
        keep({ handed_over: 'no' });
        happen(running, { name: 'given up', reason });
      } else if (running.journal.handed_over === 'called') keep({ handed_over: 'answered' });
      else happen(running, { name: 'interrupted' });
      driving = drive(running);
      await driving;
      const { state, plan } = running.journal;
      if (state.name === 'failed') host.fail(state.reason);
      // Which of the two programs this one is cannot be told from the state: it may have been cut off right after the switch.
      else if (state.name === 'rolled-back' && plan.relaunch && !halted) await host.relaunch();
      return state.name !== 'failed' && !halted;
    },
    clean,
    settled: () => driving,
    async halt() {
      halted = true;
      run?.halt.abort();
      run?.abort.abort();
      await run?.trial?.stop();
      // Who hands over to another program waits for the end of this one, and so never comes to an end itself.
      await Promise.race([driving, leaving.promise]);
    },
  };
}

const unwritable = (dataFolder: string) =>
  `${dataFolder} cannot be written. See that its disk is there, not full and not read-only, then repeat.`;

function writeFirst(dataFolder: string, journal: Journal): void {
  try {
    writeJournal(dataFolder, journal);
  } catch (cause) {
    throw new Error(`${unwritable(dataFolder)} Nothing was changed.`, { cause });
  }
}

const arrivedAt = (state: OperationState, clock: Clock) => ({
  state,
  ended_at: hasEnded(state) ? instant(clock.now()) : null,
});

/** Forward nothing goes that is not written down; back it goes all the same, and the next start may do it again. */
const unwritten = (from: OperationState, to: OperationState, dataFolder: string): OperationState =>
  isForward(to) ? advance(from, { name: 'faulted', reason: unwritable(dataFolder) }) : to;

const newJournal = (id: string, plan: OperationPlan, at: string): Journal => ({
  version: 1,
  id,
  plan,
  state: { name: 'verifying' },
  started_at: at,
  ended_at: null,
  handed_over: 'no',
});

function describeRun({ journal, within, note, begun }: Run): OperationReport {
  const { state } = journal;
  const progress = progressOf(state, within);
  return {
    ...outcomeOf(journal),
    progress,
    seconds_left: hasEnded(state) ? null : secondsLeft(progress, performance.now() - begun),
    note,
  };
}
