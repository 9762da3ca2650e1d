/**
 * kill -9 of everything at the moment when an operation's journal says so: by a thread of its own, which the journal's folder wakes,
 * for some states last only milliseconds.
 */
import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { readJournal } from '../../server/supervisor/operations/journal.ts';
import { killAll } from './processes.ts';

interface Order {
  pid: number;
  dataFolder: string;
  /** The state in question, and all that come after it. */
  states: readonly string[];
  /** Something in the data folder that must be there besides. */
  mark?: string;
}

/** Resolves when the blow has fallen; with the state that the journal named just before. Stops waiting when the thread is let go. */
export function strikeWhen(order: Order): { fallen: Promise<string>; letGo(): Promise<void> } {
  const worker = new Worker(import.meta.filename, { workerData: order, env: {} });
  const fallen = new Promise<string>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error(`It never was ${order.states[0]}.`)));
  });
  // Whoever lets go first no longer waits for it.
  fallen.catch(() => {});
  return { fallen, letGo: async () => void (await worker.terminate()) };
}

function lieInWait({ pid, dataFolder, states, mark }: Order): void {
  const look = () => {
    const name = readJournal(dataFolder)?.state.name ?? '';
    if (!states.includes(name) || !existsSync(join(dataFolder, mark ?? ''))) return;
    killAll(pid);
    parentPort?.postMessage(name);
    watcher.close();
  };
  const watcher = watch(dataFolder, look);
  look();
}

if (!isMainThread && parentPort) lieInWait(workerData as Order);
