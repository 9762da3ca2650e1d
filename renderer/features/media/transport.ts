/** One resumable upload over the wire (tus 1.0). The library is fetched with the first upload. */
import type { DetailedError, HttpRequest, Upload as TusUpload } from 'tus-js-client';
import type { ContentFile } from '../../../server/media/contract.ts';
import { call } from '../../platform/call.ts';
import { credentials } from '../../platform/credentials.ts';

const ENDPOINT = '/api/v1/uploads';
/** A lost piece costs at most this many bytes. */
const CHUNK = 8 * 1024 * 1024;

export interface Wish {
  file: File;
  /** File name as the course knows it. */
  name: string;
  courseId?: number | undefined;
  purpose?: 'course' | 'avatar' | 'thumbnail';
}

export interface Watch {
  moved(sent: number): void;
  /** Every byte arrived; the server looks at the content now. */
  arrived(): void;
}

export interface Transport {
  /** Answers the content file. Throws Interrupted when the connection was lost, Refused when the server says no. */
  finished: Promise<ContentFile>;
  /** Stops sending; what arrived stays on the server. */
  stop(): Promise<void>;
  /** Stops and takes back what arrived. */
  discard(): Promise<void>;
}

/** The connection was lost; going on later makes sense. */
export class Interrupted extends Error {}
/** The server said no, in words for the person; null when it gave none. */
export class Refused extends Error {
  readonly reason: string | null;
  /** The code of the API; null when there was none. */
  readonly code: string | null;

  constructor({ message, code }: { message?: string; code?: string }) {
    super(message ?? 'refused');
    this.reason = message ?? null;
    this.code = code ?? null;
  }
}

/** Sends a file, from where an earlier visit stopped when there was one: same file, same course, same browser. */
export function send(wish: Wish, watch: Watch): Transport {
  let upload: TusUpload | undefined;
  let stopped = false;
  const finished = import('tus-js-client').then(async ({ Upload }) => {
    const id = await new Promise<string>((resolve, reject) => {
      const made = new Upload(wish.file, {
        endpoint: ENDPOINT,
        chunkSize: CHUNK,
        retryDelays: null,
        removeFingerprintOnSuccess: true,
        fingerprint: () => Promise.resolve(fingerprintOf(wish)),
        metadata: metadataOf(wish),
        onBeforeRequest: authorise,
        onProgress: watch.moved,
        onSuccess: () => resolve(made.url?.split('/').at(-1) ?? ''),
        onError: error => reject(asFault(error)),
      });
      upload = made;
      begin(made, () => stopped).catch(reject);
    });
    watch.arrived();
    return call('GET /uploads/:id/file', { params: { id } });
  });
  return {
    finished,
    async stop() {
      stopped = true;
      await upload?.abort();
    },
    async discard() {
      stopped = true;
      // Without a connection nothing can be taken back now; the server clears away what nobody goes on with.
      await upload?.abort(true).catch(() => {});
    },
  };
}

async function begin(upload: TusUpload, isStopped: () => boolean): Promise<void> {
  const [earlier] = await upload.findPreviousUploads();
  if (earlier) upload.resumeFromPreviousUpload(earlier);
  if (!isStopped()) upload.start();
}

/** The token of the console's window; browsers send their cookies by themselves. */
async function authorise(request: HttpRequest): Promise<void> {
  await credentials.freshen();
  for (const [name, value] of Object.entries(credentials.headers())) request.setHeader(name, value);
}

function metadataOf({ name, courseId, purpose }: Wish): Record<string, string> {
  return {
    filename: name,
    ...(courseId === undefined ? {} : { course_id: String(courseId) }),
    ...(purpose ? { purpose } : {}),
  };
}

const fingerprintOf = ({ file, name, courseId, purpose }: Wish) =>
  ['lyceum', purpose ?? 'course', courseId ?? '', name, file.size, file.lastModified].join('|');

/** Statuses after which the same request may well succeed. */
const PASSING = [401, 408, 409, 423, 429, 502, 503, 504];

function asFault(error: Error | DetailedError): Error {
  const response = 'originalResponse' in error ? error.originalResponse : null;
  const status = response?.getStatus() ?? 0;
  const said = errorOf(response?.getBody() ?? '');
  // The connection is there: going on by itself would try again for ever.
  if (said.code === 'SCANNER_AWAY') return new Refused(said);
  if (status === 0 || PASSING.includes(status)) return new Interrupted();
  return new Refused(said);
}

/** What the API says in its envelope; nothing when something between us and the server answered. */
function errorOf(body: string): { message?: string; code?: string } {
  try {
    const { errors } = JSON.parse(body) as { errors?: { message?: string; code?: string }[] };
    return errors?.[0] ?? {};
  } catch {
    return {};
  }
}
