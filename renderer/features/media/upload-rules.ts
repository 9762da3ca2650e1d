/** The upload queue as values: what may happen to an upload, how fast it goes and how long it takes yet. Pure. */
import type { ContentFile } from '../../../server/media/contract.ts';

/**
 * `waiting` for its turn, `running`, `paused` by the person, `offline` until the connection is back, `checking` while the
 * server looks at the content, `stored`, or `refused` with the reason.
 */
export type UploadState = 'waiting' | 'running' | 'paused' | 'offline' | 'checking' | 'stored' | 'refused';

export interface Upload {
  id: string;
  /** Uploads that belong together: one import, one lesson. */
  group: string;
  name: string;
  /** Bytes. */
  size: number;
  /** Bytes the server has. */
  sent: number;
  state: UploadState;
  file: ContentFile | null;
  /** Why it was refused, in words for the person. */
  reason: string | null;
  samples: readonly Sample[];
}

/** How much had arrived at a moment: milliseconds and bytes. */
export interface Sample {
  at: number;
  sent: number;
}

export type UploadEvent =
  | { type: 'added'; uploads: readonly Pick<Upload, 'id' | 'group' | 'name' | 'size'>[] }
  | { type: 'moved'; id: string; sent: number; at: number }
  | { type: 'stored'; id: string; file: ContentFile }
  | { type: 'refused'; id: string; reason: string }
  | { type: 'removed'; id: string }
  | { type: 'started' | 'paused' | 'resumed' | 'interrupted' | 'checking'; id: string };

/** Speed is taken over this many milliseconds, so that one slow moment does not frighten. */
const WINDOW_MS = 10_000;
/** Less than this says nothing about the speed yet. */
const SHORTEST_MS = 500;

/** Which states an event may find an upload in; anything else came too late and changes nothing. */
const from: Record<'started' | 'paused' | 'resumed' | 'interrupted' | 'checking' | 'moved', readonly UploadState[]> = {
  started: ['waiting'],
  paused: ['waiting', 'running', 'offline'],
  resumed: ['paused', 'offline', 'refused'],
  interrupted: ['running', 'checking'],
  checking: ['running'],
  moved: ['running'],
};
const to = {
  started: 'running',
  paused: 'paused',
  resumed: 'waiting',
  interrupted: 'offline',
  checking: 'checking',
} as const;

/** The queue after an event. */
export function afterEvent(queue: readonly Upload[], event: UploadEvent): readonly Upload[] {
  if (event.type === 'added') return [...queue, ...event.uploads.map(fresh)];
  if (event.type === 'removed') return queue.filter(upload => upload.id !== event.id);
  return queue.map(upload => (upload.id === event.id ? changed(upload, event) : upload));
}

const fresh = (upload: Pick<Upload, 'id' | 'group' | 'name' | 'size'>): Upload => ({
  ...upload,
  sent: 0,
  state: 'waiting',
  file: null,
  reason: null,
  samples: [],
});

function changed(upload: Upload, event: Exclude<UploadEvent, { type: 'added' | 'removed' }>): Upload {
  if (event.type === 'stored')
    return { ...upload, state: 'stored', sent: upload.size, file: event.file, reason: null, samples: [] };
  if (event.type === 'refused') return { ...upload, state: 'refused', reason: event.reason, samples: [] };
  if (!from[event.type].includes(upload.state)) return upload;
  if (event.type === 'moved') {
    const samples = [...upload.samples, { at: event.at, sent: event.sent }];
    return { ...upload, sent: event.sent, samples: samples.filter(({ at }) => event.at - at <= WINDOW_MS) };
  }
  return { ...upload, state: to[event.type], reason: null, samples: [] };
}

/** Ids of the uploads to begin now, so that `limit` go on at a time, first come first served. */
export function toStart(queue: readonly Upload[], limit: number): string[] {
  const busy = queue.filter(({ state }) => state === 'running' || state === 'checking').length;
  const waiting = queue.filter(({ state }) => state === 'waiting');
  return waiting.slice(0, Math.max(0, limit - busy)).map(({ id }) => id);
}

/** Bytes a second over the last seconds; null while too little is known. */
export function speedOf(samples: readonly Sample[]): number | null {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || last.at - first.at < SHORTEST_MS || last.sent <= first.sent) return null;
  return ((last.sent - first.sent) / (last.at - first.at)) * 1000;
}

/** Seconds until everything has arrived; null while too little is known. */
export function secondsLeft(upload: Pick<Upload, 'size' | 'sent' | 'samples'>): number | null {
  const speed = speedOf(upload.samples);
  return speed === null ? null : (upload.size - upload.sent) / speed;
}

/** Share of all bytes that arrived, 0 to 1. */
export function shareOf(queue: readonly Pick<Upload, 'size' | 'sent'>[]): number {
  const size = queue.reduce((sum, upload) => sum + upload.size, 0);
  return size === 0 ? 1 : queue.reduce((sum, upload) => sum + upload.sent, 0) / size;
}

/** True when nothing more happens by itself: each is stored or refused. */
export const isSettled = (queue: readonly Pick<Upload, 'state'>[]): boolean =>
  queue.every(({ state }) => state === 'stored' || state === 'refused');
