/** A PostgreSQL database for looking into a backup, beside the academy's on the same server. */
import { BackupTrouble } from '../trouble.ts';
import { connect } from './postgres.ts';
import { restoreDump } from './scratch-postgres.ts';

const nameOf = (backupId: string) => `lyceum_inside_${backupId.replaceAll('-', '_')}`;

/** Restores the dump into a fresh database; answers its address. `url` is the academy's. */
export async function fillInside(
  url: string | undefined,
  backupId: string,
  dump: string,
  signal: AbortSignal,
): Promise<string> {
  if (!url)
    throw new BackupTrouble(
      'database',
      `Backup ${backupId} is of a PostgreSQL academy, and this one has no PostgreSQL to open it in.`,
      'Connect the academy to PostgreSQL first, or restore the whole backup on such a machine.',
    );
  const name = nameOf(backupId);
  const client = await connect(url);
  try {
    await client.query(`create database ${name}`);
  } catch (cause) {
    // 42501: this account may not make databases.
    if ((cause as { code?: string }).code !== '42501') throw cause;
    throw new BackupTrouble(
      'database',
      'PostgreSQL does not allow this academy to make a second database to look into.',
      'Ask whoever looks after PostgreSQL to grant the account CREATEDB.',
      cause,
    );
  } finally {
    await client.end();
  }
  const address = new URL(url);
  address.pathname = `/${name}`;
  await restoreDump(address.href, dump, signal);
  return address.href;
}

export async function dropInside(url: string, backupId: string): Promise<void> {
  const client = await connect(url);
  try {
    await client.query(`drop database if exists ${nameOf(backupId)} with (force)`);
  } finally {
    await client.end();
  }
}
