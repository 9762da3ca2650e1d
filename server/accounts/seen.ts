/** When somebody was last there, kept cheaply: gathered in memory and written for all sessions of the process together. */
import { instant, SECOND } from '../platform/clock.ts';
import type { Work } from '../platform/db/work.ts';
import type { Log } from '../platform/logging/log.ts';
import type { SessionsRepository } from './repository/sessions.ts';
import { SEEN_EVERY_MS } from './session-rules.ts';

/** Together with the minute in which nothing is noted anew this stays below the minute that rules allow for. */
const WRITE_EVERY_MS = 5 * SECOND;

export interface Seen {
  /** Somebody was there at `at`; `known` is what the database says. Milliseconds since 1970. */
  note(sessionId: number, known: number, at: number): void;
  /** Writes what was gathered. */
  flush(): Promise<void>;
  /** Ends the writing; what was gathered is written. */
  close(): Promise<void>;
}

export function createSeen(deps: { repository: Pick<SessionsRepository, 'seen'>; work: Work; log: Log }): Seen {
  let gathered = new Map<number, string>();
  let writing: Promise<void> = Promise.resolve();
  const write = async () => {
    if (gathered.size === 0) return;
    const moments = gathered;
    gathered = new Map();
    await deps.work
      .run(({ tx }) => deps.repository.seen(tx, moments))
      .catch((cause: unknown) => deps.log.warn({ err: cause }, 'could not note who was there'));
  };
  const flush = () => {
    writing = writing.then(write);
    return writing;
  };
  const timer = setInterval(() => void flush(), WRITE_EVERY_MS).unref();
  return {
    note(sessionId, known, at) {
      if (at - known >= SEEN_EVERY_MS) gathered.set(sessionId, instant(at));
    },
    flush,
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}
