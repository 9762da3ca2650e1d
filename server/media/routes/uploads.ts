/** Resumable uploads: tus 1.0 (https://tus.io/protocols/resumable-upload) at /api/v1/uploads. */
import type { IncomingMessage } from 'node:http';
import { FileStore } from '@tus/file-store';
import { Server, Upload } from '@tus/server';
import { refuse } from '../../platform/errors/refusal.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Mount } from '../../platform/http/routes.ts';
import { asRequest, sendResponse } from '../../platform/http/web-requests.ts';
import type { Locks } from '../locks.ts';
import { randomName } from '../storage.ts';
import { UPLOAD_ID, UPLOAD_LIFE_MS, type Uploads } from '../uploads.ts';

const PATH = '/api/v1/uploads';

export interface UploadsMountDeps {
  uploads: Uploads;
  /** Absolute path of the folder of unfinished uploads. */
  folder: string;
  locks: Locks;
}

export function uploadsMount(deps: UploadsMountDeps): Mount {
  const actors = new WeakMap<Request, Actor>();
  const failures = new WeakMap<Request, Error>();
  // Made at the first upload: the store looks for its folder as soon as it is made, which processes that never serve need not.
  let tus: Server | undefined;
  return {
    path: '/uploads',
    rate: 'uploads',
    guard: 'signed in',
    specification: 'https://tus.io/protocols/resumable-upload',
    operations: [
      {
        method: 'POST',
        path: '',
        status: 201,
        summary: 'Begins a resumable upload (tus 1.0). Course files need `file:upload`.',
      },
      { method: 'HEAD', path: '/{id}', status: 200, summary: 'How far an upload has come.' },
      { method: 'PATCH', path: '/{id}', status: 204, summary: 'Sends the next bytes of an upload.' },
      { method: 'DELETE', path: '/{id}', status: 204, summary: 'Gives an upload up.' },
    ],
    async handle(req, res, actor, from) {
      await admit(req, actor, deps.uploads);
      tus ??= createTus(deps, actors, failures);
      const request = asRequest(req, from);
      actors.set(request, actor);
      const response = await tus.handleWeb(request);
      const failure = failures.get(request);
      if (failure) throw failure;
      await sendResponse(res, response);
    },
  };
}

function createTus(
  { uploads, folder, locks }: UploadsMountDeps,
  actors: WeakMap<Request, Actor>,
  failures: WeakMap<Request, Error>,
): Server {
  const actorOf = (req: Request) => actors.get(req) ?? refuse('UNAUTHENTICATED', 'Please sign in.');
  return new Server({
    path: PATH,
    datastore: createStore(folder, uploads),
    locker: locks,
    relativeLocation: true,
    // Our own pages only: no other origin is told that it may read the answers.
    allowedOrigins: () => false,
    disableTerminationForFinishedUploads: true,
    namingFunction: randomName,
    onUploadCreate: async (req, upload) => ({
      metadata: await uploads.begin(upload.metadata ?? {}, upload.size ?? Number.NaN, actorOf(req)),
    }),
    onUploadFinish: async (req, upload) => {
      await uploads.finish(upload.id, actorOf(req));
      return {};
    },
    onResponseError: (req, error) => {
      // The protocol's own answers have a status; everything else is answered like the rest of the API.
      if (error instanceof Error && !('status_code' in error)) failures.set(req, error);
      return undefined;
    },
  });
}

/** Refuses before the body is read what is not the caller's, or no part of the protocol. */
async function admit(req: IncomingMessage, actor: Actor, uploads: Uploads): Promise<void> {
  const path = (req.url ?? '').replace(/[?#].*$/, '');
  const { method } = req;
  if (method === 'OPTIONS') return;
  if (method === 'POST' && (path === PATH || path === `${PATH}/`)) {
    if (!/^\d{1,15}$/.test(String(req.headers['upload-length'])))
      refuse('VALIDATION_ERROR', 'Upload-Length must say how many bytes there are.', { field: 'Upload-Length' });
    return;
  }
  const id = path.slice(PATH.length + 1);
  if ((method !== 'HEAD' && method !== 'PATCH' && method !== 'DELETE') || !UPLOAD_ID.test(id))
    refuse('NOT_FOUND', 'There is no such upload.');
  await uploads.requireOwn(id, actor);
  if (method === 'PATCH') await uploads.requireRoom(Number(req.headers['content-length'] ?? 0));
}

/** Bytes and notes on disk, so that any process goes on where another one stopped. */
function createStore(folder: string, uploads: Uploads): FileStore {
  const store = new FileStore({ directory: folder, expirationPeriodInMilliseconds: UPLOAD_LIFE_MS });
  const getUpload = store.getUpload.bind(store);
  // A client whose last answer was lost asks how far it came: all the way, although the bytes lie elsewhere now.
  store.getUpload = async id => {
    const kept = await store.configstore.get(id);
    if (!kept || !(await uploads.wasStored(id))) return getUpload(id);
    const { size, metadata, creation_date } = kept;
    return new Upload({ id, size, metadata, creation_date, offset: size ?? 0 });
  };
  return store;
}
