/** The diagnostics bundle: what somebody needs who helps from afar, and nothing that is anybody's business. */
import { join } from 'node:path';
import { type Clock, instant } from '../platform/clock.ts';
import type { Configuration } from '../platform/config/configuration.ts';
import type { Folders } from '../platform/config/folders.ts';
import type { Database } from '../platform/db/database.ts';
import type { Work } from '../platform/db/work.ts';
import { found } from '../platform/errors/refusal.ts';
import type { Bytes } from '../platform/http/routes.ts';
import { readLog } from '../platform/logging/reader.ts';
import { scrub } from '../platform/logging/scrubbing.ts';
import type { ServerReport } from '../supervisor/contract.ts';
import type { Diagnostics } from './contract.ts';
import { type BundleFile, lastBundle, readFromBundle, writeBundle } from './diagnostics/bundle.ts';
import { concealing } from './diagnostics/known-secrets.ts';
import { type Section, sectionsOf } from './diagnostics/sections.ts';
import { ownWordsOf } from './diagnostics/words.ts';
import type { ActivityRepository } from './repository.ts';

export interface DiagnosticsDeps {
  db: Database;
  work: Work;
  clock: Clock;
  configuration: Configuration;
  folders: Folders;
  version: string;
  repository: ActivityRepository;
  diskSpace(): Promise<{ free: number; total: number }>;
  serverReport(): Promise<ServerReport | null>;
  /** Values that are secret for certain: keys, passwords of the configuration. */
  knownSecrets(): string[];
  /** What other features add. */
  reports: readonly Section[];
}

interface Making {
  signal: AbortSignal;
  progress(fraction: number, note?: string): Promise<void> | void;
}

interface By {
  userId: number | null;
}

export interface MadeBundle {
  name: string;
  path: string;
  bytes: number;
  files: { name: string; bytes: number }[];
}

export interface DiagnosticsService {
  /** Makes a bundle in the background. */
  request(by: By): Promise<{ job_id: number }>;
  /** Makes a bundle now. */
  make(making: Making): Promise<MadeBundle>;
  last(): Promise<Diagnostics>;
  /** Refuses with NOT_FOUND when the last bundle has no such file. */
  content(name: string): Promise<{ name: string; text: string }>;
  download(by: By): Promise<Bytes>;
}

const NONE = 'There is no diagnostics file yet. Make one first.';
/** Folder of the server's sources, or of what was compiled from them. */
const PROGRAM = join(import.meta.dirname, '..');

export function createDiagnostics(deps: DiagnosticsDeps): DiagnosticsService {
  const { work, repository } = deps;
  const folder = join(deps.folders.data, 'diagnostics');
  const about = { resourceType: 'diagnostics', resourceId: null };
  return {
    request: ({ userId }) =>
      work.run(async ({ enqueue, record }) => {
        const options = { uniqueKey: 'activity.diagnostics', maxAttempts: 1 };
        const job_id = await enqueue('activity.diagnostics', {}, options);
        await record({ userId, action: 'diagnostics.make', ...about });
        return { job_id };
      }),
    make: making => make(deps, folder, making),
    async last() {
      const [job_id, bundle] = await Promise.all([repository.lastDiagnosticsJob(), lastBundle(folder)]);
      if (!bundle) return { job_id, bundle: null };
      const { name, bytes, files, madeAt } = bundle;
      return { job_id, bundle: { name, bytes, files, made_at: instant(madeAt) } };
    },
    async content(name) {
      const { path } = found(await lastBundle(folder), NONE);
      return {
        name,
        text: found(await readFromBundle(path, name), 'The diagnostics file holds no part of that name.'),
      };
    },
    async download({ userId }) {
      const { path, name } = found(await lastBundle(folder), NONE);
      await work.run(({ record }) => record({ userId, action: 'diagnostics.download', ...about }));
      return { body: { path }, type: 'application/zip', name, inline: false, cache: 'no-store' };
    },
  };
}

async function make(deps: DiagnosticsDeps, folder: string, { signal, progress }: Making): Promise<MadeBundle> {
  const { configuration, db, version, clock, repository, diskSpace, serverReport, reports } = deps;
  const ownWords = ownWordsOf(PROGRAM);
  const sections = sectionsOf({
    repository,
    configuration,
    engine: db.engine,
    version,
    clock,
    ownWords,
    diskSpace,
    serverReport,
    reports,
    readLog: reading => readLog(deps.folders.logs, reading),
  });
  const conceal = concealing(deps.knownSecrets());
  const clean = (text: string) => conceal(scrub(text));
  const files: BundleFile[] = [];
  for (const [i, { file, collect }] of sections.entries()) {
    signal.throwIfAborted();
    await progress(i / sections.length, file);
    // A part that cannot be had is often the very thing that one looks for.
    const content = await collect().catch((error: unknown) => ({ failed: ownWords((error as Error).message) }));
    files.push({ name: file, text: clean(written(file, content)) });
  }
  const at = new Date(clock.now());
  files.unshift({ name: 'README.txt', text: readme(files, at) });
  const name = `lyceum-diagnostics-${instant(clock.now()).slice(0, 16).replace(/[T:]/g, '-')}.zip`;
  await writeBundle(folder, name, files, at);
  await progress(1);
  const bundle = found(await lastBundle(folder), NONE);
  return { name, path: bundle.path, bytes: bundle.bytes, files: bundle.files };
}

function written(file: string, content: unknown): string {
  if (file.endsWith('.ndjson') && Array.isArray(content))
    return content.map(one => `${JSON.stringify(one)}\n`).join('');
  return `${JSON.stringify(content, null, 2)}\n`;
}

function readme(files: readonly BundleFile[], at: Date): string {
  return [
    `Diagnostics of a Lyceum academy, made ${at.toISOString()}.`,
    '',
    'Every file is plain text. Of settings only switches and figures are in it; of messages only words that the program itself uses,',
    'everything else is shown as "…". There are no names, e-mail addresses, passwords, keys or contents of courses in it.',
    '',
    ...files.map(({ name }) => name),
    '',
  ].join('\n');
}
