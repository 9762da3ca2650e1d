/**
 * argon2id with 19 MiB and 2 passes (OWASP Password Storage Cheat Sheet), in a process of its own with low priority: a class that
 * signs in at nine uses the processor that is left over and slows nobody who is reading.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { MINUTE } from '../platform/clock.ts';

export interface Passwords {
  hash(password: string): Promise<string>;
  /** `stored` null costs the same time as a wrong password, so that unknown addresses do not show. */
  matches(password: string, stored: string | null): Promise<boolean>;
  close(): void;
}

/** To the hashing process and back. */
export interface Task {
  id: number;
  password: string;
  /** Hash to compare with; null makes a new one. */
  stored: string | null;
}
export type Outcome = { id: number; result: string | boolean } | { id: number; error: string };

interface Waiting {
  resolve: (result: string | boolean) => void;
  reject: (error: Error) => void;
}

const IDLE_MS = MINUTE;
const SCRIPT = import.meta.filename.replace(/passwords(\.[jt]s)$/, 'hashing-process$1');

export function createPasswords(): Passwords {
  const waiting = new Map<number, Waiting>();
  let child: ChildProcess | null = null;
  let idle: NodeJS.Timeout | undefined;
  let next = 1;
  let decoy: Promise<string> | undefined;

  const settle = (outcome: Outcome) => {
    const task = waiting.get(outcome.id);
    waiting.delete(outcome.id);
    if ('result' in outcome) task?.resolve(outcome.result);
    else task?.reject(new Error(outcome.error));
    if (waiting.size === 0) rest();
  };
  // The process goes when nobody has signed in for a while; it is back in a tenth of a second.
  const rest = () => {
    clearTimeout(idle);
    idle = setTimeout(stop, IDLE_MS).unref();
  };
  const stop = () => {
    child?.disconnect();
    child = null;
  };
  const start = (): ChildProcess => {
    const made = fork(SCRIPT, {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    made.on('message', outcome => settle(outcome as Outcome));
    made.on('exit', () => {
      if (child !== made) return;
      child = null;
      for (const { reject } of waiting.values()) reject(new Error('the hashing process ended'));
      waiting.clear();
    });
    made.unref();
    made.channel?.unref();
    return made;
  };
  const run = (password: string, stored: string | null): Promise<string | boolean> =>
    new Promise((resolve, reject) => {
      clearTimeout(idle);
      child ??= start();
      const id = next++;
      waiting.set(id, { resolve, reject });
      child.send({ id, password, stored } satisfies Task);
    });

  return {
    hash: async password => (await run(password, null)) as string,
    async matches(password, stored) {
      decoy ??= run('nobody has this password', null) as Promise<string>;
      const right = await run(password, stored ?? (await decoy));
      return right === true && stored !== null;
    },
    close: stop,
  };
}
