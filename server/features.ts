/** Every feature, and what a process takes of all of them together. Read it as a table of contents. */
import { type ApplianceFeatures, buildApplianceFeatures, type Process } from './appliance-features.ts';
import type { Ground } from './ground.ts';
import { heardOf, recallOperation } from './health-wiring.ts';
import { buildLearningFeatures } from './learning-features.ts';
import {
  type Accounts,
  buildRegistration,
  buildSso,
  type FactorsFeature,
  type MailFeature,
  type ScanningFeature,
  type SignInRulesFeature,
} from './people-features.ts';
import type { SealedColumn } from './platform/crypto/sealed-columns.ts';
import { sealedSettings } from './platform/settings/settings.ts';
import type { PersonalPart } from './platform/personal/about.ts';
import type { BoundRoute, Mount } from './platform/http/routes.ts';
import type { JobName } from './platform/jobs/contract.ts';
import { jobRoutes } from './platform/jobs/routes.ts';
import type { JobHandlers } from './platform/jobs/runner.ts';
import type { Schedule } from './platform/jobs/schedules.ts';
import { type Consents, createPrivacy, type KeysService } from './privacy/index.ts';
import { buildProgrammeFeatures } from './programme-features.ts';
import { createSite } from './site/index.ts';
import type { OperationReport } from './supervisor/contract.ts';

/** What a feature may bring; each brings only what it has. */
interface Feature {
  routes?: readonly BoundRoute[];
  mounts?: readonly Mount[];
  jobs?: JobHandlers;
  schedules?: readonly Schedule[];
  /** Enqueued whenever the process that runs jobs starts. */
  jobsAtStart?: readonly JobName[];
}

/** What a feature says of what it stores. */
interface Storing {
  /** What it knows of people. */
  personal?: PersonalPart;
  /** Where it stores what is sealed. */
  sealed?: readonly SealedColumn[];
}

export interface Features extends Required<Feature> {
  network: ApplianceFeatures['network'];
  /** What looks after something as long as the process that runs jobs lives; each answers how to end it. */
  watchers: readonly (() => () => void)[];
  /** What the command line uses of them. */
  tools: {
    backups: ApplianceFeatures['backups']['byHand'];
    diagnostics: ApplianceFeatures['activity']['diagnostics'];
    upkeep: ApplianceFeatures['upkeep']['service'];
    updates: ApplianceFeatures['updates']['service'];
    database: ApplianceFeatures['database']['service'];
    ledger: ApplianceFeatures['ledger']['service'];
    doctor: ApplianceFeatures['health']['doctor'];
    keys: KeysService;
  };
  /** What is known of people, for the documentation. */
  personal: () => readonly PersonalPart[];
  /** The supervisor's word that an operation moved. */
  operationChanged(report: OperationReport): void;
  /** Records, checks and ends what is over, in the process that runs jobs. */
  watch: Watch;
  /** Runs every check here and now. */
  doctor: ApplianceFeatures['health']['doctor'];
  close(): void;
}

interface Watch {
  start(): void;
  stop(): Promise<void>;
}

/** Several watches as one. */
const together = (...all: readonly Watch[]): Watch => ({
  start: () => {
    for (const one of all) one.start();
  },
  stop: async () => void (await Promise.all(all.map(one => one.stop()))),
});

interface FirstFeatures extends Process {
  mail: MailFeature;
  factors: FactorsFeature;
  signInRules: SignInRulesFeature;
  accounts: Accounts;
  consents: Consents;
  scanning: ScanningFeature;
}

export function buildFeatures(ground: Ground, first: FirstFeatures): Features {
  const { mail, signInRules, factors, accounts, scanning, hub } = first;
  const { folders, limits, events, queue } = ground;
  const learning = buildLearningFeatures(ground, { accounts, hub, door: scanning.door });
  const site = createSite({
    ...ground,
    dataFolder: folders.data,
    accounts: accounts.service,
    answerSignedIn: accounts.answerSignedIn,
    setupTries: limits.limit('setup', 10, 600),
    door: scanning.door,
    addSampleCourse: learning.courses.addSampleCourse,
  });
  const registration = buildRegistration(ground, first, learning.learning);
  const programmes = buildProgrammeFeatures(ground, { accounts, consents: first.consents, learning });
  const appliance = buildApplianceFeatures(ground, { ...first, site, media: learning.media });
  const { health, backups, activity, upkeep, network, operations } = appliance;

  factors.knowNames(network.https.names);
  events.on('session.opened', ({ userId }) => factors.gate.entered(userId));
  signInRules.spread(events, hub);
  const privacy = createPrivacy({
    ...ground,
    mail: mail.mail,
    language: async () => (await ground.siteSettings.read())?.language ?? 'en',
    base: () => accounts.registrar.linkBase({ origin: '' }),
    consents: first.consents,
    ring: ground.secrets.sealingKey,
    dataFolder: folders.data,
    academyName: async () => (await ground.siteSettings.read())?.name ?? 'Lyceum',
    siteKey: async () => (await ground.siteSettings.read())?.key ?? 'lyceum',
    backupsGoneBy: backups.goneBy,
    others: () => ({
      personal: all.flatMap(({ personal }) => (personal ? [personal] : [])),
      sealed: all.flatMap(({ sealed = [] }) => sealed),
    }),
  });

  events.on('session.opened', ({ userId }) => privacy.cameBack(userId));
  events.on('session.ended', ({ sessionId, reason }) =>
    hub.endSession(sessionId, reason !== 'gone back' && reason !== 'signed in again'),
  );
  events.on('user.rights-changed', ({ userId }) => hub.renew(userId));
  for (const feature of [learning.learning, learning.certificates, learning.assessments]) feature.listen(events);

  const all: readonly (Feature & Storing)[] = [
    site,
    mail,
    signInRules,
    factors,
    scanning,
    accounts,
    registration,
    buildSso(ground, accounts),
    ...Object.values<Feature>(learning),
    ...Object.values<Feature>(programmes),
    ...Object.values<Feature>(appliance),
    { routes: jobRoutes(queue), sealed: [sealedSettings] },
    privacy,
  ];
  return {
    ...joined(all),
    network,
    watch: together(
      health.watch,
      accounts.watch(id => hub.endSession(id, true)),
    ),
    watchers: [...activity.watchers, recallOperation(operations, health)],
    tools: {
      backups: backups.byHand,
      diagnostics: activity.diagnostics,
      upkeep: upkeep.service,
      updates: appliance.updates.service,
      database: appliance.database.service,
      ledger: appliance.ledger.service,
      doctor: health.doctor,
      keys: privacy.keys,
    },
    personal: privacy.parts,
    operationChanged: heardOf(operations, ground.keeps ? health : null),
    doctor: health.doctor,
    close: health.close,
  };
}

function joined(all: readonly Feature[]): Required<Feature> {
  return {
    routes: all.flatMap(({ routes = [] }) => routes),
    mounts: all.flatMap(({ mounts = [] }) => mounts),
    jobs: Object.assign({}, ...all.map(({ jobs = {} }) => jobs)) as JobHandlers,
    schedules: all.flatMap(({ schedules = [] }) => schedules),
    jobsAtStart: all.flatMap(({ jobsAtStart = [] }) => jobsAtStart),
  };
}
