/** What people do with backups: look at them, make, prove and remove one, and say where, when and how protected. */
import { type Clock, DAY, instant } from '../platform/clock.ts';
import type { Work } from '../platform/db/work.ts';
import { found, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { Settings } from '../platform/settings/settings.ts';
import type { BackupState, GivenPlace, PlaceAddress, Schedule } from './contract.ts';
import { CREATE_ONCE, proveOnce } from './jobs.ts';
import { fileName, keepingOf, saveKeys } from './keeping.ts';
import { keyFrom, lockKey, newKey } from './keys.ts';
import { keysOf, type Machine, placesOf, readMachine, writeMachine } from './machine.ts';
import { type MakingDeps, resync } from './making.ts';
import { adoptPlace } from './places/place.ts';
import { candidates, completed, describePlace, tryPlace } from './placing.ts';
import type { BackupRows } from './repository/rows.ts';
import { nextPlanned, nightsOf, type Run } from './schedule-rules.ts';
import { backupSettings } from './settings.ts';
import { drawSheet } from './sheet.ts';
import { BackupTrouble } from './trouble.ts';
import { suggestPassphrase } from './words.ts';

const NIGHTS = 32;
/** Days whose new data tells how fast a place fills. */
const PACE_DAYS = 30;

export interface BackupsDeps extends Pick<MakingDeps, 'transact' | 'tell' | 'site'> {
  rows: BackupRows;
  settings: Settings;
  work: Work;
  clock: Clock;
  dataFolder: string;
}

export type BackupsService = ReturnType<typeof createBackupsService>;

export function createBackupsService(deps: BackupsDeps) {
  const { rows, work, clock, dataFolder } = deps;
  const state = () => readState(deps);
  return {
    list: (query: { page: number; per_page: number }) => rows.page(query),
    state,
    create: (reason: string | undefined, actor: Actor) =>
      work.run(async ({ enqueue, record }) => {
        await record({ userId: actor.userId, action: 'backup.create', resourceType: 'backup', resourceId: null });
        return { job_id: await enqueue('backups.create', { kind: 'manual', reason: reason ?? null }, CREATE_ONCE) };
      }),
    async prove(id: string, actor: Actor) {
      found(await rows.find(id), 'There is no such backup.');
      return work.run(async ({ enqueue, record }) => {
        await record({
          userId: actor.userId,
          action: 'backup.prove',
          resourceType: 'backup',
          resourceId: null,
          details: { backup: id },
        });
        return { job_id: await enqueue('backups.prove', { id }, proveOnce(id)) };
      });
    },
    async remove(id: string, actor: Actor) {
      const backup = found(await rows.find(id), 'There is no such backup.');
      const { last_proved_at } = await rows.totals();
      if (backup.state === 'proved' && backup.made_at === last_proved_at)
        refuse('LAST_PROVED_BACKUP', 'This is the last proved backup. It stays until a newer one is proved.');
      return work.run(async ({ enqueue, record }) => {
        await record({ userId: actor.userId, action: 'backup.delete', resourceType: 'backup', resourceId: null });
        return { job_id: await enqueue('backups.remove', { id }, { uniqueKey: `backups.remove:${id}` }) };
      });
    },
    async change(change: Change, actor: Actor): Promise<BackupState> {
      const { schedule } = change;
      const machine = await changedMachine(deps, change);
      await work.run(async ({ tx, record }) => {
        const changes = schedule ? await deps.settings.write(tx, backupSettings, schedule, instant(clock.now())) : {};
        const details = { ...changes, ...(machine && { places: 'changed' }) };
        await record({
          userId: actor.userId,
          action: 'backup.settings',
          resourceType: 'backup',
          resourceId: null,
          details,
        });
      });
      if (machine) writeMachine(dataFolder, machine);
      if (change.places) await forgetOldPlaces(deps, change.places.length);
      deps.tell(null);
      return state();
    },
    async candidates() {
      const perDay = paceOf(await rows.runsSince(instant(clock.now() - PACE_DAYS * DAY)));
      return candidates(dataFolder, (await deps.site())?.key ?? null, perDay);
    },
    async test(given: GivenPlace) {
      const address = completed(given, placesOf(readMachine(dataFolder), dataFolder), dataFolder);
      await prepareFolder(deps, address).catch(() => {});
      return tryPlace(address, dataFolder);
    },
    saveKeys: (passphrase: string, userId: number | null) =>
      saveKeys(deps, passphrase, userId).finally(() => deps.tell(null)),
    passphrase: () => ({ passphrase: suggestPassphrase() }),
    async sheet(wish: { passphrase?: string | undefined; paper: 'a4' | 'letter' }) {
      const machine = readMachine(dataFolder);
      const { name } = (await deps.site()) ?? { name: 'Lyceum' };
      const places = await Promise.all(
        placesOf(machine, dataFolder).map((address, index) =>
          describePlace(index, address, { perDay: [], missing_since: null, dataFolder }),
        ),
      );
      const pdf = await drawSheet({
        siteName: name,
        places: places.map(place => ({ name: place.name, where: place.where, kind: place.address.kind })),
        keyName: machine.key_id ? shownKey(machine.key_id) : null,
        keysSaved: keepingOf(machine, dataFolder).kept_at?.slice(0, 10) ?? null,
        passphrase: wish.passphrase ?? null,
        paper: wish.paper,
        at: clock.now(),
      });
      return { name: `emergency-sheet-${fileName(name)}.pdf`, pdf_base64: Buffer.from(pdf).toString('base64') };
    },
  };
}

interface Change {
  schedule?: Partial<Schedule> | undefined;
  places?: GivenPlace[] | undefined;
  passphrase?: string | null | undefined;
  written_down?: true | undefined;
}

/** `3F9A 12C0`: short enough to compare by eye. */
export const shownKey = (id: string) =>
  id
    .slice(0, 8)
    .toUpperCase()
    .replace(/(.{4})(?=.)/g, '$1 ');

async function readState(deps: BackupsDeps): Promise<BackupState> {
  const { rows, clock, dataFolder } = deps;
  const now = clock.now();
  const [runs, schedule, totals, job_id, first] = await Promise.all([
    rows.runsSince(instant(now - (NIGHTS + 1) * DAY)),
    deps.settings.read(backupSettings),
    rows.totals(),
    rows.jobUnderWay(),
    rows.firstPerson(),
  ]);
  const machine = readMachine(dataFolder);
  const known = { perDay: paceOf(runs), dataFolder, missing_since: missingSince(runs) };
  const next = nextPlanned(schedule, now);
  return {
    places: await Promise.all(
      placesOf(machine, dataFolder).map((address, index) => describePlace(index, address, known)),
    ),
    schedule,
    protection: {
      encrypted: machine.key_id !== null,
      key_name: machine.key_id ? shownKey(machine.key_id) : null,
      written_down_at: machine.key_id ? machine.written_down_at : null,
    },
    keys: keepingOf(machine, dataFolder),
    next_at: next ? instant(next.at) : null,
    next_kind: next?.kind ?? null,
    nights: nightsOf(schedule, { now, since: first ? Date.parse(first) : now, runs }, NIGHTS),
    ...totals,
    job_id,
    failure: failureOf(runs),
  };
}

type RunFacts = Awaited<ReturnType<BackupRows['runsSince']>>[number];

function failureOf(runs: readonly RunFacts[]): BackupState['failure'] {
  const last = runs.find(run => run.state !== 'running');
  if (last?.state !== 'failed') return null;
  const { started_at: at, step, cause, remedy } = last;
  return { at, step: step ?? 'files', cause: cause ?? '', remedy: remedy ?? '' };
}

/** The first of the tries in a row that found no place. */
function missingSince(runs: readonly RunFacts[]): string | null {
  const row = runs.filter(run => run.state !== 'running');
  const end = row.findIndex(run => run.code !== 'place-missing');
  return row.slice(0, end < 0 ? undefined : end).at(-1)?.started_at ?? null;
}

/** New bytes of each day that had a backup. The first one brings everything and says nothing. */
function paceOf(runs: readonly Run[]): number[] {
  const done = runs.filter(run => run.state === 'done').map(run => run.new_bytes);
  return done.length > 1 ? done.slice(0, -1) : [];
}

/** null when nothing of it changes. Refuses a place that cannot be used. */
async function changedMachine(
  deps: BackupsDeps,
  { places, passphrase, written_down }: Change,
): Promise<Machine | null> {
  const { dataFolder, clock } = deps;
  if (places === undefined && passphrase === undefined && written_down === undefined) return null;
  const machine = readMachine(dataFolder);
  const at = instant(clock.now());
  if (places) machine.places = await usable(deps, places, machine);
  if (passphrase === null) machine.key_id = null;
  else if (passphrase !== undefined) {
    const key = keysOf(machine).at(-1) ?? newKey();
    const others = machine.envelopes.filter(envelope => envelope.key_id !== key.id);
    machine.envelopes = [...others, await lockKey(keyFrom(key.key), passphrase, at)];
    machine.keys = [
      ...machine.keys.filter(each => each !== key.key.toString('base64url')),
      key.key.toString('base64url'),
    ];
    machine.key_id = key.id;
    machine.written_down_at = null;
  }
  if (written_down) machine.written_down_at = at;
  return machine;
}

async function usable(deps: BackupsDeps, places: readonly GivenPlace[], machine: Machine): Promise<PlaceAddress[]> {
  const stored = placesOf(machine, deps.dataFolder);
  const addresses = places.map(place => completed(place, stored, deps.dataFolder));
  const [one, other] = addresses.map(address =>
    address.kind === 'bucket' ? `${address.endpoint}/${address.bucket}/${address.prefix}` : address.path,
  );
  if (one !== undefined && one === other)
    refuse('BACKUP_PLACE_REFUSED', 'The second place is the first one. Choose another.', { field: 'places.1' });
  for (const [index, address] of addresses.entries()) {
    // One that was chosen before may be away just now; a new one must be there.
    const isNew = !stored.some(each => JSON.stringify(each) === JSON.stringify(address));
    if (!isNew) continue;
    await prepareFolder(deps, address).catch((error: unknown) => refusePlace(error, index));
    const { trouble } = await tryPlace(address, deps.dataFolder);
    if (trouble) refuse('BACKUP_PLACE_REFUSED', `${trouble.text} ${trouble.remedy}`, { field: `places.${index}` });
  }
  return addresses;
}

function refusePlace(error: unknown, index: number): never {
  if (error instanceof BackupTrouble)
    refuse('BACKUP_PLACE_REFUSED', `${error.message} ${error.remedy}`, { field: `places.${index}`, cause: error });
  throw error;
}

/** Makes the folder ours where it is new; refuses another academy's. */
async function prepareFolder({ site, clock }: BackupsDeps, address: PlaceAddress): Promise<void> {
  const { key, name } = (await site()) ?? { key: 'lyceum', name: 'Lyceum' };
  (await adoptPlace(address, { key, name }, instant(clock.now()))).store.close();
}

/** The list shows what lies in the places of now. */
async function forgetOldPlaces(deps: BackupsDeps, count: number): Promise<void> {
  for (let place = 0; place < count; place++) await resync(deps, place).catch(() => {});
  if (count === 1) await deps.transact(tx => deps.rows.replace(tx, 1, []));
}
