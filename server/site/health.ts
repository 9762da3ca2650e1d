/** Health by really trying: a read and a write, space on the disk, memory, the queue. */
import { statfs } from 'node:fs/promises';
import { freemem, totalmem } from 'node:os';
import type { Clock } from '../platform/clock.ts';
import { instant, SECOND } from '../platform/clock.ts';
import type { Database } from '../platform/db/database.ts';
import type { Transact } from '../platform/db/transact.ts';
import type { Queue } from '../platform/jobs/queue.ts';
import type { Health } from './contract.ts';

type Check = Health['checks'][number];

const DISK_FREE_SHARE = 0.1;
const MEMORY_USED_SHARE = 0.9;
const QUEUE_LATE_SECONDS = 300;

export interface HealthDeps {
  db: Database;
  transact: Transact;
  queue: Queue;
  clock: Clock;
  dataFolder: string;
  version: string;
  startedAt: number;
}

export async function checkHealth(deps: HealthDeps): Promise<Health> {
  const checks = await Promise.all([
    checkDatabase(deps),
    checkDisk(deps.dataFolder),
    checkMemory(),
    checkQueue(deps.queue),
  ]);
  const state = checks.some(c => c.state === 'failing')
    ? 'failing'
    : checks.some(c => c.state === 'warning')
      ? 'warning'
      : 'ok';
  return {
    state,
    version: deps.version,
    uptime_seconds: Math.round((deps.clock.now() - deps.startedAt) / SECOND),
    checks,
  };
}

async function checkDatabase({ db, transact, clock }: HealthDeps): Promise<Check> {
  const name = 'database';
  try {
    const at = instant(clock.now());
    await transact(tx =>
      tx('settings')
        .insert({ key: 'health.probe', value: JSON.stringify(at), updated_at: at })
        .onConflict('key')
        .merge(),
    );
    const row = await db.read.get<{ value: string }>(`select value from settings where key = 'health.probe'`);
    if (!row) return { name, state: 'failing', detail: 'What was written could not be read back.' };
    return { name, state: 'ok', detail: 'Reads and writes.' };
  } catch (error) {
    return { name, state: 'failing', detail: `The database does not answer: ${(error as Error).message}` };
  }
}

async function checkDisk(folder: string): Promise<Check> {
  const { free, total } = await diskSpace(folder);
  const share = free / total;
  const detail = `${Math.round(share * 100)} % of the disk is free.`;
  return {
    name: 'disk',
    state: share > DISK_FREE_SHARE ? 'ok' : share > DISK_FREE_SHARE / 5 ? 'warning' : 'failing',
    detail,
  };
}

export async function diskSpace(folder: string): Promise<{ free: number; total: number }> {
  const { bavail, bsize, blocks } = await statfs(folder);
  return { free: bavail * bsize, total: blocks * bsize };
}

async function checkMemory(): Promise<Check> {
  const used = 1 - freemem() / totalmem();
  return {
    name: 'memory',
    state: used < MEMORY_USED_SHARE ? 'ok' : 'warning',
    detail: `${Math.round(used * 100)} % of the memory is in use.`,
  };
}

async function checkQueue(queue: Queue): Promise<Check> {
  const name = 'queue';
  try {
    const { waiting, oldestSeconds } = await queue.depth();
    const late = oldestSeconds > QUEUE_LATE_SECONDS;
    return {
      name,
      state: late ? 'warning' : 'ok',
      detail: late
        ? `Background work is ${Math.round(oldestSeconds / 60)} minutes behind.`
        : `${waiting} jobs wait or run.`,
    };
  } catch (error) {
    return { name, state: 'failing', detail: `The queue cannot be read: ${(error as Error).message}` };
  }
}
