import './events.ts';
import type { Clock } from '../platform/clock.ts';
import type { Folders } from '../platform/config/folders.ts';
import type { Database } from '../platform/db/database.ts';
import type { Work } from '../platform/db/work.ts';
import { mediaJobs, mediaSchedules } from './jobs.ts';
import { createLocks } from './locks.ts';
import { createFilesRepository } from './repository.ts';
import { mediaRoutes } from './routes.ts';
import { uploadsMount } from './routes/uploads.ts';
import { createMediaService, filesForCourses } from './service.ts';
import { freeBytes } from './storage.ts';
import { createUploads } from './uploads.ts';

export interface MediaParts {
  db: Database;
  work: Work;
  clock: Clock;
  folders: Pick<Folders, 'media' | 'uploads'>;
}

export function createMedia({ db, work, clock, folders }: MediaParts) {
  const locks = createLocks(folders.uploads);
  const files = createFilesRepository(db);
  const deps = { files, work, clock, locks, freeBytes, folder: folders.media, uploads: folders.uploads };
  const transfers = createUploads(deps);
  const service = createMediaService({ ...deps, transfers });
  return {
    service,
    routes: mediaRoutes(service),
    mounts: [uploadsMount({ uploads: transfers, folder: folders.uploads, locks })],
    jobs: mediaJobs(transfers, clock),
    schedules: mediaSchedules,
    filesForCourses: filesForCourses(deps),
  };
}
