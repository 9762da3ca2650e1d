/**
 * The switch: what is there goes aside, what was staged takes its place, by renames on the same disk, written down before the
 * first one. Where each name stands can be told from the disk alone, so that going back works from any moment, and twice.
 *
 *   untouched   live is the old one,  staged is there
 *   aside       live is missing,      aside is there,  staged is there
 *   replaced    live is the new one,  aside is there,  staged is gone
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { syncFolder, writeDurably } from '../platform/files/durable.ts';

const Moves = z.object({
  /** Below the data folder, `db/lyceum.db`; the order of replacing, going back runs the other way. */
  names: z.array(z.object({ name: z.string(), had_old: z.boolean(), has_new: z.boolean() })),
});
type Move = z.output<typeof Moves>['names'][number];

export interface Places {
  dataFolder: string;
  /** Of the operation; holds `new/` and `old/`. */
  folder: string;
}

const fileOf = ({ folder }: Places) => join(folder, 'moves.json');
const at = ({ dataFolder, folder }: Places, name: string) => ({
  live: join(dataFolder, name),
  staged: join(folder, 'new', name),
  aside: join(folder, 'old', name),
});

/** SQLite's companions of a database: never may one of them meet the file of another. */
const COMPANIONS = ['db/lyceum.db-wal', 'db/lyceum.db-shm'];
const DATABASE = 'db/lyceum.db';
/** What belongs to this machine and stays: the key and place of its backups. */
const KEPT = new Set(['secrets/backups.json']);

/** In the operation's folder where the secrets of this machine stay, but for those that were staged. */
export const OWN_KEYS = 'own-keys';
/** Where the ledger of now ends: the one that comes ends elsewhere. */
const ANCHOR = 'secrets/ledger-anchor.json';

/** Everything that is replaced. The database comes first, its companions before it, so that going back ends with it. */
function planOf(places: Places, withDatabase: boolean): Move[] {
  const below = (unit: string) => {
    const lists = [join(places.dataFolder, unit), join(places.folder, 'new', unit)].map(path =>
      existsSync(path) ? readdirSync(path) : [],
    );
    return [...new Set(lists.flat())].toSorted().map(name => `${unit}/${name}`);
  };
  const keepsOwn = existsSync(join(places.folder, OWN_KEYS));
  const staged = (name: string) => existsSync(at(places, name).staged);
  const secrets = below('secrets').filter(name => !keepsOwn || name === ANCHOR || staged(name));
  const database = withDatabase ? [DATABASE, ...COMPANIONS] : [];
  return [...database, ...secrets, ...below('media')]
    .filter(name => !KEPT.has(name))
    .map(name => ({ name, had_old: existsSync(at(places, name).live), has_new: staged(name) }));
}

/** Throws when anything cannot be moved; `goBack` then makes it as it was. */
export function replaceAll(places: Places, withDatabase: boolean): void {
  requireOneDisk(places);
  const names = planOf(places, withDatabase);
  writeDurably(fileOf(places), JSON.stringify({ names }));
  for (const { name, had_old } of names) {
    const { live, aside } = at(places, name);
    if (had_old) move(live, aside);
  }
  for (const { name, has_new } of names) {
    const { live, staged } = at(places, name);
    if (has_new) move(staged, live);
  }
  syncAll(places, names);
}

/** Everything exactly as it was before `replaceAll`, whatever that came to. Does nothing when it never began. */
export function goBack(places: Places): void {
  if (!existsSync(fileOf(places))) return;
  const { names } = Moves.parse(JSON.parse(readFileSync(fileOf(places), 'utf8')));
  const database = names.find(({ name }) => name === DATABASE);
  const isNewDatabase = database !== undefined && isReplaced(places, database);
  for (const move_ of names.toReversed()) {
    const { live, staged, aside } = at(places, move_.name);
    if (existsSync(aside)) {
      if (existsSync(live)) putBack(live, staged, move_.has_new);
      move(aside, live);
    } else if (
      !move_.had_old &&
      existsSync(live) &&
      (isReplaced(places, move_) || (isNewDatabase && isCompanion(move_)))
    )
      putBack(live, staged, move_.has_new);
  }
  syncAll(places, names);
}

const isCompanion = ({ name }: Move) => COMPANIONS.includes(name);

/** Whether the live one is the new one. */
function isReplaced(places: Places, { name, had_old, has_new }: Move): boolean {
  const { staged, aside } = at(places, name);
  return has_new && !existsSync(staged) && (!had_old || existsSync(aside));
}

/** The new one goes back to where it was staged; what the trial made beside it is nothing. */
function putBack(live: string, staged: string, hasNew: boolean): void {
  if (hasNew && !existsSync(staged)) move(live, staged);
  else rmSync(live, { recursive: true, force: true });
}

function move(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  renameSync(from, to);
}

function syncAll({ dataFolder, folder }: Places, names: readonly Move[]): void {
  const units = new Set(names.map(({ name }) => dirname(name)));
  for (const unit of units)
    for (const path of [join(dataFolder, unit), join(folder, 'new', unit), join(folder, 'old', unit)])
      if (existsSync(path)) syncFolder(path);
}

/** A rename does not lead from one disk to another. Throws an Error in plain words. */
export function requireOneDisk({ dataFolder }: Pick<Places, 'dataFolder'>): void {
  const own = statSync(dataFolder).dev;
  for (const unit of ['db', 'media', 'secrets']) {
    const path = join(dataFolder, unit);
    if (existsSync(path) && statSync(path).dev !== own)
      throw new Error(
        `${path} lies on another disk than ${dataFolder}, and a restore needs both on one. Bring them together, then repeat.`,
      );
  }
}
