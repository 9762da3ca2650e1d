/**
 * Waiting when the server says that it was asked too often. What only reads waits as long as the server says and then goes on by
 * itself; a notice tells until when. What changes something is never sent again by itself: its form keeps what was typed.
 */
export interface Patience {
  /** Over after so many seconds; refuses with the reason of the signal when nobody wants the answer any more. */
  wait(seconds: number, signal?: AbortSignal): Promise<void>;
  /** When everything that waits goes on, in milliseconds; null while nothing does. */
  until(): number | null;
  onChange(listener: () => void): () => void;
}

/** Browsers take a longer time for none at all. */
const LONGEST_MS = 24 * 3_600_000;

export function createPatience(now: () => number = Date.now): Patience {
  const waiting = new Set<number>();
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    until: () => (waiting.size === 0 ? null : Math.max(...waiting)),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async wait(seconds, signal) {
      const ms = Math.min(LONGEST_MS, Math.max(1, seconds) * 1000);
      // Two that end at the same moment are two: the fraction tells them apart.
      let end = now() + ms;
      while (waiting.has(end)) end += 0.001;
      waiting.add(end);
      tell();
      try {
        await passing(ms, signal);
      } finally {
        waiting.delete(end);
        tell();
      }
    },
  };
}

function passing(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}

export const patience = createPatience();
