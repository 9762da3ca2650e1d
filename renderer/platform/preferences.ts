import { useSyncExternalStore } from 'react';

/** What the reader chose on this device. `auto` and `system` follow the browser. */
export type Preferences = {
  colorScheme: 'auto' | 'light' | 'dark';
  language: 'system' | 'en' | 'es';
  /** IANA name, or `system` for the browser's. */
  timeZone: string;
  /** Step of lesson prose, 0 to 4; 2 is the default, 18 px. */
  textSize: TextSize;
};
export type TextSize = 0 | 1 | 2 | 3 | 4;

/** Lesson prose in px for each step of the text size. */
export const proseSizes = [16, 17, 18, 20, 23] as const;

const key = 'lyceum.preferences';
const defaults: Preferences = { colorScheme: 'auto', language: 'system', timeZone: 'system', textSize: 2 };

/** Stored text as preferences; whatever is missing or unknown becomes the default. */
export function readPreferences(text: string | null): Preferences {
  try {
    const found = JSON.parse(text ?? '{}') as Partial<Record<keyof Preferences, unknown>>;
    const one = <T>(value: unknown, allowed: readonly T[], fallback: T) =>
      allowed.includes(value as T) ? (value as T) : fallback;
    return {
      colorScheme: one(found.colorScheme, ['auto', 'light', 'dark'] as const, defaults.colorScheme),
      language: one(found.language, ['system', 'en', 'es'] as const, defaults.language),
      timeZone: typeof found.timeZone === 'string' ? found.timeZone : defaults.timeZone,
      textSize: one(found.textSize, [0, 1, 2, 3, 4] as const, defaults.textSize),
    };
  } catch {
    return defaults; // a hand-edited or half-written value is no reason to fail
  }
}

/** Storage may be refused (private window, blocked cookies); preferences then last as long as the page. */
function stored(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

const listeners = new Set<() => void>();
let current = typeof localStorage === 'undefined' ? defaults : readPreferences(stored());

export const preferences = (): Preferences => current;

export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(key, JSON.stringify(current));
  } catch {
    // refused storage: see above
  }
  for (const listener of listeners) listener();
}

/** Calls back on every change, from this page or another tab; returns the way to stop. */
export function onPreferences(listener: () => void): () => void {
  const fromOtherTab = (event: StorageEvent) => {
    if (event.key !== key) return;
    current = readPreferences(event.newValue);
    listener();
  };
  listeners.add(listener);
  window.addEventListener('storage', fromOtherTab);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', fromOtherTab);
  };
}

/** The preferences and how to change them: `const [prefs, change] = usePreferences()`. */
export function usePreferences(): [Preferences, (change: Partial<Preferences>) => void] {
  return [useSyncExternalStore(onPreferences, preferences, preferences), setPreferences];
}
