/** Programmes for people: who guides whom, and who belongs together. After learning, whose figures they show to those who may see them. */
import { holdsWithin } from './accounts/index.ts';
import type { Ground } from './ground.ts';
import type { LearningFeatures } from './learning-features.ts';
import type { PersonProgress, Standing } from './learning/contract.ts';
import { createMentoring } from './mentoring/index.ts';
import { createOrganisations } from './organisations/index.ts';
import type { Accounts } from './people-features.ts';
import type { Consents } from './privacy/index.ts';

interface Before {
  accounts: Accounts;
  consents: Consents;
  learning: LearningFeatures;
}

export function buildProgrammeFeatures(ground: Ground, { accounts, consents, learning: features }: Before) {
  const { learning, certificates, assessments } = features;
  async function progressOf(userId: number): Promise<PersonProgress> {
    const [standings, courses, earned, results] = await Promise.all([
      learning.standings([userId]),
      learning.coursesOf(userId),
      certificates.certificatesOf(userId),
      assessments.resultsOf(userId),
    ]);
    const shown = courses.map(({ next: _next, then: _then, ...course }) => course);
    return { standing: standings.get(userId) as Standing, courses: shown, certificates: earned, results };
  }
  const handed = { ...ground, requirePerson: accounts.service.me, standings: learning.standings, progressOf };
  const progress = 'student:view_progress';
  return {
    mentoring: createMentoring({ ...handed, guides: ({ roles }) => holdsWithin(roles, progress, 'mentees') }),
    organisations: createOrganisations({
      ...handed,
      represents: ({ roles }) => holdsWithin(roles, progress, 'organisation'),
      agreed: userIds => consents.agreedTo('organisation', userIds),
    }),
  };
}
