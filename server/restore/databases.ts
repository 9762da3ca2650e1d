/** Where restoring differs between the two databases. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, openDatabase, SQLITE_FILE } from '../platform/db/database.ts';
import { appendActs } from '../platform/db/acts.ts';
import { migrate } from '../platform/db/migrate.ts';
import type { KeysChoice } from './keys.ts';
import type { BackupLibrary, DatabaseFacts, Manifest } from './library.ts';
import { requireRows, type Staged } from './staged.ts';
import { hashOf, syncFile } from './staging.ts';
import { letGoOfWhatWasUnderWay } from './under-way.ts';

/** What comes into the staged database when it is brought up to date. */
interface Arrival {
  user_id: number | null;
  /** UTC instant of the restore. */
  at: string;
  keys: Pick<KeysChoice, 'settle'>;
}

/** Where a record of who did what ends: the number of its last entry, and that entry's hash. */
export interface RecordEnd {
  id: number;
  hash: string;
}

const RECORD_END = 'select id, hash from user_activity_logs order by id desc limit 1';

export interface DatabaseSide {
  /** Of the academy's own database. Throws when it cannot be read. */
  factsNow(dataFolder: string): Promise<DatabaseFacts>;
  /** Opens what was taken out, tests it from end to end and compares it with the backup's own list. */
  open(target: string, contents: Manifest['contents']): Promise<void>;
  /** Migrates the staged copy. */
  bringUpToDate(target: string, arrival: Arrival): Promise<Pick<Staged, 'database' | 'rows'>>;
  /** For what is not a file: the staged database takes the place of the other. All or nothing. */
  switchOver(): Promise<void>;
  /** The other way; does nothing when it was not switched. Throws away what was staged. */
  switchBack(): Promise<void>;
  compare(dataFolder: string, staged: Staged): Promise<void>;
  /** After the switch: where the record ended that was replaced; null when it was empty. Throws when it cannot be read. */
  replacedRecordEnd(): Promise<RecordEnd | null>;
  clean(): Promise<void>;
}

interface SqliteParts {
  library: BackupLibrary;
  folder: string;
}

export function sqliteSide({ library, folder }: SqliteParts): DatabaseSide {
  const fileIn = (place: string) => join(place, 'db', SQLITE_FILE);
  return {
    async factsNow(dataFolder) {
      if (!existsSync(fileIn(dataFolder))) throw new Error('There is no database.');
      return library.readSqliteFacts(fileIn(dataFolder));
    },
    async open(target, contents) {
      const wrong = library.checkSqlite(fileIn(target));
      if (wrong.length > 0) throw new Error(`The database of the backup is damaged: ${wrong.slice(0, 3).join('; ')}`);
      library.compareFacts(library.readSqliteFacts(fileIn(target)), contents);
    },
    async bringUpToDate(target, arrival) {
      await migrateAndLetGo(openDatabase({ url: undefined, folder: join(target, 'db') }), arrival);
      const file = fileIn(target);
      for (const companion of [`${file}-wal`, `${file}-shm`]) rmSync(companion, { force: true });
      syncFile(file);
      return { rows: rowsOf(library.readSqliteFacts(file)), database: await hashOf(file) };
    },
    switchOver: () => Promise.resolve(),
    switchBack: () => Promise.resolve(),
    async compare(dataFolder, staged) {
      if ((await hashOf(fileIn(dataFolder))) !== staged.database)
        throw new Error('After the switch the database is not the one that was staged.');
      requireRows(rowsOf(library.readSqliteFacts(fileIn(dataFolder))), staged);
    },
    async replacedRecordEnd() {
      const db = openDatabase({ url: undefined, folder: join(folder, 'old', 'db') });
      try {
        return (await db.read.get<RecordEnd>(RECORD_END)) ?? null;
      } finally {
        await db.close();
      }
    },
    clean: () => Promise.resolve(),
  };
}

const rowsOf = ({ tables }: DatabaseFacts) =>
  Object.fromEntries(Object.entries(tables).map(([name, { rows }]) => [name, rows]));

