/**
 * One task of backups in a process of its own with low priority: hashing, packing and copying slow nobody who is learning. Ends
 * when its task is done, or at once when its parent is gone; what it leaves then, the next one tidies.
 */
import { constants, setPriority } from 'node:os';
import { instant, systemClock } from '../platform/clock.ts';
import { copyBackup } from './copy.ts';
import { createBackup, type Step } from './create.ts';
import { openOwnPlace, openOwnPlaceToWrite } from './machine.ts';
import { type Prepared, prepareProof } from './proof.ts';
import { prune } from './prune.ts';
import type { FromProcess, Outcomes, Task, ToProcess } from './tasks.ts';
import { troubleOf } from './trouble.ts';

setPriority(constants.priority.PRIORITY_LOW);

const stop = new AbortController();
const { signal } = stop;
const clock = systemClock;
let proof: Prepared | null = null;

const say = (message: FromProcess): Promise<void> =>
  new Promise(resolve => {
    if (process.send) process.send(message, undefined, {}, () => resolve());
    else resolve();
  });

const STEPS: Record<Step['name'], string> = {
  database: 'Copying the database',
  files: 'Storing files',
  manifest: 'Finishing',
};

async function create(task: Task & { do: 'create' }): Promise<Outcomes['create']> {
  const { dataFolder, databaseUrl, site, kind, reason, version } = task;
  const { place, keyId } = await openOwnPlaceToWrite(dataFolder, task.place, site, instant(clock.now()));
  const progress = ({ name, fraction, bytes, total }: Step) => {
    const amount = total > 0 ? ` · ${megabytes(bytes)} of ${megabytes(total)}` : '';
    void say({ progress: fraction, note: STEPS[name] + amount });
  };
  const what = {
    place,
    keyId,
    dataFolder,
    databaseUrl,
    kind,
    reason,
    version,
    clock,
    signal,
    progress: seldom(progress),
  };
  return createBackup(what).finally(() => place.store.close());
}

async function copy(task: Task & { do: 'copy' }): Promise<Outcomes['copy']> {
  const { dataFolder, site } = task;
  const from = await openOwnPlace(dataFolder, task.from);
  const { place } = await openOwnPlaceToWrite(dataFolder, task.place, site, instant(clock.now()));
  const progress = (fraction: number) => void say({ progress: fraction, note: 'Copying it to the second place' });
  return copyBackup(from, place, task.id, { clock, signal, progress: seldom(progress) });
}

async function prove(task: Task & { do: 'prove' }): Promise<Outcomes['prove']> {
  const { dataFolder, databaseUrl, id, site, version, migrations } = task;
  const place = await openOwnPlace(dataFolder, task.place);
  const here = { siteKey: site.key, version, migrations };
  const progress = (fraction: number, step: string) =>
    void say({ progress: fraction, note: step === 'reading' ? 'Reading it again' : 'Opening it in a scratch place' });
  proof = await prepareProof({ place, id, dataFolder, databaseUrl, here, clock, signal, progress: seldom(progress) });
  const { steps, damaged, folder } = proof;
  return { steps, damaged, folder, databaseUrl: proof.databaseUrl };
}

async function clear(task: Task & { do: 'prune' }): Promise<Outcomes['prune']> {
  const place = await openOwnPlace(task.dataFolder, task.place);
  const { retention, remove } = task;
  return prune(place, { clock, signal, remove, ...(retention ? { retention } : {}) });
}

const EVERY_MS = 200;

function seldom<A extends unknown[]>(tell: (...args: A) => void): (...args: A) => void {
  let told = Number.NEGATIVE_INFINITY;
  return (...args) => {
    if (performance.now() - told < EVERY_MS) return;
    told = performance.now();
    tell(...args);
  };
}

const megabytes = (bytes: number) =>
  bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.max(1, Math.round(bytes / 1e6))} MB`;

function carryOut(task: Task): Promise<Outcomes[keyof Outcomes]> {
  if (task.do === 'create') return create(task);
  if (task.do === 'copy') return copy(task);
  return task.do === 'prove' ? prove(task) : clear(task);
}

async function work(task: Task): Promise<void> {
  try {
    const done = await carryOut(task);
    await say({ done });
    if (!proof) process.exit(0);
  } catch (error) {
    const { code, message, remedy } = troubleOf(error, task.dataFolder);
    await say({ trouble: { code, message, remedy } });
    process.exit(1);
  }
}

async function leave(code: number): Promise<void> {
  await proof?.close().catch(() => {});
  process.exit(code);
}

process.on('message', (message: ToProcess) => {
  if ('task' in message) void work(message.task);
  else if ('stop' in message) stop.abort();
  else void leave(0);
});
process.on('disconnect', () => {
  stop.abort();
  void leave(1);
});
