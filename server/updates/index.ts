import './events.ts';
import type { Configuration } from '../platform/config/configuration.ts';
import type { Folders } from '../platform/config/folders.ts';
import type { JobName } from '../platform/jobs/contract.ts';
import type { Queue } from '../platform/jobs/queue.ts';
import type { Hub } from '../platform/realtime/hub.ts';
import { updateChecks } from './checks.ts';
import { type RehearseApart, updateJobs, updateSchedules } from './jobs.ts';
import { publisherFolders } from './package/keys.ts';
import { updateRoutes } from './routes.ts';
import { packageMount, type PackageMountParts } from './routes/upload.ts';
import { createUpdatesService, type UpdatesDeps } from './service.ts';
import { createUpdateStore } from './store.ts';

export type { UpdatesService } from './service.ts';

interface UpdatesParts
  extends Pick<
    UpdatesDeps,
    'settings' | 'work' | 'clock' | 'appliance' | 'migrations' | 'hasLauncher' | 'academyName'
  > {
  configuration: Configuration;
  folders: Folders;
  version: string;
  queue: Queue;
  tell: Hub['tell'];
  /** Shipped files. */
  resources: string;
  rehearseApart: RehearseApart;
  locksIn: PackageMountParts['locksIn'];
}

const jobsAtStart: readonly JobName[] = ['updates.settle'];

export function createUpdates(parts: UpdatesParts) {
  const { configuration, folders, version, queue, clock } = parts;
  const store = createUpdateStore(configuration.dataFolder);
  const tell = () => parts.tell('staff', 'update.changed', {});
  const updates = createUpdatesService({
    ...parts,
    store,
    tell,
    machine: { version, platform: process.platform, arch: process.arch },
    publishers: publisherFolders(parts.resources, folders.secrets),
    job: id => queue.read(id).catch(() => null),
  });
  return {
    service: updates,
    routes: updateRoutes(updates),
    mounts: [packageMount({ updates, store, locksIn: parts.locksIn, dataFolder: configuration.dataFolder })],
    jobs: updateJobs({ updates, store, rehearseApart: parts.rehearseApart, tell }),
    schedules: updateSchedules,
    jobsAtStart,
    checks: updateChecks(updates.read, clock),
  };
}
