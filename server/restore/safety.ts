/** A backup of what is there now, before anything is replaced; at the level of files where the database cannot be read. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { instant } from '../platform/clock.ts';
import type { StepContext } from '../supervisor/index.ts';
import { type RestoreParts, sideOf } from './parts.ts';
import type { Place } from './library.ts';

/** What stands in the backup's description. */
const REASON = 'before-restore';

/**
 * Called twice: while people still work, so that media are saved without a pause, and again when nobody does, so that the last
 * answer is in it; the second one reads only what changed, and replaces the first.
 */
export async function saveNow(parts: RestoreParts, context: StepContext): Promise<void> {
  const { library, clock, version } = parts;
  const { configuration, folder, signal, progress } = context;
  const { dataFolder, databaseUrl } = configuration;
  const facts = await sideOf(parts, context)
    .factsNow(dataFolder)
    .catch(() => null);
  if (!facts) return keepFiles(context);
  // A machine that nobody has set up has nothing to keep.
  if ((facts.tables['users']?.rows ?? 0) === 0) return;
  const { place, keyId } = await openSafe(parts, context, library.siteOf(facts));
  try {
    const made = await library.createBackup({
      place,
      keyId,
      dataFolder,
      databaseUrl,
      kind: 'safety',
      reason: REASON,
      version,
      clock,
      signal,
      progress: step => progress(step.fraction, 'Saving everything as it is now'),
    });
    await forget(place, folder, made.id);
  } catch (error) {
    if (!isAboutTheDatabase(error)) throw error;
    keepFiles(context);
  } finally {
    place.store.close();
  }
}

const isAboutTheDatabase = (error: unknown) => (error as { code?: string }).code === 'database';

/** The usual place; the data folder's own when that cannot be had, as when its disk is unplugged. */
async function openSafe({ library, clock }: RestoreParts, context: StepContext, site: { key: string; name: string }) {
  const { dataFolder } = context.configuration;
  const at = instant(clock.now());
  try {
    return await library.openOwnPlaceToWrite(dataFolder, 0, site, at);
  } catch (error) {
    if (!['place-missing', 'place-refused', 'foreign'].includes((error as { code?: string }).code ?? '')) throw error;
    const path = join(dataFolder, 'backups');
    const address = { kind: 'folder', path, mount: null, volume: null, label: null } as const;
    return { place: await library.adoptPlace(address, site, at), keyId: null };
  }
}

/** The one that was made while people still worked is of no more use. */
async function forget({ store }: Place, folder: string, made: string): Promise<void> {
  const note = join(folder, 'safety');
  if (existsSync(note)) {
    const before = readFileSync(note, 'utf8');
    // Its description first: without that a folder is no backup, whatever happens in between.
    await store.remove(`safety/${before}/backup.json`);
    for await (const { name } of store.list(`safety/${before}`)) await store.remove(name);
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(note, made);
}

/** Damaged beyond reading: the files are put aside by the switch anyway, and afterwards are not thrown away. */
function keepFiles({ folder }: StepContext): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, 'keep-files'), '');
}
