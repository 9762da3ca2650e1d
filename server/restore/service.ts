/** Before a restore: what would change, whether it fits, and the order to the supervisor. */
import { join } from 'node:path';
import type { Hub } from '../platform/realtime/hub.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/db/database.ts';
import type { Work } from '../platform/db/work.ts';
import { refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { From } from '../platform/http/routes.ts';
import type { Appliance } from '../supervisor/contract.ts';
import {
  type Counted,
  Counted as CountedNames,
  type Restorable,
  type RestorePreview,
  type RestoreSource,
} from './contract.ts';
import { compareCourses, compareSettings, type KnownGroup } from './differences-rules.ts';
import { pauseSeconds, titleOf, totalSeconds } from './estimate-rules.ts';
import { forBackup, type KeysGiven, requireKeys, secretOf } from './keys-given.ts';
import type { BackupLibrary, Manifest, Notes, Place } from './library.ts';
import { listRestorable } from './listing.ts';
import { requireNoNesting } from './nesting-rules.ts';
import { packSecret } from './secret.ts';

export interface RestoreDeps {
  db: Database;
  work: Work;
  clock: Clock;
  hub: Pick<Hub, 'everywhere'>;
  library: BackupLibrary;
  appliance: Appliance;
  dataFolder: string;
  version: string;
  /** Names of the migrations that this program knows. */
  migrations: readonly string[];
  /** Settings that people know. */
  knownSettings: readonly KnownGroup[];
  site(): Promise<{ key: string; name: string } | null>;
  /** Refuses who has not the set-up code, and everybody once the academy is set up. */
  requireSetupCode(code: string, from: From): Promise<void>;
}

/** Which tables stand for what people count. */
const TABLES: Record<Counted, readonly string[]> = {
  people: ['users'],
  answers: ['submission_answers', 'assessment_submissions'],
  certificates: ['certificates'],
  courses: ['courses'],
  files: ['content_files'],
};

export type RestoreService = ReturnType<typeof createRestoreService>;

export function createRestoreService(deps: RestoreDeps) {
  return {
    preview: (backup: string, passphrase: string | undefined, actor: Actor) => preview(deps, backup, passphrase, actor),
    async restore(backup: string, body: KeysGiven & { confirmation: string }, actor: Actor) {
      const seen = await preview(deps, backup, forBackup(body), actor);
      if (seen.refused) refuse('CONFLICT', `${seen.refused.message} ${seen.refused.remedy}`);
      if (body.confirmation !== seen.confirmation)
        refuse('VALIDATION_ERROR', 'Type the date of the backup to confirm.', { field: 'confirmation' });
      const place = await placeOf(deps, backup, body);
      await deps.work.run(({ record }) =>
        record({ userId: actor.userId, action: 'backup.restore', resourceType: 'backup', resourceId: null }),
      );
      return begin(deps, { backup, place }, { seen, given: body, userId: actor.userId });
    },
    async firstList(code: string, folder: string, from: From): Promise<Restorable[]> {
      await deps.requireSetupCode(code, from);
      const found = await inWords(() => listRestorable(deps.library, { dataFolder: deps.dataFolder, folder }));
      return found.map(({ locked: _, ...rest }) => rest);
    },
    async firstOutcome(code: string, from: From) {
      await deps.requireSetupCode(code, from);
      const last = (await deps.appliance.report()).operation;
      return last && { state: last.state, reason: last.reason };
    },
    async firstRestore(given: FirstRestore, from: From) {
      await deps.requireSetupCode(given.code, from);
      const found = await inWords(() =>
        listRestorable(deps.library, { dataFolder: deps.dataFolder, folder: given.folder }),
      );
      const seen = found.find(each => each.id === given.backup_id);
      if (!seen) refuse('NOT_FOUND', 'This backup is not in the folder any more.');
      const source = { backup: seen.id, place: seen.place };
      await inWords(() => requireRestorable(deps, given));
      return begin(deps, source, { seen, given, userId: null });
    },
  };
}

interface FirstRestore extends KeysGiven {
  code: string;
  folder: string;
  backup_id: string;
}

interface Order {
  seen: { made_at: string; academy: string };
  given: KeysGiven;
  userId: number | null;
}

/** What would only be found out after the beginning is said before it: passphrase, version, kind of database, a damaged list. */
async function requireRestorable(deps: RestoreDeps, first: FirstRestore): Promise<void> {
  const { folder, backup_id } = first;
  const { library, dataFolder } = deps;
  requireNoNesting(dataFolder, folder);
  const passphrase = forBackup(first);
  const given = passphrase === undefined ? {} : { passphrase };
  const place = await library.openPlace({ ...PLAIN, path: folder }, given);
  try {
    const header = await library.findHeader(place, backup_id);
    const refused = await refusalOf(deps, header);
    if (refused) refuse('CONFLICT', `${refused.message} ${refused.remedy}`);
    await requireKeys(deps, header, first);
    await library.readManifest(place, backup_id);
  } finally {
    place.store.close();
  }
}

const PLAIN = { kind: 'folder', mount: null, volume: null, label: null } as const;

async function begin({ appliance }: RestoreDeps, source: RestoreSource, { seen, given, userId }: Order) {
  const values = { ...source, user_id: userId, without_keys: given.without_keys ?? false };
  const plan = { kind: 'restore', title: titleOf(seen.made_at), academy: seen.academy, values, relaunch: false };
  const { id } = await appliance
    .operate({ plan, secret: packSecret(secretOf(given)) })
    .catch((error: unknown) => refuse('CONFLICT', (error as Error).message));
  return { operation_id: id };
}

async function preview(
  deps: RestoreDeps,
  backup: string,
  passphrase: string | undefined,
  actor: Actor,
): Promise<RestorePreview> {
  const { library, migrations } = deps;
  const { place } = await inWords(() => openHolding(deps, backup, passphrase));
  try {
    const header = await inWords(() => library.findHeader(place, backup));
    const refused = await refusalOf(deps, header);
    const manifest = refused
      ? null
      : await library.readManifest(place, backup).catch((error: unknown) => error as Error);
    const trouble = refused ?? (manifest instanceof Error ? troubleOf(manifest) : null);
    const contents = manifest && !(manifest instanceof Error) ? manifest : null;
    const database = contents?.contents.files.find(file => file.path.startsWith('db/'))?.bytes ?? 0;
    const notesNow = await library.notesNow(deps.db);
    const differences = differencesOf(deps, contents, notesNow);
    return {
      id: header.id,
      made_at: header.made_at,
      version: header.version,
      academy: header.site.name,
      encrypted: header.key_id !== null,
      keys: library.whereKeysAre(header, join(deps.dataFolder, 'secrets')),
      older: header.migrations.length < migrations.length,
      proved_at: contents?.proof?.ok ? contents.proof.at : null,
      changes: contents ? await changesOf(deps, contents, notesNow) : [],
      ...differences,
      learning_now: await othersOnNow(deps, actor),
      pause_seconds: pauseSeconds(database),
      total_seconds: totalSeconds(header.bytes, database),
      confirmation: header.made_at.slice(0, 10),
      refused: trouble,
    };
  } finally {
    place.store.close();
  }
}

type Trouble = NonNullable<RestorePreview['refused']>;

const troubleOf = (error: Error): Trouble => {
  const { code = 'failed', remedy = '' } = error as { code?: string; remedy?: string };
  return { code, message: error.message, remedy };
};

async function refusalOf(deps: RestoreDeps, header: Manifest['header']): Promise<Trouble | null> {
  const { library, version, migrations, db } = deps;
  try {
    library.requireFitting(header, { siteKey: (await deps.site())?.key ?? null, version, migrations });
  } catch (error) {
    return troubleOf(error as Error);
  }
  if (header.engine === db.engine) return null;
  return {
    code: 'other-engine',
    message: 'The backup is of an academy with the other kind of database.',
    remedy: 'Restore it on a machine of its own, then move the database.',
  };
}

async function changesOf(
  { db }: RestoreDeps,
  { contents: { tables, notes } }: Manifest,
  notesNow: Notes,
): Promise<RestorePreview['changes']> {
  const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
  const countNow = async (table: string) =>
    Number((await db.read.get<{ n: number }>(`select count(*) as n from ${table}`))?.n ?? 0);
  return Promise.all(
    CountedNames.options.map(async what => {
      // What lies in the bin is no course to anybody.
      if (what === 'courses' && notes) return { what, now: notesNow.courses.length, after: notes.courses.length };
      return {
        what,
        now: sum(await Promise.all(TABLES[what].map(countNow))),
        after: sum(TABLES[what].map(table => tables[table]?.rows ?? 0)),
      };
    }),
  );
}

function differencesOf(
  { knownSettings }: RestoreDeps,
  manifest: Manifest | null,
  now: Notes,
): Pick<RestorePreview, 'settings' | 'courses'> {
  const then = manifest?.contents.notes;
  if (!then) return { settings: null, courses: null };
  return {
    settings: compareSettings(knownSettings, now.settings, then.settings),
    courses: compareCourses(now.courses, then.courses),
  };
}

async function othersOnNow({ hub }: RestoreDeps, actor: Actor): Promise<number> {
  const people = (await hub.everywhere()).flatMap(({ presences }) => presences.map(({ userId }) => userId));
  return new Set(people.filter(userId => userId !== actor.userId)).size;
}

/** The first of this academy's places that has the backup. */
async function openHolding({ library, dataFolder }: RestoreDeps, backup: string, passphrase: string | undefined) {
  const options = passphrase === undefined ? {} : { passphrase };
  const numbers = library.readMachine(dataFolder).places.length > 1 ? [0, 1] : [0];
  let missing: unknown;
  for (const number of numbers) {
    let place: Place | undefined;
    try {
      place = await library.openOwnPlace(dataFolder, number, options);
      await library.findHeader(place, backup);
      return { place, number };
    } catch (error) {
      place?.store.close();
      missing ??= error;
    }
  }
  throw missing;
}

/** Refuses where the keys are missing and what was given does not bring them. */
async function placeOf(deps: RestoreDeps, backup: string, given: KeysGiven): Promise<RestoreSource['place']> {
  const { place, number } = await inWords(() => openHolding(deps, backup, undefined));
  try {
    await inWords(async () => requireKeys(deps, await deps.library.findHeader(place, backup), given));
  } finally {
    place.store.close();
  }
  return { kind: 'own', number };
}

/** What of the form a trouble is about. */
const FIELDS: Readonly<Record<string, string>> = {
  'wrong-passphrase': 'passphrase',
  locked: 'passphrase',
  'keys-missing': 'key_file',
  'keys-refused': 'key_file',
};

/** What the backups refuse, as a refusal of the API: the sentence and what to do. */
async function inWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, message, remedy } = troubleOf(error as Error);
    if (remedy === '') throw error;
    const field = FIELDS[code];
    return refuse(
      code === 'not-found' ? 'NOT_FOUND' : 'CONFLICT',
      `${message} ${remedy}`,
      field === undefined ? {} : { field },
    );
  }
}
