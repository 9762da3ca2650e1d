/** What keeps the machine alive: the admin's part of the product. */
import { createActivity } from './activity/index.ts';
import { backupLibrary, createBackups } from './backups/index.ts';
import { createDatabase } from './database/index.ts';
import { type Ground, knownSecrets } from './ground.ts';
import { createHealth } from './health/index.ts';
import { alertsByMail, homeFacts, inRoom, lifeOf, recordFacts } from './health-wiring.ts';
import { knownSettings } from './known-settings.ts';
import { createLocks } from './media/index.ts';
import type { LearningFeatures } from './learning-features.ts';
import { createLedger } from './ledger/index.ts';
import { createNetwork } from './network/index.ts';
import { createOperations } from './operations/index.ts';
import { createOverview } from './overview/index.ts';
import type { Accounts, FactorsFeature, MailFeature, ScanningFeature } from './people-features.ts';
import { hasLauncher } from './platform/config/configuration.ts';
import { RESOURCES_FOLDER } from './platform/config/places.ts';
import { knownMigrations } from './platform/db/migrate.ts';
import { diskSpace } from './platform/disk-space.ts';
import type { Hub } from './platform/realtime/hub.ts';
import { keyChecks } from './privacy/index.ts';
import { rehearse } from './rehearsal/index.ts';
import { rehearseApart } from './rehearse-apart.ts';
import { createRestore } from './restore/index.ts';
import type { createSite } from './site/index.ts';
import { askSupervisor } from './supervisor/ask.ts';
import { lastOperation } from './supervisor/operations/journal.ts';
import { createUpdates } from './updates/index.ts';
import { createUpkeep } from './upkeep/index.ts';

/** The ports in fact: what was configured, until the server listens on one that was free. */
export interface Ports {
  port: number;
  httpsPort: number;
}

/** What this process is. */
export interface Process {
  hub: Hub;
  /** Requests are served. */
  isReady: () => boolean;
  ports: Ports;
}

interface Others extends Process {
  mail: MailFeature;
  factors: FactorsFeature;
  accounts: Accounts;
  scanning: ScanningFeature;
  site: ReturnType<typeof createSite>;
  media: LearningFeatures['media'];
}

export type ApplianceFeatures = ReturnType<typeof buildApplianceFeatures>;

export function buildApplianceFeatures(ground: Ground, others: Others) {
  const { hub } = others;
  const { tell } = hub;
  const { configuration, siteSettings, folders } = ground;
  const site = () => siteSettings.read();
  const academyName = async () => (await site())?.name ?? 'Lyceum';

  const network = createNetwork({
    ...ground,
    tell,
    hub,
    ports: others.ports,
    host: configuration.host,
    announces: configuration.announces ?? true,
    secretsFolder: folders.secrets,
    site: siteSettings.read,
  });
  const backups = createBackups({
    ...ground,
    tell,
    site,
    dataFolder: folders.data,
    databaseUrl: configuration.databaseUrl,
    rehearse: copy => rehearse({ ...copy, clock: ground.clock }),
  });
  const restore = createRestore({
    ...ground,
    hub,
    site,
    dataFolder: folders.data,
    library: backupLibrary,
    migrations: knownMigrations,
    knownSettings,
    requireSetupCode: others.site.requireSetupCode,
  });
  const updates = createUpdates({
    ...ground,
    tell,
    academyName,
    hasLauncher: hasLauncher(),
    migrations: knownMigrations,
    resources: RESOURCES_FOLDER,
    rehearseApart: rehearseApart(configuration),
    locksIn: createLocks,
  });
  const database = createDatabase({ ...ground, academyName });
  const operations = createOperations({
    ...ground,
    hub,
    lastOperation: () => lastOperation(folders.data),
  });
  return {
    network,
    backups,
    restore,
    updates,
    database,
    operations,
    ...buildWatch(ground, others, { network, backups, restore, updates, operations }),
  };
}

type Checked = Pick<Parameters<typeof homeFacts>[0], 'backups'> & {
  network: ReturnType<typeof createNetwork>;
  restore: ReturnType<typeof createRestore>;
  updates: ReturnType<typeof createUpdates>;
  operations: ReturnType<typeof createOperations>;
};

/** What looks at everything else, so it comes after it. */
function buildWatch(ground: Ground, others: Others, { network, backups, restore, updates, operations }: Checked) {
  const { mail, accounts, media, hub, isReady, ports } = others;
  const { folders, siteSettings, events } = ground;
  const space = () => diskSpace(folders.data);

  const limits = {
    name: 'limits',
    run: async () => ({ counts: { removed: await ground.limits.tidy(ground.clock.now()) } }),
  };
  const ledger = createLedger(ground);
  const upkeep = createUpkeep({
    ...ground,
    diskSpace: space,
    cleanUploads: media.cleanUploads,
    removeActs: ledger.service.removeOlder,
    more: [limits],
  });
  const health = createHealth({
    ...ground,
    ...alertsByMail(ground, mail, accounts),
    hub,
    isReady,
    port: ground.configuration.port,
    checks: [
      ...mail.checks,
      ...others.factors.checks,
      ...inRoom('settings', others.scanning.checks),
      ...inRoom('backups', backups.checks),
      ...inRoom('backups', restore.checks),
      ...inRoom('settings', updates.checks),
      ...inRoom('settings', network.checks),
      ...inRoom('settings', upkeep.checks),
      ...inRoom('activity', ledger.checks),
      ...inRoom('settings', keyChecks(ground.secrets.sealingKey, ground.clock)),
      ...operations.checks,
    ],
    backupCheck: 'backup-age',
    mediaReserve: media.reserveBytes,
    mediaBytes: media.storedBytes,
    academyName: async () => (await siteSettings.read())?.name ?? 'Lyceum',
    life: () => lifeOf(folders.data),
  });
  recordFacts(events, health);
  const overview = createOverview({
    ...ground,
    ...homeFacts({ health, backups }),
    hub,
    diskSpace: space,
    ways: network.network.brief,
    here: () => ports.port,
  });
  const activity = createActivity({
    ...ground,
    tell: hub.tell,
    diskSpace: space,
    serverReport: () => askSupervisor(folders.data),
    knownSecrets: () => knownSecrets(ground),
    reports: [
      { file: 'health.json', collect: health.doctor },
      { file: 'recorder.json', collect: health.recording },
      { file: 'upkeep.json', collect: upkeep.reports },
    ],
  });
  return { ledger, upkeep, health, overview, activity };
}
