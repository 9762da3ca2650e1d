import './events.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/db/database.ts';
import type { Unit, Work } from '../platform/db/work.ts';
import type { Events } from '../platform/events/events.ts';
import type { JobHandlers } from '../platform/jobs/runner.ts';
import { createCompletion, type CompletionDeps, type CourseState } from './completion.ts';
import { recount } from './jobs.ts';
import { enrolInvited } from './invited.ts';
import { listenForLearning, type Tell } from './listeners.ts';
import { createLearningRepository } from './repository.ts';
import { learningRoutes } from './routes.ts';
import { createLearningService, type LearningDeps } from './service.ts';
import { learningPersonal } from './personal.ts';
import { readOwnCourses } from './home.ts';
import { standingsReader } from './standings.ts';

export type { EnrolInvited } from './invited.ts';
export type { ReadStandings } from './standings.ts';
export type { CourseState } from './completion.ts';

/**
 * Marks a module as done and counts the course anew, in the caller's transaction. The submission that passed must be written
 * before: the certificate's score is read from it. Doing it again changes nothing. Answers null, and does nothing, when the
 * person is not enrolled (an instructor tries out their own quiz).
 */
export type CompleteModule = (
  unit: Unit,
  about: { userId: number; courseId: number; moduleId: number },
) => Promise<CourseState | null>;

export interface LearningParts {
  db: Database;
  work: Work;
  clock: Clock;
  /** The door of certificates. */
  issueCertificate: CompletionDeps['issueCertificate'];
  requirePerson: LearningDeps['requirePerson'];
  /** Tells the sockets of a room. */
  tell: Tell;
}

export function createLearning({ db, work, clock, issueCertificate, requirePerson, tell }: LearningParts) {
  const learning = createLearningRepository(db);
  const completion = createCompletion({ clock, learning, issueCertificate });
  const service = createLearningService({ db, work, clock, learning, completion, requirePerson });
  const completeModule: CompleteModule = completion.completeModule;
  const jobs: JobHandlers = {
    'learning.recount': (payload, context) => recount({ work, learning, completion }, payload, context),
  };
  return {
    personal: learningPersonal,
    service,
    routes: learningRoutes(service),
    jobs,
    completeModule,
    /** How people get on, for those who answer for them; who may ask is the business of whoever is handed these. */
    standings: standingsReader({ read: db.read, clock }),
    coursesOf: (userId: number) => readOwnCourses(db.read, userId, null),
    enrolInvited: enrolInvited({ clock, learning }),
    listen: (events: Events) => listenForLearning(events, { work, learning, tell }),
  };
}
