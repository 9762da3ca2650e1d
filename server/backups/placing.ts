/** Places as people see them: where they are, whether they are there, how much room they have, and trying one out. */
import { randomBytes } from 'node:crypto';
import { readFile, statfs } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import { refuse } from '../platform/errors/refusal.ts';
import type { Candidate, GivenPlace, Place, PlaceAddress } from './contract.ts';
import { PlaceMark } from './format.ts';
import { listMounts, type Mount, nested, onSameDisk, presentAddress } from './places/mounts.ts';
import { openPlace } from './places/place.ts';
import { daysLeft } from './schedule-rules.ts';
import { troubleOf } from './trouble.ts';

/** The folder that is suggested on a disk or share. */
export const SUGGESTED = 'Lyceum backups';

type Known = Pick<Place, 'missing_since'> & { perDay: readonly number[]; dataFolder: string };

/** Looks at folders only; a bucket is asked when it is tested or used. */
export async function describePlace(index: number, address: PlaceAddress, known: Known): Promise<Place> {
  const shown = { index, address: withoutSecret(address), name: nameOf(address), where: whereOf(address) };
  const away = { free_bytes: null, total_bytes: null, days_left: null };
  if (address.kind === 'bucket')
    return { ...shown, ...away, connected: true, trouble: null, missing_since: null, same_disk: false };
  try {
    const { path } = (await presentAddress(address)) as { path: string };
    const room = await roomIn(path);
    return {
      ...shown,
      where: path,
      connected: true,
      trouble: null,
      missing_since: null,
      ...room,
      days_left: daysLeft(room.free_bytes, known.perDay),
      same_disk: await onSameDisk(path, known.dataFolder),
    };
  } catch (error) {
    const { code, message: text, remedy } = troubleOf(error, shown.where);
    const trouble = { code, text, remedy };
    return { ...shown, ...away, connected: false, trouble, missing_since: known.missing_since, same_disk: false };
  }
}

/** Of a folder that is made with the first backup, its nearest parent's. */
async function roomIn(path: string): Promise<{ free_bytes: number; total_bytes: number }> {
  try {
    const { bavail, bsize, blocks } = await statfs(path);
    return { free_bytes: bavail * bsize, total_bytes: blocks * bsize };
  } catch (error) {
    const up = join(path, '..');
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || up === path) throw error;
    return roomIn(up);
  }
}

function withoutSecret(address: PlaceAddress): Place['address'] {
  if (address.kind !== 'bucket') return address;
  const { secret_key, ...open } = address;
  return { ...open, secret_set: secret_key !== '' };
}

function nameOf(address: PlaceAddress): string {
  if (address.kind === 'bucket') return address.bucket;
  return address.label ?? (address.mount ? basename(address.mount) : basename(address.path));
}

const whereOf = (address: PlaceAddress) =>
  address.kind === 'bucket' ? `${new URL(address.endpoint).host}/${address.bucket}` : address.path;

/** What screens sent as an address that can be used; `stored` keeps the secret of a bucket that is the same as before. */
export function completed(given: GivenPlace, stored: readonly PlaceAddress[], dataFolder: string): PlaceAddress {
  if (given.kind === 'bucket') {
    const same = stored.find(
      place =>
        place.kind === 'bucket' &&
        place.endpoint === given.endpoint &&
        place.bucket === given.bucket &&
        place.access_key === given.access_key,
    );
    const secret_key = given.secret_key || (same?.kind === 'bucket' ? same.secret_key : '');
    if (secret_key === '') refuse('VALIDATION_ERROR', 'Enter the secret key of the bucket.', { field: 'secret_key' });
    return { ...given, secret_key };
  }
  if (!isAbsolute(given.path))
    refuse('VALIDATION_ERROR', 'Give the whole path, from the top of the disk.', { field: 'path' });
  for (const part of ['db', 'media', 'secrets', 'logs', 'scratch'])
    if (nested(join(dataFolder, part), given.path))
      refuse(
        'BACKUP_PLACE_REFUSED',
        `Backups must not lie in what they back up (${part}). Choose a folder outside of it.`,
      );
  return given;
}

/** Writes a small file, reads it back and removes it. Never throws for what the place does. */
export async function tryPlace(
  address: PlaceAddress,
  dataFolder: string,
): Promise<Pick<Place, 'connected' | 'trouble' | 'free_bytes' | 'total_bytes' | 'same_disk'>> {
  const nothing = { free_bytes: null, total_bytes: null, same_disk: false };
  try {
    const { store } = await openPlace(address);
    try {
      const [name, bytes] = [`test-${randomBytes(4).toString('hex')}`, randomBytes(64)];
      await store.put(name, bytes);
      const back = await store.get(name);
      await store.remove(name);
      if (!back?.equals(bytes)) throw new Error('What was written could not be read back.');
      const room = await store.room();
      const same_disk = address.kind === 'bucket' ? false : await onSameDisk(store.where, dataFolder);
      return {
        connected: true,
        trouble: null,
        free_bytes: room?.free ?? null,
        total_bytes: room?.total ?? null,
        same_disk,
      };
    } finally {
      store.close();
    }
  } catch (error) {
    const { code, message: text, remedy } = troubleOf(error, whereOf(address));
    return { ...nothing, connected: false, trouble: { code, text, remedy } };
  }
}

/** Disks and shares of this machine, USB disks first, then shares; the academy's own disk as a folder, last. */
export async function candidates(
  dataFolder: string,
  siteKey: string | null,
  perDay: readonly number[],
): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const mount of await listMounts()) {
    const path = join(mount.path, SUGGESTED);
    // The system's disk is offered once, as a folder.
    const same_disk = await onSameDisk(mount.path, dataFolder);
    if (same_disk && mount.kind !== 'network') continue;
    const room = await roomIn(mount.path).catch(() => null);
    if (!room) continue;
    found.push({ ...offered(mount, path), ...room, same_disk, ...(await facts(path, room, siteKey, perDay)) });
  }
  const path = join(dataFolder, 'backups');
  const room = await roomIn(path);
  const own = { kind: 'folder', path, mount: null, volume: null, label: null, name: path, detail: '' } as const;
  const order = { usb: 0, network: 1, folder: 2 };
  return [...found, { ...own, ...room, same_disk: true, ...(await facts(path, room, siteKey, perDay)) }].toSorted(
    (one, other) => order[one.kind] - order[other.kind],
  );
}

const offered = ({ kind, path: mount, volume, label, source, detail }: Mount, path: string) => ({
  kind: kind === 'disk' ? ('folder' as const) : kind,
  path,
  mount,
  volume,
  label,
  name: label ?? (kind === 'network' ? source : basename(mount) || mount),
  detail,
});

async function facts(path: string, room: { free_bytes: number }, siteKey: string | null, perDay: readonly number[]) {
  const mark = await readFile(join(path, 'place.json'), 'utf8')
    .then(text => PlaceMark.parse(JSON.parse(text)))
    .catch(() => null);
  const belongs_to = mark && mark.site.key !== siteKey ? mark.site.name : null;
  return { belongs_to, days_left: daysLeft(room.free_bytes, perDay) };
}
