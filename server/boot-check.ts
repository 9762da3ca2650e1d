/** What a process of its own looks at before the academy is served: see supervisor/inspection.ts. */
import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SQLITE_FILE } from './platform/db/database.ts';
import { inspectSqlite } from './platform/db/inspection.ts';
import { LIMITS_FILE } from './platform/limits/limits.ts';
import type { BackupLibrary } from './restore/library.ts';
import { listRestorable } from './restore/index.ts';
import type { Offer } from './supervisor/contract.ts';
import type { Damage, OperationKind, StepContext } from './supervisor/index.ts';

const Values = z.object({ thorough: z.boolean() });

/** `verify` answers the damage that it finds, `save` what could be restored instead. */
export const bootCheck = (library: BackupLibrary): OperationKind => ({
  kind: 'boot-check',
  steps: {
    verify: async context => look(context),
    save: ({ configuration }) => offersOf(library, configuration.dataFolder),
  },
});

function look({ configuration, values, progress }: StepContext): Damage | null {
  const { dataFolder, databaseUrl } = configuration;
  const folder = join(dataFolder, 'db');
  mendDisposable(join(folder, LIMITS_FILE));
  const file = join(folder, SQLITE_FILE);
  if (databaseUrl || !existsSync(file) || statSync(file).size === 0) return null;
  const { thorough } = Values.parse(values);
  const wrong = inspectSqlite(file, { thorough, progress: (done, table) => progress(done, table) });
  return wrong ? { file, reason: `The database file ${file} is damaged (${wrong}). Nothing in it was changed.` } : null;
}

/** Counts of attempts are made anew; whoever was locked out has to be counted again. */
function mendDisposable(file: string): void {
  if (!existsSync(file)) return;
  if (inspectSqlite(file, { thorough: false }) === null) return;
  for (const path of [file, `${file}-wal`, `${file}-shm`]) rmSync(path, { force: true });
}

/** Proved ones first, each newest first. */
async function offersOf(library: BackupLibrary, dataFolder: string): Promise<Offer[]> {
  const found = await listRestorable(library, { dataFolder, folder: null });
  const proved = found.filter(each => each.proved_at !== null);
  return [...proved, ...found.filter(each => each.proved_at === null)].slice(0, 10).map(each => ({
    made_at: each.made_at,
    proved_at: each.proved_at,
    encrypted: each.encrypted && each.locked,
    keys_missing: each.keys === 'missing',
    people: each.people,
    version: each.version,
    plan: {
      kind: 'restore',
      title: `Restore the backup of ${each.made_at.slice(0, 16).replace('T', ' ')} UTC`,
      academy: each.academy,
      values: { backup: each.id, place: each.place, user_id: null },
      relaunch: false,
    },
  }));
}
