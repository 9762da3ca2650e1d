/** Sends what `reporter.ts` counts for one lesson, and keeps on this device what the server has not taken. */
import { isWorthSending, merged, overtaken, type Report, reportOf, type Unsent } from './reporter.ts';

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;
export type StudyState = 'saved' | 'saving' | 'kept';

export interface StudyLogDeps<T> {
  about: Pick<Unsent, 'userId' | 'courseId' | 'moduleId'>;
  /** A name of this window that no other one has. */
  tab: string;
  store: Store;
  /** Milliseconds since 1970. */
  now: () => number;
  /** `leaving`: the page may be gone before the answer. Rejects with an error that has a `code`. */
  send: (report: Report, leaving: boolean) => Promise<T>;
  onTaken: (answer: T) => void;
}

const PREFIX = 'lyceum.progress.';
/** Codes after which sending the same again may work. */
const PASSING = ['OFFLINE', 'NOT_READY', 'RATE_LIMITED', 'INTERNAL', 'CONFLICT', 'UNAUTHENTICATED', 'TOKEN_EXPIRED'];

const mayPass = (error: unknown) => PASSING.includes((error as { code?: string }).code ?? 'INTERNAL');

/** Seconds on their way may have arrived; place and "done" may be said twice, so they stay until they are acknowledged. */
const repeatable = (unsent: Unsent): Unsent => ({ ...unsent, seconds: 0 });

/** Where a window keeps what is unsent of a module. */
const keyOf = (tab: string, moduleId: number) => `${PREFIX}${tab}.${moduleId}`;

export function createStudyLog<T>({ about, tab, store, now, send, onTaken }: StudyLogDeps<T>) {
  const key = keyOf(tab, about.moduleId);
  let waiting: Unsent | null = null;
  let sending: Unsent | null = null;
  let going: Promise<void> | null = null;
  let stored = false;
  let state: StudyState = 'saved';
  const listeners = new Set<() => void>();

  const say = (word: StudyState) => {
    state = word;
    for (const listener of listeners) listener();
  };

  function persist(): void {
    const all = waiting ? merged(sending && repeatable(sending), waiting) : sending && repeatable(sending);
    try {
      if (isWorthSending(all)) store.setItem(key, JSON.stringify(all));
      else store.removeItem(key);
      stored = isWorthSending(all);
    } catch {
      stored = false; // refused or full: it lives as long as the page
    }
  }

  function note(change: Partial<Pick<Unsent, 'seconds' | 'position' | 'completed'>>): void {
    waiting = merged(waiting, { ...about, seconds: 0, ...change, at: now() });
    persist();
  }

  /** Another window took over what this one had kept, when this one seemed gone. */
  const takenOver = () => stored && sending === null && store.getItem(key) === null;

  function flush(leaving = false): Promise<void> {
    if (going) return leaving ? going : going.then(() => (state === 'kept' ? undefined : flush()));
    if (takenOver()) waiting = null;
    if (!isWorthSending(waiting)) return Promise.resolve();
    const { report, rest } = reportOf(waiting);
    sending = { ...waiting, seconds: report.time_spent ?? 0 };
    waiting = rest.seconds > 0 ? rest : null;
    persist();
    if (state !== 'kept') say('saving');
    going = send(report, leaving).then(
      answer => {
        settle(null, 'saved');
        onTaken(answer);
      },
      (error: unknown) => {
        const again = mayPass(error);
        settle(again ? sending : null, again ? 'kept' : 'saved');
      },
    );
    return going;
  }

  function settle(back: Unsent | null, word: StudyState): void {
    waiting = back && waiting ? merged(back, waiting) : (back ?? waiting);
    sending = null;
    going = null;
    persist();
    say(word);
  }

  return {
    note,
    flush,
    state: () => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What is left untouched this long was left by a page that is gone. Milliseconds. */
const LEFT_AFTER_MS = 30_000;

export interface Taking {
  userId: number;
  /** Milliseconds since 1970. */
  now: number;
  /** This window, and the modules whose pages are open in it now. */
  tab: string;
  open: ReadonlySet<number>;
}

/** Takes what gone pages of this person left, out of the store, so that no other window sends it too. */
export function takeLeft(store: Store, { userId, now, tab, open }: Taking): Unsent[] {
  const keys = Array.from({ length: store.length }, (_, at) => store.key(at)).filter(name => name?.startsWith(PREFIX));
  return (keys as string[]).flatMap(name => {
    const left = parsed(store.getItem(name));
    if (left === null) store.removeItem(name);
    if (left === null || left.userId !== userId) return [];
    const own = name === keyOf(tab, left.moduleId);
    if (own ? open.has(left.moduleId) : now - left.at < LEFT_AFTER_MS) return [];
    store.removeItem(name);
    return [left];
  });
}

function parsed(text: string | null): Unsent | null {
  try {
    const left = JSON.parse(text ?? 'null') as Unsent | null;
    return typeof left?.moduleId === 'number' ? left : null;
  } catch {
    return null; // half written by a dying browser
  }
}

/** Puts back what could not be sent, to be taken again later. */
export function putBack(store: Store, left: Unsent, tab: string): void {
  const key = keyOf(tab, left.moduleId);
  const since = parsed(store.getItem(key));
  store.setItem(key, JSON.stringify(since ? merged(left, since) : left));
}

/** Sends what gone pages left, course by course; `lastAccessed` is asked once for each. */
export async function sendLeft(
  left: readonly Unsent[],
  deps: {
    lastAccessed: (courseId: number) => Promise<number | null>;
    send: (unsent: Unsent, report: Report) => Promise<unknown>;
    putBack: (unsent: Unsent) => void;
  },
): Promise<void> {
  for (const unsent of left) {
    try {
      let rest = overtaken(unsent, await deps.lastAccessed(unsent.courseId));
      while (isWorthSending(rest)) {
        const next = reportOf(rest);
        await deps.send(rest, next.report);
        rest = next.rest;
      }
    } catch (error) {
      if (mayPass(error)) deps.putBack(unsent);
    }
  }
}
