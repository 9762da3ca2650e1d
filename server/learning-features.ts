/** What learners and instructors come for. */
import { join } from 'node:path';
import { createAssessments } from './assessments/index.ts';
import { createCertificates } from './certificates/index.ts';
import { createCourses, renderQuestion } from './courses/index.ts';
import type { Ground } from './ground.ts';
import { createLearning } from './learning/index.ts';
import { createMedia } from './media/index.ts';
import type { Accounts } from './people-features.ts';
import { RESOURCES_FOLDER } from './platform/config/places.ts';
import type { Door } from './scanning/index.ts';
import type { Hub } from './platform/realtime/hub.ts';

export type LearningFeatures = ReturnType<typeof buildLearningFeatures>;

interface Before {
  accounts: Accounts;
  hub: Hub;
  /** Has a file scanned for malware. */
  door: Door;
}

export function buildLearningFeatures(ground: Ground, { accounts, hub: { tell }, door }: Before) {
  const { secrets, siteSettings } = ground;
  const requirePerson = accounts.service.me;

  const certificates = createCertificates({
    ...ground,
    tell,
    requirePerson,
    signing: secrets.signing,
    siteName: async ({ tx }) => (await siteSettings.read(tx))?.name ?? 'Lyceum',
  });
  const learning = createLearning({ ...ground, tell, requirePerson, issueCertificate: certificates.issue });
  const media = createMedia({ ...ground, door });
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
  return { certificates, learning, media, courses, assessments };
}
