/** The academy as a whole: set up once, then named and opened or closed. */
import { randomUUID } from 'node:crypto';
import type { AccountsService } from '../accounts/index.ts';
import { type Clock, instant } from '../platform/clock.ts';
import { sha256 } from '../platform/crypto/secrets.ts';
import type { Database } from '../platform/db/database.ts';
import type { Work } from '../platform/db/work.ts';
import { found, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { Input } from '../platform/http/contract.ts';
import type { From } from '../platform/http/routes.ts';
import type { Limit } from '../platform/limits/limits.ts';
import type { Site, siteEndpoints } from './contract.ts';
import type { Door } from '../scanning/index.ts';
import { diskSpace } from '../platform/disk-space.ts';
import { changesOf } from '../platform/settings/change-rules.ts';
import { logoOf } from './logo.ts';
import { SITE_DEFAULTS, type SiteSettings, type SiteSettingsStore } from './repository.ts';
import { isSetupCode, removeSetupCode } from './setup-code.ts';

export interface SiteDeps {
  db: Database;
  work: Work;
  clock: Clock;
  siteSettings: SiteSettingsStore;
  accounts: AccountsService;
  setupTries: Limit;
  dataFolder: string;
  version: string;
  /** Has a file scanned for malware. */
  door: Door;
  /** Adds the sample course; answers its id. */
  addSampleCourse: (actor: Pick<Actor, 'userId'>) => Promise<number>;
}

type Changed = Input<typeof siteEndpoints.update>['body'];
type SetupBody = Input<typeof siteEndpoints.setup>['body'];

export type SiteService = ReturnType<typeof createSiteService>;

export function createSiteService(deps: SiteDeps) {
  const { db, work, clock, siteSettings, version } = deps;
  const read = async (): Promise<Site> => describe(await siteSettings.read(), version);
  return {
    read,
    async update(given: Changed, actor: Actor): Promise<Site> {
      await work.run(async ({ tx, record }) => {
        const details = changesOf({ ...(await siteSettings.read(tx)) }, given);
        await siteSettings.write(tx, given, instant(clock.now()));
        await record({ userId: actor.userId, action: 'site.update', resourceType: 'site', resourceId: null, details });
      });
      return read();
    },
    async setLogo(image: Buffer | null, actor: Actor): Promise<Site> {
      if (image) await deps.door({ name: 'logo', content: image, userId: actor.userId });
      const png = image && (await logoOf(image));
      const at = instant(clock.now());
      await work.run(async ({ tx, record }) => {
        await siteSettings.writeLogo(tx, png, at);
        await siteSettings.write(tx, { logo: png && sha256(png).slice(0, 16) }, at);
        await record({ userId: actor.userId, action: 'site.logo', resourceType: 'site', resourceId: null });
      });
      return read();
    },
    async logo() {
      return found(await siteSettings.readLogo(), 'This academy has no logo of its own.');
    },
    async setupFacts(code: string, from: From) {
      await requireCode(deps, code, from);
      const { free, total } = await diskSpace(deps.dataFolder);
      return { data_folder: deps.dataFolder, free_bytes: free, total_bytes: total, database: db.engine };
    },
    requireCode: (code: string, from: From) => requireCode(deps, code, from),
    setup: (body: SetupBody, from: From) => setup(deps, body, from),
    addSample: (actor: Pick<Actor, 'userId'>) => deps.addSampleCourse(actor),
  };
}

function describe(settings: SiteSettings | null, version: string): Site {
  const { name, key, registration, verify_email, accent_hue, language, support_contact, public_address, logo } =
    settings ?? SITE_DEFAULTS;
  return {
    name,
    key,
    registration: settings ? registration : 'closed',
    verify_email,
    accent_hue,
    logo: logo && `/api/v1/site/logo?v=${logo}`,
    language,
    support_contact,
    public_address,
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    set_up: settings !== null,
    version,
  };
}

async function requireCode(
  { siteSettings, setupTries, dataFolder }: SiteDeps,
  code: string,
  from: From,
): Promise<void> {
  if (await siteSettings.read()) refuse('ALREADY_SET_UP', 'This academy is set up already. Sign in instead.');
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
  const tokens = await deps.work.run(async unit => {
    const { tx, record } = unit;
    // Asked again inside the transaction: two wizards may finish at the same moment.
    if (await deps.siteSettings.read(tx)) refuse('ALREADY_SET_UP', 'This academy is set up already. Sign in instead.');
    await deps.siteSettings.write(
      tx,
      { name: body.site_name, key: randomUUID(), registration: 'open' },
      instant(deps.clock.now()),
    );
    const opened = await deps.accounts.createFirstAdministrator(unit, { ...body.admin, client: body.client }, from);
    await record({ userId: opened.userId, action: 'site.setup', resourceType: 'site', resourceId: null });
    return opened;
  });
  removeSetupCode(deps.dataFolder);
  const sampleId = body.sample_course ? await deps.addSampleCourse({ userId: tokens.userId }) : null;
  return { signedIn: { tokens, user: await deps.accounts.me(tokens.userId) }, sampleId };
}
