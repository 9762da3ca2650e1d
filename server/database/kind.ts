/**
 * The move of the database as an operation. Before anything is changed the target was tried; while nobody serves every row is copied
 * and compared; the original is not written to at all. Going back means choosing the original again and throwing the copy away.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, instant, SECOND } from '../platform/clock.ts';
import { chooseDatabase } from '../platform/config/chosen-database.ts';
import { type Database, openDatabase, SQLITE_FILE } from '../platform/db/database.ts';
import { migrate } from '../platform/db/migrate.ts';
import { syncFolder, writeDurably } from '../platform/files/durable.ts';
import type { OperationKind, Step, StepContext } from '../supervisor/index.ts';
import { type DatabaseMove, MoveValues } from './contract.ts';
import { copyDatabase } from './copying.ts';
import { bytesOf, keepMove } from './repository/facts.ts';
import { dropTables, tablesOf } from './repository/tables.ts';
import { requireRoom, testPostgres } from './target.ts';

export interface MoveParts {
  clock: Clock;
  /** Asks the server on trial what the first people will ask. */
  probe: Step;
}

export function moveKind(parts: MoveParts): OperationKind {
  return {
    kind: 'move-database',
    steps: {
      verify,
      replace: context => replace(parts, context),
      probe: parts.probe,
      'roll-back': rollBack,
      clean,
    },
  };
}

/** Addresses with passwords: known to `verify` only, so it leaves them for the steps after it (0600). */
const TARGET = 'target.json';
/** Database files as they were; the one that the copy displaced. */
const DISPLACED = 'displaced';

interface Target {
  from: string | undefined;
  to: string | undefined;
}

async function verify({ configuration, values, secret, folder }: StepContext): Promise<void> {
  const { to } = MoveValues.parse(values);
  const { dataFolder, databaseUrl, databaseInEnvironment } = configuration;
  if (databaseInEnvironment)
    throw new Error(
      'The database is set by DATABASE_URL where the server is started. Take it out there, then move it here.',
    );
  if ((to === 'postgres') === (databaseUrl !== undefined)) throw new Error('The academy uses this database already.');
  if (to === 'postgres') {
    const { ok, reason } = await testPostgres(secret ?? '');
    if (!ok) throw new Error(reason ?? 'The database cannot be used.');
  } else {
    const db = openDatabase({ url: databaseUrl, folder: '' });
    try {
      await requireRoom(dataFolder, await bytesOf(db));
    } finally {
      await db.close();
    }
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const target: Target = { from: databaseUrl, to: to === 'postgres' ? (secret ?? '') : undefined };
  writeDurably(join(folder, TARGET), JSON.stringify(target));
}

function readTarget(folder: string): Target | null {
  const path = join(folder, TARGET);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Target) : null;
}

const requireTarget = (folder: string): Target => {
  const target = readTarget(folder);
  if (!target) throw new Error('The notes of the move are gone.');
  return target;
};

async function replace({ clock }: MoveParts, context: StepContext): Promise<void> {
  const { configuration, folder, progress } = context;
  const { dataFolder } = configuration;
  const { from, to } = requireTarget(folder);
  const began = clock.now();
  const fresh = join(folder, 'new');
  mkdirSync(fresh, { recursive: true, mode: 0o700 });
  const source = openDatabase({ url: from, folder: join(dataFolder, 'db') });
  const target = openDatabase({ url: to, folder: fresh });
  try {
    await migrate(target.writer);
    // What a fresh academy is born with comes from the original too.
    await emptied(target);
    const tables = await copyDatabase({
      from: source,
      to: target,
      progress: (done, table) => progress(done * 0.98, table),
    });
    const move: DatabaseMove = {
      from: source.engine,
      to: target.engine,
      at: instant(clock.now()),
      seconds: Math.round((clock.now() - began) / SECOND),
      kept: source.location,
      tables,
    };
    await keepMove(target, move, MoveValues.parse(context.values).user_id);
  } finally {
    await source.close();
    await target.close();
  }
  if (to === undefined) putInPlace(dataFolder, folder);
  chooseDatabase(dataFolder, to);
  progress(1);
}

/** A database that migrations have filled with rows of their own is emptied before the copy. */
async function emptied(target: Database): Promise<void> {
  const tables = await tablesOf(target);
  await target.writer.transaction(async tx => {
    for (const { name } of tables) await tx(name).delete();
  });
}

/** The SQLite file takes its place; one that is there from an earlier time is put aside, not written over. */
function putInPlace(dataFolder: string, folder: string): void {
  const displaced = join(folder, DISPLACED);
  mkdirSync(displaced, { recursive: true, mode: 0o700 });
  const place = join(dataFolder, 'db');
  moveFiles(place, displaced);
  moveFiles(join(folder, 'new'), place);
  syncFolder(place);
}

async function rollBack({ configuration, folder }: StepContext): Promise<void> {
  const target = readTarget(folder);
  if (!target) return;
  const { dataFolder } = configuration;
  chooseDatabase(dataFolder, target.from);
  if (target.to === undefined) takeOutOfPlace(dataFolder, folder);
  else await emptyTarget(target.to);
  rmSync(folder, { recursive: true, force: true });
}

/**
 * The copy goes back to where it was made, then what was put aside comes back. The empty place tells that the copy still stands in the
 * data folder, so that nothing is lost when this is cut off and done again.
 */
function takeOutOfPlace(dataFolder: string, folder: string): void {
  const [displaced, fresh, place] = [join(folder, DISPLACED), join(folder, 'new'), join(dataFolder, 'db')];
  if (!existsSync(displaced)) return;
  if (!existsSync(join(fresh, SQLITE_FILE))) moveFiles(place, fresh);
  moveFiles(displaced, place);
  syncFolder(place);
}

/** The database file goes last: as long as it is missing, the others may be moved again. */
function moveFiles(from: string, to: string): void {
  for (const name of [`${SQLITE_FILE}-wal`, `${SQLITE_FILE}-shm`, SQLITE_FILE])
    if (existsSync(join(from, name))) renameSync(join(from, name), join(to, name));
}

/** It was empty before we came, so all that is in it now is ours. */
async function emptyTarget(url: string): Promise<void> {
  const db = openDatabase({ url, folder: '' });
  try {
    const tables = await tablesOf(db);
    await db.writer.transaction(tx => dropTables(tx, tables));
  } finally {
    await db.close();
  }
}

/** A database file from before an earlier move is kept beside the new one until the admin removes it. */
async function clean({ configuration, folder, id }: StepContext): Promise<void> {
  const displaced = join(folder, DISPLACED);
  if (existsSync(join(displaced, SQLITE_FILE)))
    renameSync(displaced, join(configuration.dataFolder, 'db', `before-move-${id}`));
}
