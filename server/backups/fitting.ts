/** Whether a backup may be used here. */
import type { Header } from './format.ts';
import { BackupTrouble } from './trouble.ts';

export interface Here {
  /** The academy's own; null on a machine that has none yet, where every academy's backup fits. */
  siteKey: string | null;
  /** Version of this program and the migrations it knows, in order. */
  version: string;
  migrations: readonly string[];
}

/** Throws `foreign`, `newer` or `unknown-version`. An older backup fits: a copy of it is brought up to date. */
export function requireFitting(header: Header, here: Here): void {
  if (here.siteKey !== null && header.site.key !== here.siteKey)
    throw new BackupTrouble(
      'foreign',
      `Backup ${header.id} is of another academy, ${header.site.name}.`,
      'Restore it on a machine of its own, or choose a backup of this academy.',
    );
  const unknown = header.migrations.find(name => !here.migrations.includes(name));
  if (!unknown) return;
  const newer = here.migrations.every(name => header.migrations.includes(name));
  throw newer
    ? new BackupTrouble(
        'newer',
        `Backup ${header.id} was made by Lyceum ${header.version}, which is newer than this one (${here.version}).`,
        `Update Lyceum to ${header.version} first.`,
      )
    : new BackupTrouble(
        'unknown-version',
        `Backup ${header.id} was made by Lyceum ${header.version}, whose database this one (${here.version}) does not know (${unknown}).`,
        `Install Lyceum ${header.version}, restore there, then update.`,
      );
}
