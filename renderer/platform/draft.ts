/** What was changed in a form and is not saved yet: kept for this tab, so that a reload or a detour loses nothing. */
import { useCallback, useEffect, useState } from 'react';

export interface Draft<T extends object> {
  /** What is stored with the changes over it. */
  values: T;
  /** Only what differs from what is stored. */
  changes: Partial<T>;
  dirty: boolean;
  change(change: Partial<T>): void;
  /** Forgets the changes, after saving or to start over. */
  reset(): void;
}

/** Only what differs. Values are compared as JSON, so lists and objects count too. */
export function differing<T extends object>(stored: T, changes: Partial<T>): Partial<T> {
  const entries = Object.entries(changes) as [keyof T, T[keyof T]][];
  return Object.fromEntries(
    entries.filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(stored[name])),
  ) as Partial<T>;
}

/** `secret` fields are never put aside. `key` names the form. */
export function useDraft<T extends object>(
  key: string,
  stored: T,
  secret: readonly (keyof T & string)[] = [],
): Draft<T> {
  const place = `lyceum.draft.${key}`;
  const [given, setGiven] = useState<Partial<T>>(() => kept(place));
  const changes = differing(stored, given);
  const dirty = Object.keys(changes).length > 0;
  const open = JSON.stringify(
    Object.fromEntries(Object.entries(changes).filter(([name]) => !(secret as readonly string[]).includes(name))),
  );
  useEffect(() => keep(place, open), [place, open]);
  const change = useCallback((wish: Partial<T>) => setGiven(before => ({ ...before, ...wish })), []);
  const reset = useCallback(() => setGiven({}), []);
  return { values: { ...stored, ...changes }, changes, dirty, change, reset };
}

function kept<T>(place: string): Partial<T> {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? '{}') as Partial<T>;
  } catch {
    return {}; // refused storage or a half-written value: the form starts from what is stored
  }
}

function keep(place: string, text: string): void {
  try {
    if (text === '{}') sessionStorage.removeItem(place);
    else sessionStorage.setItem(place, text);
  } catch {
    // refused storage: the draft lasts as long as the page
  }
}
