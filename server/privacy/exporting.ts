/** Everything about a person in one file: asked for, made in the background, kept for some days. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, DAY, instant } from '../platform/clock.ts';
import { randomToken } from '../platform/crypto/secrets.ts';
import type { Work } from '../platform/db/work.ts';
import { found, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { Bytes } from '../platform/http/routes.ts';
import type { PersonalPart } from '../platform/personal/about.ts';
import { writeArchive } from './archive.ts';
import type { PersonalExport, PrivacySettings } from './contract.ts';
import type { AboutPerson } from './repository/about-person.ts';
import type { ExportRow, Requests } from './repository/requests.ts';

export interface ExportingDeps {
  work: Work;
  clock: Clock;
  requests: Requests;
  about: AboutPerson;
  /** What each feature knows. */
  parts: () => readonly PersonalPart[];
  /** Folder of the finished files. */
  folder: string;
  academyName(): Promise<string>;
  settings(): Promise<PrivacySettings>;
}

interface Making {
  signal: AbortSignal;
  progress(fraction: number, note?: string): Promise<void>;
}

const NONE = 'There is no such export.';

export type Exporting = ReturnType<typeof createExporting>;

export function createExporting(deps: ExportingDeps) {
  const { work, clock, requests, folder } = deps;
  const now = () => instant(clock.now());
  return {
    list: async (userId: number): Promise<PersonalExport[]> =>
      (await requests.exportsOf(userId)).map(row => toExport(row, now())),
    async ask(userId: number, actor: Actor): Promise<PersonalExport> {
      found(await requests.person(userId), 'There is no such person.');
      const under = (await requests.exportsOf(userId)).find(row => toExport(row, now()).state === 'being_made');
      if (under) return toExport(under, now());
      const id = await work.run(async ({ tx, enqueue, record }) => {
        const made = await requests.addExport(tx, { user_id: userId, asked_by: actor.userId, asked_at: now() });
        const job_id = await enqueue(
          'privacy.export',
          { exportId: made },
          { uniqueKey: `privacy.export:${made}`, maxAttempts: 3 },
        );
        await requests.changeExport(tx, made, { job_id });
        await record({ userId: actor.userId, action: 'privacy.export', resourceType: 'user', resourceId: userId });
        return made;
      });
      return toExport(found(await requests.exportById(id), NONE), now());
    },
    make: (exportId: number, making: Making) => make(deps, exportId, making),
    async download(userId: number, exportId: number, actor: Actor): Promise<Bytes> {
      const row = await requests.exportById(exportId);
      if (row?.user_id !== userId || !row.file || toExport(row, now()).state !== 'ready') refuse('NOT_FOUND', NONE);
      await work.run(({ record }) =>
        record({ userId: actor.userId, action: 'privacy.download', resourceType: 'user', resourceId: userId }),
      );
      const name = `lyceum-person-${userId}-${(row.made_at ?? '').slice(0, 10)}.zip`;
      return {
        body: { path: join(folder, row.file) },
        type: 'application/zip',
        name,
        inline: false,
        cache: 'no-store',
      };
    },
    /** Removes the files of exports whose days are over; answers how many. */
    async removeOld(): Promise<number> {
      const rows = await requests.expired(now());
      for (const { id, file } of rows) {
        await rm(join(folder, file as string), { force: true });
        await work.run(({ tx }) => requests.changeExport(tx, id, { file: null }));
      }
      return rows.length;
    },
  };
}

function toExport(row: ExportRow, now: string): PersonalExport {
  const { id, asked_at, expires_at, bytes } = row;
  const failed = row.job_state !== 'queued' && row.job_state !== 'running';
  const state =
    expires_at === null ? (failed ? 'failed' : 'being_made') : now < expires_at && row.file ? 'ready' : 'expired';
  return { id, asked_at, state, progress: row.job_progress ?? 0, bytes, expires_at };
}

async function make(deps: ExportingDeps, exportId: number, { signal, progress }: Making): Promise<void> {
  const { work, clock, requests, folder, parts, about, academyName, settings } = deps;
  const row = await requests.exportById(exportId);
  const person = row && (await requests.person(row.user_id));
  // Erased meanwhile.
  if (!row || !person) return;
  const madeAt = instant(clock.now());
  const file = row.file ?? `${exportId}-${randomToken()}.zip`;
  const facts = await writeArchive(join(folder, file), {
    parts: parts(),
    about,
    site: { name: await academyName() },
    userId: row.user_id,
    name: `${person.first_name} ${person.last_name}`,
    madeAt,
    signal,
    progress: fraction => progress(fraction),
  });
  const { export_days } = await settings();
  const expires_at = instant(clock.now() + export_days * DAY);
  const kept = await work.run(
    async ({ tx }) => (await requests.changeExport(tx, exportId, { file, ...facts, made_at: madeAt, expires_at })) > 0,
  );
  if (!kept) await rm(join(folder, file), { force: true });
  await progress(1);
}
