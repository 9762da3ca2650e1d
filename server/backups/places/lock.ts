/** One worker per place: a file that its owner renews. One whose owner died is taken over, at once on the same machine. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { z } from 'zod';
import { type Clock, MINUTE, SECOND } from '../../platform/clock.ts';
import { BackupTrouble } from '../trouble.ts';
import type { Store } from './store.ts';

const NAME = 'lock.json';
const RENEW_MS = 20 * SECOND;
/** A lock not renewed for this long belongs to a machine that lost power or its network. */
export const LOCK_MS = 3 * MINUTE;

const Holder = z.object({ owner: z.string(), machine: z.string(), pid: z.number().int(), until: z.number() });
type Holder = z.output<typeof Holder>;

export interface PlaceLock {
  release(): Promise<void>;
}

/** Throws `busy` while somebody else who lives has it. */
export async function lockPlace(store: Store, clock: Clock): Promise<PlaceLock> {
  const mine = { owner: randomUUID(), machine: hostname(), pid: process.pid };
  const bytes = () => Buffer.from(JSON.stringify({ ...mine, until: clock.now() + LOCK_MS } satisfies Holder));
  if (!(await store.claim(NAME, bytes()))) {
    const holder = read(await store.get(NAME));
    if (holder && isAlive(holder, clock.now()))
      throw new BackupTrouble(
        'busy',
        `Another backup is being written to ${store.where}.`,
        'Wait until it has ended; this one follows by itself.',
      );
    await store.remove(NAME);
    if (!(await store.claim(NAME, bytes())))
      throw new BackupTrouble('busy', `Another backup has just begun in ${store.where}.`, 'Wait until it has ended.');
  }
  // A place that went away is noticed by the work itself; the lock then runs out.
  const timer = setInterval(() => void store.put(NAME, bytes()).catch(() => {}), RENEW_MS).unref();
  return {
    async release() {
      clearInterval(timer);
      const holder = read(await store.get(NAME).catch(() => undefined));
      if (holder?.owner === mine.owner) await store.remove(NAME).catch(() => {});
    },
  };
}

function read(bytes: Buffer | undefined): Holder | null {
  try {
    return bytes ? Holder.parse(JSON.parse(bytes.toString())) : null;
  } catch {
    // Cut short by a power cut: nobody's.
    return null;
  }
}

function isAlive({ machine, pid, until }: Holder, now: number): boolean {
  if (until < now || until > now + 2 * LOCK_MS) return false;
  if (machine !== hostname()) return true;
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
