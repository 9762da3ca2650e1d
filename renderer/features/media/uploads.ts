/** Every upload of this page in one queue: it goes on while one looks at other pages, and while the connection comes and goes. */
import type { ContentFile } from '../../../server/media/contract.ts';
import { CallError } from '../../platform/call.ts';
import { credentials } from '../../platform/credentials.ts';
import { readable } from '../../platform/refusals/index.ts';
import { Interrupted, Refused, send, type Transport, type Wish } from './transport.ts';
import { afterEvent, isSettled, toStart, type Upload, type UploadEvent } from './upload-rules.ts';

/** More at once would only slow each other down on one line. */
const AT_A_TIME = 2;
/** A connection that a browser does not notice is tried again after this long. */
const AGAIN_MS = 4000;

interface Job {
  wish: Wish;
  transport?: Transport | undefined;
  onStored?: ((file: ContentFile) => void) | undefined;
}

let queue: readonly Upload[] = [];
let made = 0;
const jobs = new Map<string, Job>();
const listeners = new Set<() => void>();

export const currentUploads = (): readonly Upload[] => queue;

export function onUploads(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(event: UploadEvent): void {
  queue = afterEvent(queue, event);
  for (const listener of listeners) listener();
  for (const id of toStart(queue, AT_A_TIME)) start(id);
  guardLeaving();
}

/** Puts files into the queue; `onStored` is called even when the page that asked is no longer open. */
export function addUploads(group: string, wishes: readonly (Wish & Pick<Job, 'onStored'>)[]): string[] {
  const uploads = wishes.map(wish => {
    const id = `upload-${++made}`;
    jobs.set(id, { wish, onStored: wish.onStored });
    return { id, group, name: wish.name, size: wish.file.size };
  });
  tell({ type: 'added', uploads });
  return uploads.map(({ id }) => id);
}

function start(id: string): void {
  const job = jobs.get(id);
  if (!job) return;
  const transport = send(job.wish, {
    moved: sent => tell({ type: 'moved', id, sent, at: performance.now() }),
    arrived: () => tell({ type: 'checking', id }),
  });
  job.transport = transport;
  tell({ type: 'started', id });
  const isCurrent = () => jobs.get(id)?.transport === transport;
  transport.finished.then(
    file => {
      if (!isCurrent()) return;
      tell({ type: 'stored', id, file });
      job.onStored?.(file);
    },
    (error: unknown) => {
      if (isCurrent()) void failed(id, error);
    },
  );
}

async function failed(id: string, error: unknown): Promise<void> {
  if (error instanceof Refused) return tell({ type: 'refused', id, reason: await wordsOf(error) });
  if (error instanceof CallError && error.code !== 'OFFLINE')
    return tell({ type: 'refused', id, reason: error.message });
  // Anything else is a connection that will come back: a closed lid, a lost network, a server that starts again.
  tell({ type: 'interrupted', id });
  if (error instanceof Interrupted) await credentials.freshen();
  setTimeout(() => goOn(id), AGAIN_MS);
}

/** What the API said, in the reader's language; nothing when something between us and the server answered. */
async function wordsOf({ reason, code }: Refused): Promise<string> {
  const [told] = reason === null ? [] : await readable([{ code: code ?? '', message: reason }]);
  return told?.message ?? '';
}

function goOn(id: string): void {
  if (queue.find(upload => upload.id === id)?.state === 'offline') tell({ type: 'resumed', id });
}

export function pauseUpload(id: string): void {
  const job = jobs.get(id);
  void job?.transport?.stop();
  if (job) job.transport = undefined;
  tell({ type: 'paused', id });
}

export const resumeUpload = (id: string): void => tell({ type: 'resumed', id });

export function cancelUpload(id: string): void {
  void jobs.get(id)?.transport?.discard();
  jobs.delete(id);
  tell({ type: 'removed', id });
}

/** Takes stored and refused uploads of a group off the list. */
export function clearUploads(group: string): void {
  for (const { id } of queue.filter(upload => upload.group === group && isSettled([upload]))) cancelSettled(id);
}

function cancelSettled(id: string): void {
  jobs.delete(id);
  tell({ type: 'removed', id });
}

const askBeforeLeaving = (event: BeforeUnloadEvent) => event.preventDefault();
let guarded = false;

/** Closing the page stops what is on its way, so the browser asks first. */
function guardLeaving(): void {
  const wanted = queue.some(({ state }) => state !== 'stored' && state !== 'refused');
  if (wanted === guarded) return;
  guarded = wanted;
  if (wanted) {
    addEventListener('beforeunload', askBeforeLeaving);
    addEventListener('online', goOnAll);
  } else {
    removeEventListener('beforeunload', askBeforeLeaving);
    removeEventListener('online', goOnAll);
  }
}

function goOnAll(): void {
  for (const { id } of queue.filter(({ state }) => state === 'offline')) goOn(id);
}
