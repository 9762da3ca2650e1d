/** Backups and rehearsal as updates use them. */
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { migrations } from '../migrations/index.ts';
import { createBackup } from './backups/create.ts';
import type { Header, Proof } from './backups/format.ts';
import { openOwnPlaceToWrite } from './backups/machine.ts';
import { writeProof } from './backups/manifest.ts';
import { adoptPlace, type Place } from './backups/places/place.ts';
import { prepareProof } from './backups/proof.ts';
import { connect, dumpPostgres } from './backups/repository/postgres.ts';
import { restoreDump } from './backups/repository/scratch-postgres.ts';
import { BackupTrouble } from './backups/trouble.ts';
import { type Clock, instant, SECOND, systemClock } from './platform/clock.ts';
import { productVersion } from './platform/config/places.ts';
import { openDatabase } from './platform/db/database.ts';
import { rehearse } from './rehearsal/index.ts';
import { createSiteSettings } from './site/index.ts';
import type { Copy, CopyWish, UpdateLibrary } from './updates/library.ts';

export const updateLibrary = (clock: Clock = systemClock): UpdateLibrary => ({
  clock,
  version: productVersion(),
  provedCopy: wish => provedCopy(wish, clock),
  rehearse: ({ copy, progress, ...rest }) =>
    rehearse({
      ...rest,
      clock,
      dataFolder: copy.dataFolder,
      databaseUrl: copy.databaseUrl,
      progress: (done, { name }) => progress(done, name),
    }),
  dump,
  load,
});

/** Making the backup, then taking it out again. */
const MAKE_SHARE = 0.5;

async function provedCopy(wish: CopyWish, clock: Clock): Promise<Copy> {
  const { dataFolder, databaseUrl, reason, signal, progress } = wish;
  const begun = clock.now();
  const site = await siteOf(wish);
  const { place, keyId } = await openSafe(dataFolder, site, instant(begun));
  const here = { version: productVersion(), siteKey: site.key, migrations: migrations.map(({ name }) => name) };
  try {
    const header = await createBackup({
      place,
      keyId,
      dataFolder,
      databaseUrl,
      reason,
      clock,
      signal,
      kind: 'safety',
      version: here.version,
      progress: ({ fraction }) => progress(fraction * MAKE_SHARE, 'Backing everything up'),
    });
    const prepared = await prepareProof({
      place,
      id: header.id,
      dataFolder,
      databaseUrl,
      here,
      clock,
      signal,
      progress: fraction =>
        progress(MAKE_SHARE + fraction * (1 - MAKE_SHARE), 'Checking the backup in a scratch place'),
    });
    const wrong = prepared.steps.find(({ ok }) => !ok);
    if (wrong || prepared.folder === null) {
      await prepared.close();
      throw new Error(`The backup before the update cannot be restored. ${wrong?.name ?? ''}: ${wrong?.detail ?? ''}`);
    }
    return {
      dataFolder: prepared.folder,
      databaseUrl: prepared.databaseUrl,
      async prove(probes) {
        const steps = [...prepared.steps, ...probes.map(each => ({ ...each, name: `Served: ${each.name}` }))];
        await writeProof(place, header, proofOf(header, steps, begun, clock.now()));
      },
      async close() {
        place.store.close();
        await prepared.close();
      },
    };
  } catch (error) {
    place.store.close();
    throw error;
  }
}

function proofOf({ id, check }: Header, steps: Proof['steps'], begun: number, now: number): Proof {
  const seconds = Math.round((now - begun) / (SECOND / 10)) / 10;
  return { id, check, ok: true, at: instant(now), seconds, reason: null, damaged: [], steps };
}

/** Whose backups these are; before set-up there is no name yet. */
async function siteOf({ dataFolder, databaseUrl }: CopyWish): Promise<{ key: string; name: string }> {
  const db = openDatabase({ url: databaseUrl, folder: join(dataFolder, 'db') });
  try {
    const site = await createSiteSettings(db).read();
    return { key: site?.key ?? 'lyceum', name: site?.name ?? 'Lyceum' };
  } finally {
    await db.close();
  }
}

/** The usual place; the data folder's own when that cannot be had, as when its disk is unplugged. */
async function openSafe(
  dataFolder: string,
  site: { key: string; name: string },
  at: string,
): Promise<{ place: Place; keyId: string | null }> {
  try {
    return await openOwnPlaceToWrite(dataFolder, 0, site, at);
  } catch (error) {
    if (!(error instanceof BackupTrouble) || !['place-missing', 'place-refused', 'foreign'].includes(error.code))
      throw error;
    const address = {
      kind: 'folder',
      path: join(dataFolder, 'backups'),
      mount: null,
      volume: null,
      label: null,
    } as const;
    return { place: await adoptPlace(address, site, at), keyId: null };
  }
}

async function dump(url: string, file: string, signal: AbortSignal): Promise<void> {
  const dumping = await dumpPostgres(url, signal);
  try {
    await pipeline(dumping.stream, createWriteStream(file, { mode: 0o600 }));
    await dumping.finish();
  } finally {
    await dumping.close();
  }
  const written = await open(file, 'r+');
  try {
    await written.sync();
  } finally {
    await written.close();
  }
}

/** Not all at once; who is interrupted begins again from the dump. */
async function load(url: string, file: string, signal: AbortSignal): Promise<void> {
  const client = await connect(url);
  try {
    const { rows } = await client.query<{ schema: string }>('select quote_ident(current_schema()) as schema');
    const schema = rows[0]?.schema ?? 'public';
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await client.query(`drop schema ${schema} cascade; create schema ${schema}`);
  } finally {
    await client.end();
  }
  await restoreDump(url, file, signal);
}
