/** Every feature with what it needs of the ground and of the others. Read it as a table of contents. */
import { join } from 'node:path';
import { createAccounts } from './accounts/index.ts';
import { createAssessments } from './assessments/index.ts';
import { createCertificates } from './certificates/index.ts';
import { createCourses, renderQuestion } from './courses/index.ts';
import type { Ground } from './ground.ts';
import { createLearning } from './learning/index.ts';
import { createMedia } from './media/index.ts';
import { createOverview } from './overview/index.ts';
import { RESOURCES_FOLDER } from './platform/config/places.ts';
import type { BoundRoute, Mount } from './platform/http/routes.ts';
import type { JobName } from './platform/jobs/contract.ts';
import { jobRoutes } from './platform/jobs/routes.ts';
import type { JobHandlers } from './platform/jobs/runner.ts';
import type { Schedule } from './platform/jobs/schedules.ts';
import type { Hub } from './platform/realtime/hub.ts';
import { createSite, diskSpace } from './site/index.ts';

export type Accounts = ReturnType<typeof buildAccounts>;

/** First of all, because sockets and requests ask it who is there. */
export function buildAccounts(ground: Ground) {
  const registrationOpen = async () => (await ground.settings.read())?.registration === 'open';
  return createAccounts({ ...ground, accessKey: ground.secrets.accessKey, registrationOpen });
}

export interface Features {
  routes: BoundRoute[];
  mounts: Mount[];
  jobs: JobHandlers;
  schedules: Schedule[];
  /** Enqueued whenever the process that runs jobs starts. */
  jobsAtStart: readonly JobName[];
}

export function buildFeatures(ground: Ground, accounts: Accounts, hub: Hub, isReady: () => boolean): Features {
  const { configuration, secrets, settings, queue, limits, events } = ground;
  const { dataFolder } = configuration;
  const { tell } = hub;
  const requirePerson = accounts.service.me;

  const certificates = createCertificates({
    ...ground,
    tell,
    requirePerson,
    signing: secrets.signing,
    siteName: async ({ tx }) => (await settings.read(tx))?.name ?? 'Lyceum',
  });
  const learning = createLearning({ ...ground, tell, requirePerson, issueCertificate: certificates.issue });
  const media = createMedia(ground);
  const courses = createCourses({
    ...ground,
    files: media.filesForCourses,
    sampleFolder: join(RESOURCES_FOLDER, 'sample-course'),
    addQuiz: (unit, at) => assessments.createForModule(unit, at),
  });
  const assessments = createAssessments({
    ...ground,
    tell,
    addQuizModule: courses.addQuizModule,
    renderPrompt: renderQuestion,
    completeModule: async (unit, about) => void (await learning.completeModule(unit, about)),
  });
  const site = createSite({
    ...ground,
    dataFolder,
    isReady,
    startedAt: ground.clock.now(),
    accounts: accounts.service,
    answerSignedIn: accounts.answerSignedIn,
    setupTries: limits.limit('setup', 10, 600),
    addSampleCourse: courses.addSampleCourse,
  });
  const overview = createOverview({
    ...ground,
    hub,
    health: site.health,
    diskSpace: () => diskSpace(dataFolder),
    listening: configuration,
  });

  events.on('session.ended', ({ sessionId }) => hub.endSession(sessionId));
  for (const feature of [learning, certificates, assessments]) feature.listen(events);

  const withRoutes = [site, accounts, courses, media, learning, assessments, certificates, overview];
  return {
    routes: [...withRoutes.flatMap(feature => feature.routes), ...jobRoutes(queue)],
    mounts: [...media.mounts],
    jobs: { ...media.jobs, ...learning.jobs, ...assessments.jobs, ...overview.jobs },
    schedules: [...media.schedules, ...assessments.schedules, ...overview.schedules],
    jobsAtStart: assessments.jobsAtStart,
  };
}
