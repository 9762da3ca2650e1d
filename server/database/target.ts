/** The database to move to: whether it can take the academy, in plain words. */
import { statfs } from 'node:fs/promises';
import { type Database, openDatabase } from '../platform/db/database.ts';
import { AddressRefused } from '../platform/net/guarded.ts';
import { mayCreate, postgresEncoding, postgresVersion, tablesOf } from './repository/tables.ts';

/** Oldest PostgreSQL that the academy runs on. */
const OLDEST_MAJOR = 13;

export interface Verdict {
  ok: boolean;
  version: string | null;
  reason: string | null;
}

/** Connects, asks, changes nothing. */
export async function testPostgres(url: string): Promise<Verdict> {
  const db = openDatabase({ url, folder: '' });
  try {
    const version = await postgresVersion(db);
    return { version: version.text, ...(await verdict(db, version.major)) };
  } catch (error) {
    return { ok: false, version: null, reason: inWords(error as NodeJS.ErrnoException, db.location) };
  } finally {
    await db.close();
  }
}

async function verdict(db: Database, major: number): Promise<Pick<Verdict, 'ok' | 'reason'>> {
  const no = (reason: string) => ({ ok: false, reason });
  if (major < OLDEST_MAJOR) return no(`This PostgreSQL is version ${major}; Lyceum needs ${OLDEST_MAJOR} or newer.`);
  const encoding = await postgresEncoding(db);
  if (encoding !== 'UTF8')
    return no(`The database is encoded in ${encoding}. Make one with UTF8, which holds every name.`);
  if (!(await mayCreate(db))) return no('This account may not make tables in the database. Let it own the database.');
  const tables = await tablesOf(db);
  if (tables.length > 0)
    return no(
      `The database is not empty: it holds ${tables.length} tables (${tables[0]?.name} …). Use a new, empty one.`,
    );
  return { ok: true, reason: null };
}

function inWords(error: NodeJS.ErrnoException, location: string): string {
  const { code, message } = error;
  if (error instanceof AddressRefused) return message;
  if (code === 'ECONNREFUSED' || code === 'ETIMEDOUT' || code === 'EHOSTUNREACH')
    return `Nothing answers at ${location}. Is PostgreSQL running there, and does it listen on that port?`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `There is no machine called ${new URL(location).hostname}.`;
  if (code === '28P01' || code === '28000') return 'PostgreSQL does not accept this user and password.';
  if (code === '3D000')
    return `PostgreSQL has no database called ${new URL(location).pathname.slice(1)}. Make it first.`;
  return `PostgreSQL refuses: ${message}`;
}

/** Throws in plain words when the disk of the data folder cannot hold so many bytes twice. */
export async function requireRoom(dataFolder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(dataFolder);
  const [needed, free] = [2 * bytes, bavail * bsize];
  if (free < needed)
    throw new Error(
      `The move needs ${Math.ceil(needed / 1_000_000)} MB on this computer's disk, and ${Math.floor(free / 1_000_000)} MB are free.`,
    );
}
