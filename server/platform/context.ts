/**
 * What surrounds the code that runs: who asked, from where, by which request. It goes along with every `await`, so that nobody has to
 * hand it on; `work.run` takes it for what it records.
 *
 * Danger: what begins in a request and outlives it (a loop, a timer) keeps the context of that request. Whatever works for several
 * (the runner of jobs) opens one of its own with `within`.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

export interface Context {
  /** `job:backups.create`, `command line` or `system` where nobody's request is answered; null for a request. */
  via: string | null;
  ip: string | null;
  userAgent: string | null;
  requestId: string | null;
  sessionId: number | null;
  /** The administrator who acts in the name of the person; null when they act themselves. */
  impersonatorId: number | null;
}

const current = new AsyncLocalStorage<Context>();

const NOWHERE: Context = {
  via: null,
  ip: null,
  userAgent: null,
  requestId: null,
  sessionId: null,
  impersonatorId: null,
};
const SYSTEM: Context = { ...NOWHERE, via: 'system' };

/** What runs now belongs to; `system` where nothing was said. */
export const contextNow = (): Context => current.getStore() ?? SYSTEM;

/** Runs it, and everything that it waits for, in the context. */
export const within = <T>(context: Context, run: () => T): T => current.run(context, run);

/** Runs it in the name of nobody: `job:…`, `command line`. */
export const withinWork = <T>(via: string, run: () => T): T => within({ ...NOWHERE, via }, run);
