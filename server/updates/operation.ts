/**
 * The update as an operation of the supervisor. What each step does, while the academy serves and while nobody does:
 *
 *   verify    signature, machine, room; unpacks the program                        people work
 *   save      a backup, proved; the new program rehearsed on the copy it gives     people work
 *   stopped   database and keys are copied as they are                             nobody works
 *   replace   the pointer names the new program
 *   migrate   the new program brings the live data up to date
 *             … the supervisor hands over: the launcher starts the new program …
 *   probe     the new program, on trial over the live data, is asked as people ask
 *   roll-back pointer and data become what they were; the launcher then starts the old program
 *   clean     once the new program has served: what was kept for going back goes
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { foldersIn } from '../platform/config/folders.ts';
import { RESOURCES_FOLDER } from '../platform/config/places.ts';
import { writeDurably } from '../platform/files/durable.ts';
import { onTrial, type Pointer, programFolder, readPointer, writePointer } from '../platform/programs/pointer.ts';
import type { OperationKind, Step, StepContext } from '../supervisor/index.ts';
import type { Rehearsal } from './contract.ts';
import type { UpdateLibrary } from './library.ts';
import { migrateWith } from './migrating.ts';
import { publisherFolders, trustedKeys } from './package/keys.ts';
import { unfit, unfitSentence } from './package/manifest-rules.ts';
import { readManifest } from './package/reading.ts';
import { REHEARSAL, UPDATE, UpdateValues } from './plan.ts';
import { probeTrial } from './probing.ts';
import { asStored, clearPrograms, installProgram, requireRoom } from './program.ts';
import { rehearseVersion } from './rehearsing.ts';
import { putBack, takeSnapshot } from './snapshot.ts';
import { createUpdateStore } from './store.ts';
import { databaseBytes } from './database-size.ts';

export function updateOperation(library: UpdateLibrary): OperationKind {
  const with_ =
    (use: (work: Work) => Promise<void>): Step =>
    context =>
      use(workOf(library, context));
  return {
    kind: UPDATE,
    steps: {
      verify: with_(verify),
      save: with_(save),
      stopped: with_(({ snapshot }) => takeSnapshot(snapshot)),
      replace: with_(replace),
      migrate: with_(migrate),
      probe: with_(({ version, context }) =>
        probeTrial({ origin: context.origin ?? '', version, progress: context.progress }),
      ),
      'roll-back': with_(rollBack),
      clean: with_(clean),
    },
  };
}

/** The first half of an update by itself: unpacks the program and tries it on a copy. Used by the job, outside any operation. */
export function rehearsalOperation(library: UpdateLibrary): OperationKind {
  return {
    kind: REHEARSAL,
    steps: {
      verify: context => verify(workOf(library, context)),
      save: async context => void (await rehearseNow(workOf(library, context))),
    },
  };
}

interface Work {
  library: UpdateLibrary;
  context: StepContext;
  version: string;
  /** Seconds. */
  patience: number;
  dataFolder: string;
  store: ReturnType<typeof createUpdateStore>;
  snapshot: Parameters<typeof takeSnapshot>[0];
}

function workOf(library: UpdateLibrary, context: StepContext): Work {
  const { configuration, folder, signal } = context;
  const { dataFolder } = configuration;
  const { version, patience_seconds: patience } = UpdateValues.parse(context.values);
  const snapshot = { configuration, folder, signal, copy: library };
  return { library, context, version, patience, dataFolder, store: createUpdateStore(dataFolder), snapshot };
}

const keysOf = (dataFolder: string) => trustedKeys(publisherFolders(RESOURCES_FOLDER, foldersIn(dataFolder).secrets));

async function verify({ library, context, version, dataFolder, store }: Work): Promise<void> {
  const { signal, progress, configuration } = context;
  const path = store.packagePath(version);
  const trusted = keysOf(dataFolder);
  const here = { version: library.version, platform: process.platform, arch: process.arch };
  const why = unfit(await readManifest(path, trusted), here);
  if (why) throw new Error(unfitSentence(why));
  await clearPrograms(dataFolder, []);
  // The backup, the copy of the rehearsal, and the copy for going back.
  await requireRoom(dataFolder, 3 * (await databaseBytes(configuration)));
  await installProgram({ dataFolder, path, trusted, signal, progress });
}

async function save(work: Work): Promise<void> {
  const rehearsal = await rehearseNow(work);
  if (!rehearsal.ok) throw new Error(`The rehearsal on a copy failed. ${rehearsal.reason ?? ''}`.trim());
}

async function rehearseNow({ library, context, version, patience, dataFolder, store }: Work): Promise<Rehearsal> {
  const { signal, progress, configuration } = context;
  const { node } = await readManifest(store.packagePath(version), keysOf(dataFolder));
  const { databaseUrl } = configuration;
  const manifest = { version, node };
  return rehearseVersion({ library, store, dataFolder, databaseUrl, manifest, patience, signal, progress });
}

const KEPT_POINTER = 'pointer.json';

async function replace({ context, patience, version, dataFolder, store }: Work): Promise<void> {
  const program = asStored(await readManifest(store.packagePath(version), keysOf(dataFolder)));
  const before = readPointer(dataFolder);
  const kept = join(context.folder, KEPT_POINTER);
  if (!existsSync(kept)) {
    mkdirSync(context.folder, { recursive: true, mode: 0o700 });
    writeDurably(kept, JSON.stringify(before));
  }
  writePointer(dataFolder, onTrial(program, before?.confirmed ? before : null, patience));
}

async function migrate({ context, version, patience, dataFolder }: Work): Promise<void> {
  const pointer = readPointer(dataFolder);
  if (pointer?.version !== version) throw new Error(`Lyceum ${version} is not where it was put.`);
  const folder = programFolder(dataFolder, version);
  const node = pointer.node ? join(folder, pointer.node) : process.execPath;
  context.progress(0, `Lyceum ${version} brings the data up to date`);
  await migrateWith({ node, script: join(folder, pointer.entry), patience });
}

async function rollBack({ context, dataFolder, snapshot }: Work): Promise<void> {
  await putBack(snapshot);
  const kept = join(context.folder, KEPT_POINTER);
  if (existsSync(kept)) writePointer(dataFolder, JSON.parse(readFileSync(kept, 'utf8')) as Pointer | null);
}

const LOOK_MS = 500;
const CONFIRM_MS = 10 * 60_000;

/** Waits until the new program has served: before that, going back must still be possible. */
async function clean({ version, dataFolder, store }: Work): Promise<void> {
  const until = performance.now() + CONFIRM_MS;
  while (!isConfirmed(dataFolder, version)) {
    if (performance.now() > until) throw new Error(`Lyceum ${version} has not served yet.`);
    await pause(LOOK_MS);
  }
  for (const { manifest } of await store.stored()) if (manifest.version === version) await store.remove(version);
  await clearPrograms(dataFolder, []);
}

const isConfirmed = (dataFolder: string, version: string) => {
  const pointer = readPointer(dataFolder);
  return pointer?.version === version && pointer.confirmed;
};
