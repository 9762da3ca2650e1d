/** The only door: `createBackups` for an academy, `backupLibrary` for what runs without one. */
import './events.ts';
import { type Clock, DAY, instant } from '../platform/clock.ts';
import type { Database } from '../platform/db/database.ts';
import { knownMigrations, migrate } from '../platform/db/migrate.ts';
import type { Transact } from '../platform/db/transact.ts';
import type { Work } from '../platform/db/work.ts';
import type { Hub } from '../platform/realtime/hub.ts';
import type { Settings } from '../platform/settings/settings.ts';
import { createByHand } from './by-hand.ts';
import { backupChecks } from './checks.ts';
import { insideRoutes } from './inside/routes.ts';
import { createInside } from './inside/service.ts';
import { backupJobs, backupJobsAtStart, backupSchedules } from './jobs.ts';
import { createMaking, type Rehearse } from './making.ts';
import { createBackupRows } from './repository/rows.ts';
import { backupRoutes } from './routes.ts';
import { daysKept } from './retention-rules.ts';
import { backupSettings } from './settings.ts';
import { createBackupsService } from './service.ts';

export type { BackupsByHand, Lying } from './by-hand.ts';
export { backupLibrary } from './library.ts';
export type { Manifest } from './manifest.ts';
export type { Place } from './places/place.ts';

export interface BackupsParts {
  db: Database;
  transact: Transact;
  work: Work;
  clock: Clock;
  settings: Settings;
  dataFolder: string;
  databaseUrl: string | undefined;
  version: string;
  tell: Hub['tell'];
  site: () => Promise<{ key: string; name: string } | null>;
  rehearse: Rehearse;
}

export function createBackups(parts: BackupsParts) {
  const rows = createBackupRows(parts.db);
  const tell = (backup_id: string | null) => parts.tell('staff', 'backup.changed', { backup_id });
  const service = createBackupsService({ ...parts, rows, tell });
  const making = createMaking({ ...parts, rows, tell, migrations: knownMigrations });
  const inside = createInside({
    ...parts,
    migrate: db => migrate(db.writer),
    async here() {
      const siteKey = (await parts.site())?.key ?? null;
      return { siteKey, version: parts.version, migrations: knownMigrations };
    },
  });
  return {
    service,
    /** When a backup that is made now will have been thinned out; null where none are made. */
    async goneBy() {
      const schedule = await parts.settings.read(backupSettings);
      return schedule.enabled ? instant(parts.clock.now() + daysKept(schedule) * DAY) : null;
    },
    byHand: createByHand({ ...parts, rows, making, migrations: knownMigrations }),
    routes: [...backupRoutes(service), ...insideRoutes(inside.service)],
    jobs: { ...backupJobs(making), ...inside.jobs },
    schedules: [...backupSchedules, ...inside.schedules],
    jobsAtStart: backupJobsAtStart,
    checks: backupChecks(service.state, parts.clock),
  };
}
