/** The lock of a console in a browser: shared by its tabs, kept over a reload. Pure but for the storage that is handed in. */
import type { LockState } from '../../../app/ipc/contract.ts';

export interface BrowserLock {
  state(): LockState;
  onState(listener: (state: LockState) => void): () => void;
  touch(): void;
  lock(): void;
  open(): void;
  /** Locks when the time is over. */
  look(): void;
  setMinutes(minutes: number | null): void;
}

interface Parts {
  place: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  now(): number;
  /** Without anybody there is nothing to lock. */
  isSignedIn(): boolean;
  onOtherTab(heard: () => void): void;
}

const LOCKED = 'lyceum.lock';
const MINUTES = 'lyceum.lock-minutes';
const TOUCHED = 'lyceum.lock-touched';
const DEFAULT_MINUTES = 10;

export function createBrowserLock({ place, now, isSignedIn, onOtherTab }: Parts): BrowserLock {
  const listeners = new Set<(state: LockState) => void>();
  const read = (key: string) => {
    try {
      return place.getItem(key);
    } catch {
      return null; // refused storage: the lock lasts as long as the page
    }
  };
  let lockedHere = false;
  const write = (key: string, value: string | null) => {
    try {
      if (value === null) place.removeItem(key);
      else place.setItem(key, value);
    } catch {
      // refused storage: see above
    }
  };
  const minutes = (): number | null => {
    const kept = read(MINUTES);
    if (kept === 'never') return null;
    const number = Number(kept);
    return Number.isInteger(number) && number > 0 ? number : DEFAULT_MINUTES;
  };
  const state = (): LockState => ({
    locked: isSignedIn() && (lockedHere || read(LOCKED) !== null),
    minutes: minutes(),
    has_pin: false,
    wait_seconds: 0,
    pin_spent: false,
  });
  const tell = () => {
    for (const listener of listeners) listener(state());
  };
  const lock = () => {
    if (state().locked || !isSignedIn()) return;
    lockedHere = true;
    write(LOCKED, String(now()));
    tell();
  };
  const touch = () => write(TOUCHED, String(now()));
  // A console that is opened after hours of absence was touched just now: it has asked for the password, or its session is young.
  touch();
  onOtherTab(() => {
    lockedHere = read(LOCKED) !== null;
    tell();
  });
  return {
    state,
    lock,
    touch,
    open() {
      lockedHere = false;
      write(LOCKED, null);
      touch();
      tell();
    },
    look() {
      const limit = minutes();
      if (limit !== null && now() - Number(read(TOUCHED) ?? now()) >= limit * 60_000) lock();
    },
    setMinutes(wanted) {
      write(MINUTES, wanted === null ? 'never' : String(wanted));
      touch();
      tell();
    },
    onState(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
