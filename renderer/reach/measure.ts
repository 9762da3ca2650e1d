/** What the phone tries: other addresses, times, speed, what the browser has. */
import { ask } from '../phone/page.ts';

const PATIENCE_MS = 6000;
const PINGS = 8;
/** The speed is measured in pieces, so that a slow phone is not kept waiting for megabytes. */
const PIECES = [100_000, 400_000, 1_500_000] as const;
/** A piece that took this long says enough. */
const LONG_ENOUGH_MS = 1200;

async function within<T>(step: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
  try {
    return await step(stop.signal);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether the academy answers under an address. */
export async function answers(origin: string): Promise<boolean> {
  try {
    const response = await within(signal =>
      fetch(`${origin}/api/v1/reach/probe`, { signal, cache: 'no-store', credentials: 'omit' }),
    );
    return ((await response.json()) as { data?: { lyceum?: boolean } }).data?.lyceum === true;
  } catch {
    return false;
  }
}

/** Median time of an answer, and how far this clock is from the academy's; milliseconds. */
export async function times(): Promise<{ latency: number; clock: number } | null> {
  const taken: { ms: number; clock: number }[] = [];
  for (let i = 0; i < PINGS; i++) {
    try {
      const [begun, sent] = [performance.now(), Date.now()];
      const { now } = await ask<{ now: string }>('GET', '/reach/probe');
      const ms = performance.now() - begun;
      taken.push({ ms, clock: sent + ms / 2 - Date.parse(now) });
    } catch {
      // One lost question is what the median is for.
    }
  }
  // The first one also opens the connection.
  const sorted = taken.slice(1).sort((a, b) => a.ms - b.ms);
  const middle = sorted[Math.floor(sorted.length / 2)];
  return middle && sorted[0] ? { latency: middle.ms, clock: sorted[0].clock } : null;
}

const bps = (bytes: number, ms: number) => (bytes * 8000) / Math.max(1, ms);

export async function downloadSpeed(token: string): Promise<number | null> {
  let speed: number | null = null;
  for (const bytes of PIECES) {
    try {
      const begun = performance.now();
      const response = await within(signal =>
        fetch(`/api/v1/reach/download?token=${encodeURIComponent(token)}&bytes=${bytes}`, {
          signal,
          cache: 'no-store',
        }),
      );
      const { byteLength } = await response.arrayBuffer();
      const ms = performance.now() - begun;
      speed = bps(byteLength, ms);
      if (ms > LONG_ENOUGH_MS) break;
    } catch {
      break;
    }
  }
  return speed;
}

export async function uploadSpeed(token: string, most: number): Promise<number | null> {
  const filler = noise(Math.min(most, 600_000));
  try {
    const begun = performance.now();
    await ask('POST', '/reach/upload', { token, filler });
    return bps(filler.length, performance.now() - begun);
  } catch {
    return null;
  }
}

/** Letters that nothing on the way can make fewer. */
function noise(length: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const bytes = new Uint8Array(65_536);
  let text = '';
  while (text.length < length) {
    crypto.getRandomValues(bytes);
    let piece = '';
    for (const byte of bytes) piece += letters[byte & 63];
    text += piece;
  }
  return text.slice(0, length);
}

/** What the academy's pages need and this browser lacks, by the names developers know. */
export function lacking(): string[] {
  const needs: [string, boolean][] = [
    ['WebSocket', 'WebSocket' in window],
    ['IntersectionObserver', 'IntersectionObserver' in window],
    ['structuredClone', 'structuredClone' in window],
    ['Array.findLast', 'findLast' in Array.prototype],
    ['<dialog>', 'HTMLDialogElement' in window],
    ['grid', CSS.supports('display', 'grid')],
    [':has()', CSS.supports('selector(:has(a))')],
    ['dvh', CSS.supports('height', '100dvh')],
    ['H.264', document.createElement('video').canPlayType('video/mp4; codecs="avc1.42E01E"') !== ''],
  ];
  return needs.filter(([, has]) => !has).map(([name]) => name);
}

/** Whether what the page keeps is still there. */
export function keepsThings(): boolean {
  try {
    localStorage.setItem('lyceum.reach', '1');
    localStorage.removeItem('lyceum.reach');
    return navigator.cookieEnabled;
  } catch {
    return false;
  }
}
