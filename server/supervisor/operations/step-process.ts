/** One step of an operation, or the server on trial, as a process of its own: the supervisor's side. */
import { type ChildProcess, fork } from 'node:child_process';
import type { StepNews, StepOrder } from './kinds.ts';

export interface StepProcesses {
  /** Rejects with an Error in plain words when the step refuses, or its process ends by itself. */
  run(order: StepOrder, onProgress: (done: number, note: string | null) => void, signal: AbortSignal): Promise<unknown>;
  /** Starts the server on a port of its own that only this machine reaches. */
  trial(): Promise<Trial>;
}

export interface Trial {
  /** http://127.0.0.1:40123 */
  origin: string;
  stop(): Promise<void>;
}

interface ProcessParts {
  script: string;
  environmentFor(role: 'operation' | 'trial'): NodeJS.ProcessEnv;
  /** Takes what a process prints. */
  outputOf(): (piece: Buffer) => void;
}

/** A server that has not come up by then never will. */
const TRIAL_MS = 120_000;

export function createStepProcesses(parts: ProcessParts): StepProcesses {
  const begin = (role: 'operation' | 'trial'): ChildProcess => {
    const child = fork(parts.script, [], { silent: true, env: parts.environmentFor(role), serialization: 'json' });
    child.stdout?.on('data', parts.outputOf());
    child.stderr?.on('data', parts.outputOf());
    // It may die while it is written to; its exit says so.
    child.on('error', () => {});
    return child;
  };
  return {
    run: (order, onProgress, signal) => runStep(begin('operation'), order, onProgress, signal),
    trial: () => runTrial(begin('trial')),
  };
}

function runStep(
  child: ChildProcess,
  order: StepOrder,
  onProgress: (done: number, note: string | null) => void,
  signal: AbortSignal,
): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  let outcome: () => void = () => {};
  let told = false;
  const kill = () => child.kill('SIGKILL');
  signal.addEventListener('abort', kill, { once: true });
  if (signal.aborted) kill();
  child.on('message', (news: StepNews) => {
    if (news.lyceum === 'progress') return onProgress(news.done, news.note);
    told = true;
    outcome = news.lyceum === 'finished' ? () => resolve(news.value) : () => reject(new Error(news.reason));
  });
  // The next step must not begin while this process still lives.
  void endOf(child).then(({ code, by }) => {
    signal.removeEventListener('abort', kill);
    if (told) outcome();
    else reject(new Error(endedEarly(code, by)));
  });
  child.send(order);
  return promise;
}

/** Resolves when the process has ended and all that it said has been heard: its last words may be read after its end. */
function endOf(child: ChildProcess): Promise<{ code: number | null; by: NodeJS.Signals | null }> {
  return new Promise(resolve => {
    child.once('exit', (code, by) => {
      const end = () => resolve({ code, by });
      if (child.connected) child.once('disconnect', end);
      else end();
    });
  });
}

function endedEarly(code: number | null, by: NodeJS.Signals | null): string {
  if (by === 'SIGKILL') return 'The process that did the work was killed from outside; perhaps the memory ran out.';
  return `The process that did the work ended by itself (${by ?? `code ${code}`}).`;
}

function runTrial(child: ChildProcess): Promise<Trial> {
  const { promise, resolve, reject } = Promise.withResolvers<Trial>();
  const ended = endOf(child);
  const stop = async () => {
    const patience = setTimeout(() => child.kill('SIGKILL'), 10_000);
    child.kill('SIGTERM');
    await ended;
    clearTimeout(patience);
  };
  let reason = 'The server ended before it served.';
  const patience = setTimeout(() => {
    reason = `The server did not come up within ${TRIAL_MS / 1000} seconds.`;
    child.kill('SIGKILL');
  }, TRIAL_MS);
  child.on('message', (news: { lyceum: 'serving'; port: number } | { lyceum: 'trouble'; reason: string }) => {
    if (news.lyceum === 'trouble') reason = `The server does not start: ${news.reason}`;
    if (news.lyceum === 'serving') resolve({ origin: `http://127.0.0.1:${news.port}`, stop });
  });
  void ended.then(() => {
    clearTimeout(patience);
    reject(new Error(reason));
  });
  return promise.finally(() => clearTimeout(patience));
}
