/** The academy as a whole: set up once, then named and opened or closed. */
import { randomUUID } from 'node:crypto';
import type { AccountsService } from '../accounts/index.ts';
import { type Clock, instant } from '../platform/clock.ts';
import type { Database } from '../platform/db/database.ts';
import type { Work } from '../platform/db/work.ts';
import { refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { Input } from '../platform/http/contract.ts';
import type { From } from '../platform/http/routes.ts';
import type { Limit } from '../platform/limits/limits.ts';
import type { Site, siteEndpoints } from './contract.ts';
import { diskSpace } from './health.ts';
import type { Settings, SiteSettings } from './repository.ts';
import { isSetupCode, removeSetupCode } from './setup-code.ts';

export interface SiteDeps {
  db: Database;
  work: Work;
  clock: Clock;
  settings: Settings;
  accounts: AccountsService;
  setupTries: Limit;
  dataFolder: string;
  version: string;
  /** Adds the sample course; answers its id. */
  addSampleCourse: (actor: Pick<Actor, 'userId'>) => Promise<number>;
}

type SetupBody = Input<typeof siteEndpoints.setup>['body'];

export type SiteService = ReturnType<typeof createSiteService>;

export function createSiteService(deps: SiteDeps) {
  const { db, work, clock, settings, version } = deps;
  const read = async (): Promise<Site> => describe(await settings.read(), version);
  return {
    read,
    async update(change: Partial<SiteSettings>, actor: Actor): Promise<Site> {
      await work.run(async ({ tx, record }) => {
        await settings.write(tx, change, instant(clock.now()));
        await record({ userId: actor.userId, action: 'site.update', resourceType: 'site', resourceId: null });
      });
      return read();
    },
    async setupFacts(code: string, from: From) {
      await requireCode(deps, code, from);
      const { free, total } = await diskSpace(deps.dataFolder);
      return { data_folder: deps.dataFolder, free_bytes: free, total_bytes: total, database: db.engine };
    },
    setup: (body: SetupBody, from: From) => setup(deps, body, from),
  };
}

function describe(settings: SiteSettings | null, version: string): Site {
  if (!settings) return { name: 'Lyceum', key: 'lyceum', registration: 'closed', set_up: false, version };
  const { name, key, registration } = settings;
  return { name, key, registration, set_up: true, version };
}

async function requireCode({ settings, setupTries, dataFolder }: SiteDeps, code: string, from: From): Promise<void> {
  if (await settings.read()) refuse('ALREADY_SET_UP', 'This academy is set up already. Sign in instead.');
  await setupTries.check(from.ip);
  if (isSetupCode(dataFolder, code)) return;
  await setupTries.count(from.ip);
  refuse(
    'FORBIDDEN',
    'This is not the set-up code. It is printed where the server was started and stands in the file setup-code of the data folder.',
    { field: 'code' },
  );
}

async function setup(deps: SiteDeps, body: SetupBody, from: From) {
  await requireCode(deps, body.code, from);
  const tokens = await deps.work.run(async ({ tx, record }) => {
    // Asked again inside the transaction: two wizards may finish at the same moment.
    if (await deps.settings.read(tx)) refuse('ALREADY_SET_UP', 'This academy is set up already. Sign in instead.');
    await deps.settings.write(
      tx,
      { name: body.site_name, key: randomUUID(), registration: 'open' },
      instant(deps.clock.now()),
    );
    const opened = await deps.accounts.createFirstAdministrator(tx, { ...body.admin, client: body.client }, from);
    await record({
      userId: opened.userId,
      action: 'site.setup',
      resourceType: 'site',
      resourceId: null,
      ip: from.ip,
      userAgent: from.userAgent,
    });
    return opened;
  });
  removeSetupCode(deps.dataFolder);
  const sampleId = body.sample_course ? await deps.addSampleCourse({ userId: tokens.userId }) : null;
  return { signedIn: { tokens, user: await deps.accounts.me(tokens.userId) }, sampleId };
}
