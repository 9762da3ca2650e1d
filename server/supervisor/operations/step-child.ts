/** One step of an operation: the side of the process that does the work. Ends when the supervisor does. */
import type { Configuration } from '../../platform/config/configuration.ts';
import type { Log } from '../../platform/logging/log.ts';
import { workFolderOf } from './journal.ts';
import type { OperationKind, StepContext, StepNews, StepOrder } from './kinds.ts';

/** Waits for the order, carries it out, says how it went, ends. */
export function runStepProcess(kinds: readonly OperationKind[], configuration: Configuration, log: Log): void {
  // What is half done when the supervisor dies is undone at the next start, and nothing may go on behind its back.
  process.on('disconnect', () => process.exit(1));
  process.on('SIGINT', () => {});
  process.once('message', (order: StepOrder) => {
    void carryOut(kinds, configuration, order)
      .then(
        (value): StepNews => ({ lyceum: 'finished', value: value ?? null }),
        (error: unknown): StepNews => {
          log.error({ err: error, kind: order.kind, step: order.step, operation: order.id }, 'operation step failed');
          return { lyceum: 'refused', reason: inWords(error as Error) };
        },
      )
      .then(news => tell(news, () => process.exit(0)));
  });
}

/** What is the matter and, where the error knows it, what to do. */
const inWords = ({ message, remedy }: Error & { remedy?: string }) => (remedy ? `${message} ${remedy}` : message);

async function carryOut(kinds: readonly OperationKind[], configuration: Configuration, order: StepOrder) {
  const kind = kinds.find(known => known.kind === order.kind);
  if (!kind) throw new Error(`This version of Lyceum knows no operation called “${order.kind}”.`);
  return kind.steps[order.step]?.(contextOf(configuration, order));
}

/** Progress is told at most this often, milliseconds. */
const EVERY_MS = 100;

function contextOf(configuration: Configuration, { id, values, secret, origin }: StepOrder): StepContext {
  let told = 0;
  return {
    configuration,
    id,
    values,
    secret,
    origin,
    folder: workFolderOf(configuration.dataFolder, id),
    // The supervisor kills a process that is no longer wanted.
    signal: new AbortController().signal,
    progress(done, note) {
      const now = performance.now();
      if (now - told < EVERY_MS && done < 1) return;
      told = now;
      tell({ lyceum: 'progress', done, note: note ?? null });
    },
  };
}

function tell(news: StepNews, then: () => void = () => {}): void {
  if (process.connected) process.send?.(news, undefined, {}, then);
  else then();
}
