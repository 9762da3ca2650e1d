/** A package that comes from a browser: tus 1.0 at /api/v1/updates/uploads, so that a lost connection costs nothing. */
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { type Locker, Server } from '@tus/server';
import { refuse } from '../../platform/errors/refusal.ts';
import { type Actor, holds } from '../../platform/http/actor.ts';
import type { Mount } from '../../platform/http/routes.ts';
import { asRequest, sendResponse } from '../../platform/http/web-requests.ts';
import { LIMITS } from '../package/manifest-rules.ts';
import { requireRoom } from '../program.ts';
import type { UpdatesService } from '../service.ts';
import type { UpdateStore } from '../store.ts';

const PATH = '/api/v1/updates/uploads';
const UPLOAD_ID = /^[0-9a-f]{32}$/;

export interface PackageMountParts {
  updates: UpdatesService;
  store: UpdateStore;
  dataFolder: string;
  /** Locks between the processes of one academy, as files in this folder. */
  locksIn: (folder: string) => Locker;
}

export function packageMount(parts: PackageMountParts): Mount {
  const actors = new WeakMap<Request, Actor>();
  const failures = new WeakMap<Request, Error>();
  let tus: Server | undefined;
  return {
    path: '/updates/uploads',
    rate: 'uploads',
    guard: 'update:apply',
    specification: 'https://tus.io/protocols/resumable-upload',
    operations: [
      { method: 'POST', path: '', status: 201, summary: 'Begins the resumable upload of an update package (tus 1.0).' },
      { method: 'HEAD', path: '/{id}', status: 200, summary: 'How far the upload of a package has come.' },
      { method: 'PATCH', path: '/{id}', status: 204, summary: 'Sends the next bytes; the last ones make it an offer.' },
    ],
    async handle(req, res, actor, from) {
      if (!holds(actor, 'update:apply')) refuse('FORBIDDEN', 'Your role does not include this.');
      admit(req.method ?? '', (req.url ?? '').replace(/[?#].*$/, ''), Number(req.headers['upload-length']));
      await parts.store.prepare();
      tus ??= createTus(parts, actors, failures);
      const request = asRequest(req, from);
      actors.set(request, actor);
      const response = await tus.handleWeb(request);
      const failure = failures.get(request);
      if (failure) throw failure;
      await sendResponse(res, response);
    },
  };
}

function admit(method: string, path: string, size: number): void {
  if (method === 'OPTIONS') return;
  if (method === 'POST' && (path === PATH || path === `${PATH}/`)) {
    if (!Number.isInteger(size) || size < 1)
      refuse('VALIDATION_ERROR', 'Upload-Length must say how many bytes there are.', { field: 'Upload-Length' });
    if (size > LIMITS.totalBytes) refuse('FILE_TOO_LARGE', 'The file is larger than an update package may be.');
    return;
  }
  if ((method !== 'HEAD' && method !== 'PATCH') || !UPLOAD_ID.test(path.slice(PATH.length + 1)))
    refuse('NOT_FOUND', 'There is no such upload.');
}

function createTus(
  { updates, store, dataFolder, locksIn }: PackageMountParts,
  actors: WeakMap<Request, Actor>,
  failures: WeakMap<Request, Error>,
): Server {
  return new Server({
    path: PATH,
    datastore: new FileStore({ directory: store.incoming }),
    locker: locksIn(store.incoming),
    relativeLocation: true,
    // Our own pages only: no other origin is told that it may read the answers.
    allowedOrigins: () => false,
    namingFunction: () => randomBytes(16).toString('hex'),
    async onUploadCreate(_req, upload) {
      await requireRoom(dataFolder, upload.size ?? 0).catch((error: unknown) =>
        refuse('DISK_FULL', (error as Error).message),
      );
      return {};
    },
    async onUploadFinish(req, upload) {
      const path = join(store.incoming, upload.id);
      try {
        await updates.take(path, 'file', actors.get(req) ?? null);
      } finally {
        // Taken or refused, it is of no more use here.
        for (const file of [path, `${path}.json`]) await rm(file, { force: true });
      }
      return {};
    },
    onResponseError(req, error) {
      if (error instanceof Error && !('status_code' in error)) failures.set(req, error);
      return undefined;
    },
  });
}
