import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import type { JobHandlers } from '../platform/jobs/runner.ts';
import type { Schedule } from '../platform/jobs/schedules.ts';
import { download } from './feed/feed.ts';
import { PackageRefused } from './package/refused.ts';
import { sha256Of } from './hashing.ts';
import type { UpdatesService } from './service.ts';
import type { UpdateStore } from './store.ts';

declare module '../platform/jobs/contract.ts' {
  interface Jobs {
    'updates.check': Record<string, never>;
    'updates.download': { version: string };
    /** Tries a version on a copy; see operation.ts. */
    'updates.rehearse': { version: string };
    /** Notes how the last update ended. */
    'updates.settle': Record<string, never>;
  }
}

/** Carries out a rehearsal in a process of its own. */
export type RehearseApart = (
  version: string,
  signal: AbortSignal,
  progress: (done: number, note: string | null) => void,
) => Promise<void>;

interface JobsDeps {
  updates: UpdatesService;
  store: UpdateStore;
  rehearseApart: RehearseApart;
  tell: () => void;
}

const EVERY_MS = 500;

export function updateJobs({ updates, store, rehearseApart, tell }: JobsDeps): JobHandlers {
  return {
    'updates.check': () => updates.checkDaily(),
    'updates.settle': () => updates.settle(),
    'updates.download': {
      lane: 'long',
      async run({ version }, { signal, progress }) {
        const entry = store.feed().entries.find(each => each.version === version);
        if (!entry) throw new Error(`The feed no longer names Lyceum ${version}.`);
        await store.prepare();
        const path = join(store.incoming, `${version}.part`);
        let told = 0;
        await download({
          entry,
          path,
          signal,
          async progress(bytes) {
            if (performance.now() - told < EVERY_MS && bytes < entry.size) return;
            told = performance.now();
            await progress(bytes / entry.size, `${Math.round(bytes / 1e6)} of ${Math.round(entry.size / 1e6)} MB`);
          },
        });
        if ((await sha256Of(path)) !== entry.sha256) {
          await rm(path, { force: true });
          throw new PackageRefused('What was downloaded is not what the publisher signed. Download it again.');
        }
        await updates.take(path, 'feed', null);
      },
    },
    'updates.rehearse': {
      lane: 'long',
      async run({ version }, { signal, progress }) {
        await rehearseApart(version, signal, (done, note) => void progress(done, note ?? undefined).catch(() => {}));
        tell();
      },
    },
  };
}

/** In the morning, before anybody learns. */
export const updateSchedules: readonly Schedule[] = [{ cron: '41 5 * * *', name: 'updates.check', payload: {} }];
