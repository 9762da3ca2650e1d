/**
 * Operations from the command line: through the supervisor that runs, or, where none does, in this very process with the lock on
 * the data folder. Either way the same machine, the same journal.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/logging/log.ts';
import { readControlFile } from './control-file.ts';
import { type ControlFile, type OperationPlan, type OperationReport, ServerReport, type Watch } from './contract.ts';
import { createOperations } from './operations/machine.ts';
import { createStepProcesses, type StepProcesses } from './operations/step-process.ts';

export interface CommandParts {
  dataFolder: string;
  clock: Clock;
  log: Log;
  /** server/main: what the steps' processes run. */
  script: string;
  environmentFor(role: 'operation' | 'trial', port: number): NodeJS.ProcessEnv;
  /** Takes the data folder for this process; null when a server has it. */
  lock(): { release(): void } | null;
  /** Why an operation that was done does not count; null when it does. */
  givenUp(plan: OperationPlan): string | null;
  watch: Watch;
}

interface Command {
  plan: OperationPlan;
  secret: string | null;
}

const ASK_MS = 300;
/** A server that hands over to another program is silent for a while. Milliseconds. */
const SILENCE_MS = 120_000;
/** Nobody is served yet, or no longer. */
const UNSETTLED = new Set(['operating', 'preparing', 'starting', 'stopping', 'stopped']);

/** Resolves with the report of the end, whichever it is. Throws in plain words when it cannot begin. */
export async function operateFromCommandLine(parts: CommandParts, command: Command): Promise<OperationReport> {
  const lock = parts.lock();
  if (!lock) return operateThrough(parts, command);
  try {
    return await operateAlone(parts, command);
  } finally {
    lock.release();
  }
}

/** Begins at the running server and follows until somebody serves again; that may be another process. */
async function operateThrough(parts: CommandParts, command: Command): Promise<OperationReport> {
  const { dataFolder, watch } = parts;
  const control = readControlFile(dataFolder);
  if (!control)
    throw new Error(`A server has the data folder ${dataFolder}, but cannot be spoken to yet. Try again in a moment.`);
  const { id } = (await ask(control, 'POST', '/operations', command)) as { id: string };
  const stopListening = whenAborted(watch.signal, () => {
    ask(readControlFile(dataFolder) ?? control, 'POST', '/operations/cancel').catch((error: unknown) =>
      watch.onTooLate((error as Error).message),
    );
  });
  try {
    return await follow(parts, id);
  } finally {
    stopListening();
  }
}

async function follow({ dataFolder, watch }: CommandParts, id: string): Promise<OperationReport> {
  let heard = performance.now();
  for (;;) {
    await pause(ASK_MS);
    const report = await reportOf(dataFolder);
    if (!report && performance.now() - heard > SILENCE_MS)
      throw new Error('The server does not answer any more. “lyceum status” says when it does, “lyceum logs” why not.');
    if (!report) continue;
    heard = performance.now();
    const { operation, state } = report;
    if (operation?.id !== id) throw new Error('Another operation has begun meanwhile.');
    watch.onReport(operation);
    if (operation.ended_at !== null && !UNSETTLED.has(state.name)) return operation;
  }
}

/** null while nobody answers. */
async function reportOf(dataFolder: string): Promise<ServerReport | null> {
  const control = readControlFile(dataFolder);
  if (!control) return null;
  return ask(control, 'GET', '/state').then(
    answer => ServerReport.parse(answer),
    () => null,
  );
}

function whenAborted(signal: AbortSignal, act: () => void): () => void {
  if (signal.aborted) act();
  else signal.addEventListener('abort', act, { once: true });
  return () => signal.removeEventListener('abort', act);
}

async function ask({ port, token }: ControlFile, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as { error?: string };
  if (!response.ok) throw new Error(answer.error ?? `The server refuses (${response.status}).`);
  return answer;
}

async function operateAlone(parts: CommandParts, { plan, secret }: Command): Promise<OperationReport> {
  if (plan.relaunch)
    throw new Error(`No server runs with the data folder ${parts.dataFolder}. Start it first: it carries this out.`);
  const operations = createOperations({
    ...parts,
    newId: () => randomBytes(6).toString('hex'),
    processes: processesOf(parts),
    onChange: parts.watch.onReport,
    // Nobody serves: there is nobody to tell, to stop or to start.
    host: {
      announce: () => Promise.resolve(),
      pause: () => Promise.resolve(),
      resume: () => {},
      fail: () => {},
      relaunch: () => Promise.reject(new Error('Start the server first; this cannot be done without it.')),
    },
  });
  if (operations.isPending() && !(await operations.recover()))
    throw new Error('The last operation could not be undone. Free some space or mend the disk, then repeat.');
  operations.begin(plan, secret);
  const stopListening = whenAborted(parts.watch.signal, () => {
    try {
      operations.cancel();
    } catch (error) {
      parts.watch.onTooLate((error as Error).message);
    }
  });
  await operations.settled();
  stopListening();
  return operations.report() as OperationReport;
}

const processesOf = (parts: CommandParts): StepProcesses =>
  createStepProcesses({
    script: parts.script,
    environmentFor: role => parts.environmentFor(role, 0),
    outputOf: () => () => {},
  });
