import './events.ts';
import type { Clock } from '../platform/clock.ts';
import type { Folders } from '../platform/config/folders.ts';
import type { Database } from '../platform/db/database.ts';
import type { Work } from '../platform/db/work.ts';
import { mediaJobs, mediaSchedules } from './jobs.ts';
import { RESERVE } from './kind-rules.ts';
import { createLocks } from './locks.ts';
import { mediaPersonal } from './personal.ts';
import type { Door } from '../scanning/index.ts';
import { createFilesRepository } from './repository/files.ts';
import { createInventory } from './repository/inventory.ts';
import { createMediaRoom } from './room.ts';
import { mediaRoutes } from './routes.ts';
import { uploadsMount } from './routes/uploads.ts';
import { createMediaService, filesForCourses } from './service.ts';
import { freeBytes } from './storage.ts';
import { createUploads } from './uploads.ts';

export { createLocks } from './locks.ts';

export interface MediaParts {
  db: Database;
  work: Work;
  clock: Clock;
  folders: Pick<Folders, 'media' | 'uploads'>;
  door: Door;
}

export function createMedia({ db, work, clock, folders, door }: MediaParts) {
  const locks = createLocks(folders.uploads);
  const files = createFilesRepository(db);
  const deps = { files, work, clock, locks, freeBytes, door, folder: folders.media, uploads: folders.uploads };
  const transfers = createUploads(deps);
  const service = createMediaService({ ...deps, transfers });
  return {
    service,
    personal: mediaPersonal(db, folders.media),
    routes: mediaRoutes(service, createMediaRoom({ ...deps, inventory: createInventory(db) })),
    mounts: [uploadsMount({ uploads: transfers, folder: folders.uploads, locks })],
    jobs: mediaJobs(transfers, clock),
    schedules: mediaSchedules,
    filesForCourses: filesForCourses(deps),
    /** Removes what was uploaded in part and left for a day; answers how many. */
    cleanUploads: () => transfers.clean(clock.now()),
    /** Bytes of the disk that uploads leave free, and bytes of all stored files. */
    reserveBytes: RESERVE,
    storedBytes: files.storedBytes,
  };
}
