/** How large the database is, for the room that copies of it need. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Configuration } from '../platform/config/configuration.ts';

/** Bytes; 0 for PostgreSQL, whose copies are dumps and mostly lie elsewhere. */
export async function databaseBytes({
  dataFolder,
  databaseUrl,
}: Pick<Configuration, 'dataFolder' | 'databaseUrl'>): Promise<number> {
  if (databaseUrl) return 0;
  return stat(join(dataFolder, 'db', 'lyceum.db')).then(
    ({ size }) => size,
    () => 0,
  );
}
