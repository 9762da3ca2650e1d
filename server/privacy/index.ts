import { join } from 'node:path';
import { type Clock, instant } from '../platform/clock.ts';
import type { Keyring } from '../platform/crypto/keyring.ts';
import { createResealing } from '../platform/crypto/resealing.ts';
import type { SealedColumn } from '../platform/crypto/sealed-columns.ts';
import { createSealing } from '../platform/crypto/sealing.ts';
import type { Database } from '../platform/db/database.ts';
import type { Transact } from '../platform/db/transact.ts';
import type { Work } from '../platform/db/work.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { PersonalPart } from '../platform/personal/about.ts';
import type { Settings } from '../platform/settings/settings.ts';
import { type Consents, createConsents } from './consents.ts';
import type { PrivacySettings } from './contract.ts';
import { createErasing, type ErasingDeps } from './erasing.ts';
import { createExporting, type ExportingDeps } from './exporting.ts';
import { privacyJobs, privacyJobsAtStart, privacySchedules } from './jobs.ts';
import { createHolding } from './holding.ts';
import { createInactive } from './inactive.ts';
import { createKeys } from './keys.ts';
import { privacyPersonal } from './personal.ts';
import { createAboutPerson } from './repository/about-person.ts';
import { createConsentsRepository } from './repository/consents.ts';
import { createHolds } from './repository/holds.ts';
import { createInactivityRepository } from './repository/inactivity.ts';
import { createRequests } from './repository/requests.ts';
import { privacyRoutes } from './routes.ts';
import { privacySettings } from './settings.ts';
import { createTelling, type TellingDeps } from './telling.ts';
import { openTombstones } from './tombstones.ts';

export { keyChecks } from './checks.ts';
export type { Consents } from './consents.ts';
export type { KeysService } from './keys.ts';

export interface ConsentsParts {
  db: Database;
  work: Work;
  clock: Clock;
}

/** Built before the rest: every request of a browser and every registration asks it. */
export const buildConsents = ({ db, work, clock }: ConsentsParts): Consents =>
  createConsents({ work, clock, consents: createConsentsRepository(db) });

export interface PrivacyParts
  extends ConsentsParts,
    Pick<ErasingDeps, 'siteKey' | 'backupsGoneBy'>,
    Pick<ExportingDeps, 'academyName'>,
    TellingDeps {
  transact: Transact;
  settings: Settings;
  consents: Consents;
  ring: Keyring;
  dataFolder: string;
  /** What every feature knows of people, and where every feature seals; asked when all of them are built. */
  others: () => { personal: readonly PersonalPart[]; sealed: readonly SealedColumn[] };
}

export function createPrivacy(parts: PrivacyParts) {
  const { db, transact, work, clock, consents, ring, dataFolder, others } = parts;
  const folder = join(dataFolder, 'personal-exports');
  const sealing = createSealing(ring);
  const requests = createRequests(db);
  const settings = settingsOf(parts);
  const personal = privacyPersonal(folder, createConsentsRepository(db).answeredBy);
  const inactivity = createInactivityRepository(db);
  const holds = createHolds(db);
  const inactive = createInactive({ ...parts, requests, inactivity, tell: createTelling(parts) });
  const deps = {
    ...parts,
    requests,
    folder,
    holds,
    inactive,
    about: createAboutPerson(db, sealing),
    parts: () => [...others().personal, personal],
    settings: settings.read,
    tombstones: openTombstones(join(dataFolder, 'erased.txt')),
  };
  const exporting = createExporting(deps);
  const erasing = createErasing(deps);
  const holding = createHolding({ work, clock, holds, inactivity, requests });
  const resealing = createResealing({ db, transact, sealing, columns: () => others().sealed });
  const keys = createKeys({ ring, resealing, work, clock, requests });
  return {
    keys,
    routes: privacyRoutes({ consents, exporting, erasing, holding, inactive, keys, settings }),
    jobs: privacyJobs({ exporting, erasing, inactive, keys }),
    schedules: privacySchedules,
    jobsAtStart: privacyJobsAtStart,
    /** Somebody signed in. */
    cameBack: inactive.cameBack,
    /** Everything that is known of people, this feature's own included. */
    parts: deps.parts,
  };
}

function settingsOf({ settings, work, clock }: PrivacyParts) {
  const read = () => settings.read(privacySettings);
  return {
    read,
    async save(change: { [K in keyof PrivacySettings]?: PrivacySettings[K] | undefined }, { userId }: Actor) {
      await work.run(async ({ tx, record }) => {
        const details = await settings.write(tx, privacySettings, change, instant(clock.now()));
        await record({ userId, action: 'privacy.settings', resourceType: 'settings', resourceId: null, details });
      });
      return read();
    },
  };
}
