/** The restore of a backup as an operation: what each step does. See moves.ts for the switch and staging.ts for what comes before. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { instant } from '../platform/clock.ts';
import type { OperationKind, StepContext } from '../supervisor/index.ts';
import { RestoreValues } from './contract.ts';
import { carryKey, takeKey } from './key.ts';
import { chooseKeys, noteKept } from './keys.ts';
import type { BackupLibrary, Manifest, Place } from './library.ts';
import { goBack, replaceAll, requireOneDisk } from './moves.ts';
import { requireNoNesting } from './nesting-rules.ts';
import { type RestoreParts, sideOf } from './parts.ts';
import { probeServer } from './probe.ts';
import { recordRestore } from './record.ts';
import { saveNow } from './safety.ts';
import { unpackSecret } from './secret.ts';
import { readStaged, requireFiles, writeStaged } from './staged.ts';
import { stage } from './staging.ts';

export function restoreKind(parts: RestoreParts): OperationKind {
  return {
    kind: 'restore',
    steps: {
      verify: context => verify(parts, context),
      save: context => saveNow(parts, context),
      stopped: context => saveNow(parts, context),
      replace: context => replace(parts, context),
      migrate: context => compare(parts, context),
      probe: context => probeServer(context),
      'roll-back': context => rollBack(parts, context),
      clean: context => clean(parts, context),
    },
  };
}

/** The backup read, tested and put together beside the academy that works on. */
async function verify(parts: RestoreParts, context: StepContext): Promise<void> {
  const { configuration, folder } = context;
  const values = RestoreValues.parse(context.values);
  const place = await openSource(parts.library, context, values);
  try {
    const header = await parts.library.findHeader(place, values.backup);
    const known = await here(parts, context);
    parts.library.requireFitting(header, known);
    requireEngine(header.engine, configuration.databaseUrl ? 'postgres' : 'sqlite');
    requireOneDisk(configuration);
    if (values.place.kind === 'folder') requireNoNesting(configuration.dataFolder, values.place.path);
    const manifest = await parts.library.readManifest(place, values.backup);
    await putTogether(parts, context, { place, manifest, isSetUp: known.siteKey !== null });
    if (known.siteKey === null) carryKey(folder, place, manifest, instant(parts.clock.now()));
    rmSync(join(folder, 'new', 'db', 'lyceum.dump'), { force: true });
  } finally {
    place.store.close();
  }
}

interface Source {
  place: Place;
  manifest: Manifest;
  isSetUp: boolean;
}

async function putTogether(
  parts: RestoreParts,
  context: StepContext,
  { place, manifest, isSetUp }: Source,
): Promise<void> {
  const { library, clock, sealed } = parts;
  const { configuration, folder, signal, progress } = context;
  const { dataFolder } = configuration;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const target = join(folder, 'new');
  const { user_id, without_keys } = RestoreValues.parse(context.values);
  const secret = unpackSecret(context.secret);
  const choosing = { library, sealed, manifest, dataFolder, folder, secret, withoutKeys: without_keys, isSetUp };
  const keys = await chooseKeys(choosing);
  await stage({
    library,
    place,
    manifest,
    dataFolder,
    target,
    signal,
    progress: (done, note) => progress(done * 0.8, note),
  });
  keys.stage(target);
  progress(0.85, 'Opening the database of the backup');
  const side = sideOf(parts, context);
  await side.open(target, manifest.contents);
  progress(0.95, 'Bringing the copy up to date');
  const facts = await side.bringUpToDate(target, { user_id, at: instant(clock.now()), keys });
  const media = manifest.contents.files.filter(file => !file.path.startsWith('db/'));
  writeStaged(folder, {
    ...facts,
    backup: manifest.header.id,
    keys: keys.way,
    files: Object.fromEntries(media.map(file => [file.path, file.bytes])),
  });
  progress(1);
}

export async function openSource(
  library: BackupLibrary,
  { configuration: { dataFolder }, secret }: Pick<StepContext, 'configuration' | 'secret'>,
  { place }: Pick<RestoreValues, 'place'>,
): Promise<Place> {
  const { passphrase, keys: keyFile } = unpackSecret(secret);
  // That of a key file opens no backup.
  const given = passphrase === null || keyFile !== null ? {} : { passphrase };
  if (place.kind === 'own') return library.openOwnPlace(dataFolder, place.number, given);
  const keys = library.keysOf(library.readMachine(dataFolder));
  return library.openPlace(
    { kind: 'folder', path: place.path, mount: null, volume: null, label: null },
    { keys, ...given },
  );
}

/** Whose academy this is; a machine whose database cannot be read takes any. */
async function here(parts: RestoreParts, context: StepContext) {
  const { version, migrations, library } = parts;
  const facts = await sideOf(parts, context)
    .factsNow(context.configuration.dataFolder)
    .catch(() => null);
  const isSetUp = (facts?.tables['users']?.rows ?? 0) > 0;
  return { siteKey: facts && isSetUp ? library.siteOf(facts).key : null, version, migrations };
}

function requireEngine(made: 'sqlite' | 'postgres', now: 'sqlite' | 'postgres'): void {
  if (made === now) return;
  const names = { sqlite: 'SQLite, the built-in database', postgres: 'PostgreSQL' };
  throw new Error(
    `The backup is of an academy on ${names[made]}, and this one runs on ${names[now]}. Restore it on a machine of the same kind, then move the database.`,
  );
}

async function replace(parts: RestoreParts, context: StepContext): Promise<void> {
  const { configuration, folder } = context;
  replaceAll({ dataFolder: configuration.dataFolder, folder }, configuration.databaseUrl === undefined);
  await sideOf(parts, context).switchOver();
}

/** In place, before anybody serves it: the same rows and files as were staged. Then its own record says that it was restored. */
async function compare(parts: RestoreParts, context: StepContext): Promise<void> {
  const staged = readStaged(context.folder);
  requireFiles(context.configuration.dataFolder, staged);
  await sideOf(parts, context).compare(context.configuration.dataFolder, staged);
  await recordRestore(parts, context);
}

async function rollBack(parts: RestoreParts, context: StepContext): Promise<void> {
  const { configuration, folder } = context;
  await sideOf(parts, context).switchBack();
  goBack({ dataFolder: configuration.dataFolder, folder });
  rmSync(folder, { recursive: true, force: true });
}

/** A database that was too damaged for a safety backup is kept as files. */
async function clean(parts: RestoreParts, context: StepContext): Promise<void> {
  const { configuration, folder, id } = context;
  await sideOf(parts, context).clean();
  takeKey(parts.library, configuration.dataFolder, folder);
  noteKept(parts.library, configuration.dataFolder, folder, instant(parts.clock.now()));
  const old = join(folder, 'old', 'db');
  if (existsSync(join(folder, 'keep-files')) && existsSync(old)) {
    const kept = join(configuration.dataFolder, 'backups', `as-it-was-${id}`);
    mkdirSync(dirname(kept), { recursive: true });
    renameSync(old, kept);
  }
  rmSync(folder, { recursive: true, force: true });
}
