/**
 * When somebody was last at this browser: every request says how long ago that was, so that pages which fetch on their own keep no
 * session alive. All tabs of the browser share it.
 */
import { useEffect } from 'react';

/** Signs that somebody is there. */
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
const KEY = 'lyceum.seen';
/** The other tabs are told at most so often, milliseconds. */
const TELL_EVERY_MS = 1000;

let seenAt = Date.now();
let toldAt = 0;

function note(): void {
  seenAt = Date.now();
  if (seenAt - toldAt < TELL_EVERY_MS) return;
  toldAt = seenAt;
  localStorage.setItem(KEY, String(seenAt));
}

export const attendance = {
  /** Begins to look for signs; answers how to stop. */
  watch(): () => void {
    for (const sign of SIGNS) window.addEventListener(sign, note, { passive: true, capture: true });
    return () => {
      for (const sign of SIGNS) window.removeEventListener(sign, note, { capture: true });
    };
  },

  /** Somebody does something that no key and no pointer shows: watches a video, sits an examination. */
  note,
  /** Milliseconds since 1970. */
  at: (): number => Math.max(seenAt, Number(localStorage.getItem(KEY)) || 0),
};

/** Again and again, while it lasts, somebody counts as being there. */
const LASTS_MS = 20_000;

/** For pages that nobody touches for a while though somebody is there: an examination that runs. */
export function useAttended(lasts: boolean): void {
  useEffect(() => {
    if (!lasts) return undefined;
    note();
    const ticking = setInterval(note, LASTS_MS);
    return () => clearInterval(ticking);
  }, [lasts]);
}

/** What goes along with every request. */
export const seenHeader = (): Record<string, string> => ({
  'x-lyceum-seen': String(Math.max(0, Math.floor((Date.now() - attendance.at()) / 1000))),
});
