/**
 * Locks between the processes of one academy, as files beside the uploads: a lock file is made exclusively, its holder renews
 * it every second, and one whose holder died is taken over. Who waits asks the holder to make room.
 */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '../platform/errors/refusal.ts';

const BEAT_MS = 1000;
const LOOK_MS = 100;
/** A lock not renewed for this long belongs to a process that hangs or to a machine that lost power. */
const STALE_MS = 20_000;
const PATIENCE_MS = 30_000;
/** Tells this process from an earlier one that had the same number. */
const INSTANCE = `${process.pid} ${randomUUID()}`;

export interface Lock {
  /** Waits for the lock; refuses with CONFLICT after 30 seconds or when `signal` aborts. `makeRoom` is called once when another one waits. */
  lock(signal: AbortSignal, makeRoom: () => void | Promise<void>): Promise<void>;
  unlock(): Promise<void>;
}

export interface Locks {
  newLock(id: string): Lock;
}

export function createLocks(folder: string): Locks {
  return { newLock: id => fileLock(join(folder, `${id}.lock`)) };
}

function fileLock(path: string): Lock {
  let beat: NodeJS.Timeout | undefined;
  return {
    async lock(signal, makeRoom) {
      const deadline = performance.now() + PATIENCE_MS;
      while (!(await tryLock(path))) {
        if (signal.aborted || performance.now() > deadline) {
          await rm(wanted(path), { force: true });
          refuse('CONFLICT', 'This upload is being written by another request.', { retryAfter: 5 });
        }
        await writeFile(wanted(path), '');
        await new Promise(resolve => setTimeout(resolve, LOOK_MS));
      }
      await rm(wanted(path), { force: true });
      beat = keepAlive(path, makeRoom);
    },
    async unlock() {
      clearInterval(beat);
      await rm(path, { force: true });
    },
  };
}

const wanted = (path: string) => `${path}.wanted`;

function keepAlive(path: string, makeRoom: () => void | Promise<void>): NodeJS.Timeout {
  let asked = false;
  let beats = 0;
  const timer = setInterval(() => {
    if (beats++ % Math.round(BEAT_MS / LOOK_MS) === 0) {
      const now = new Date();
      // Already unlocked when the file is gone: nothing to renew.
      void utimes(path, now, now).catch(() => {});
    }
    if (asked || !existsSync(wanted(path))) return;
    asked = true;
    void makeRoom();
  }, LOOK_MS);
  return timer.unref();
}

async function tryLock(path: string): Promise<boolean> {
  if (await create(path)) return true;
  if (!(await isStale(path))) return false;
  // Only one process at a time may take over, or two would each remove the other's new lock.
  const guard = `${path}.takeover`;
  if (!(await create(guard))) {
    if (await isStale(guard)) await rm(guard, { force: true });
    return false;
  }
  try {
    if (!(await isStale(path))) return false;
    await rm(path, { force: true });
    return await create(path);
  } finally {
    await rm(guard, { force: true });
  }
}

async function create(path: string): Promise<boolean> {
  try {
    await writeFile(path, INSTANCE, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function isStale(path: string): Promise<boolean> {
  try {
    const holder = await readFile(path, 'utf8');
    const { mtimeMs } = await stat(path);
    return Date.now() - mtimeMs > STALE_MS || (holder !== '' && holder !== INSTANCE && !isAlive(holder));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

function isAlive(holder: string): boolean {
  const pid = Number(holder.split(' ')[0]);
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