/** An older database becomes one of today, in which nothing is under way, and in which no value is sealed under a lost key. */
async function migrateAndLetGo(db: Database, { user_id, at, keys }: Arrival): Promise<void> {
  try {
    await migrate(db.writer);
    await letGoOfWhatWasUnderWay(db.writer, at);
    await db.writer.transaction(async tx => {
      const acts = (await keys.settle(tx, at)).map(act => ({ ...act, userId: user_id }));
      if (acts.length > 0) await appendActs(tx, acts, at);
    });
  } finally {
    await db.close();
  }
}

interface PostgresParts {
  library: BackupLibrary;
  url: string;
  /** Of the operation. */
  id: string;
}

export function postgresSide({ library, url, id }: PostgresParts): DatabaseSide {
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  const [fresh, old] = [`${name}_new_${id}`, `${name}_old_${id}`];
  const to = (database: string) => Object.assign(new URL(url), { pathname: `/${encodeURIComponent(database)}` }).href;
  /** Speaks to the server beside the databases that are renamed. */
  const beside = async <T>(use: (client: Awaited<ReturnType<BackupLibrary['connect']>>) => Promise<T>): Promise<T> => {
    const client = await library.connect(to('postgres')).catch(() => library.connect(to('template1')));
    try {
      return await use(client);
    } finally {
      await client.end();
    }
  };
  const exists = (database: string) =>
    beside(async client => {
      const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
      return rowCount === 1;
    });
  const facts = async (database: string) => {
    const client = await library.connect(to(database));
    try {
      return await library.factsOf(client);
    } finally {
      await client.end();
    }
  };
  const drop = (database: string) =>
    beside(client => client.query(`drop database if exists ${quoted(database)} with (force)`));
  /** Both renames or neither: PostgreSQL carries them out in one transaction. */
  const rename = (...pairs: [string, string][]) =>
    beside(async client => {
      await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = any($1)', [
        pairs.map(([from]) => from),
      ]);
      await client.query('begin');
      for (const [from, into] of pairs) await client.query(`alter database ${quoted(from)} rename to ${quoted(into)}`);
      await client.query('commit');
    });
  return {
    factsNow: () => facts(name),
    async open(target, contents) {
      await makeDatabase(beside, fresh);
      await library.restoreDump(to(fresh), join(target, 'db', 'lyceum.dump'), new AbortController().signal);
      library.compareFacts(await facts(fresh), contents);
      rmSync(join(target, 'db'), { recursive: true });
    },
    async bringUpToDate(_target, arrival) {
      await migrateAndLetGo(openDatabase({ url: to(fresh), folder: '' }), arrival);
      return { database: null, rows: rowsOf(await facts(fresh)) };
    },
    switchOver: () => rename([name, old], [fresh, name]),
    async switchBack() {
      if (await exists(old)) await rename([name, fresh], [old, name]);
      await drop(fresh);
    },
    compare: async (_dataFolder, staged) => requireRows(rowsOf(await facts(name)), staged),
    async replacedRecordEnd() {
      const db = openDatabase({ url: to(old), folder: '' });
      try {
        return (await db.read.get<RecordEnd>(RECORD_END)) ?? null;
      } finally {
        await db.close();
      }
    },
    clean: async () => void (await drop(old)),
  };
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

type Beside = <T>(use: (client: { query(sql: string): Promise<unknown> }) => Promise<T>) => Promise<T>;

async function makeDatabase(beside: Beside, name: string): Promise<void> {
  try {
    await beside(client => client.query(`create database ${quoted(name)}`));
  } catch (cause) {
    // 42501: this account may not make databases.
    if ((cause as { code?: string }).code !== '42501') throw cause;
    throw new Error(
      'A restore puts the backup into a new PostgreSQL database first, and the account of DATABASE_URL may not make one. Give it that right: ALTER ROLE … CREATEDB.',
      { cause },
    );
  }
}
