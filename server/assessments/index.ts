import './events.ts';
import { randomBytes } from 'node:crypto';
import type { Database } from '../platform/db/database.ts';
import type { Events } from '../platform/events/events.ts';
import type { Hub } from '../platform/realtime/hub.ts';
import { createTaking, type TakingDeps } from './attempts.ts';
import { createAttemptsRepository } from './repository/attempts.ts';
import { assessmentJobs, jobsAtStart, schedules } from './jobs.ts';
import { createAssessmentsRepository } from './repository/quizzes.ts';
import { assessmentRoutes } from './routes.ts';
import { createWriting, type WritingDeps } from './service.ts';
import { assessmentsPersonal } from './personal.ts';

export interface AssessmentsParts
  extends Pick<TakingDeps, 'work' | 'clock' | 'completeModule'>,
    Pick<WritingDeps, 'renderPrompt' | 'addQuizModule'> {
  db: Database;
  /** Tells the sockets of a room. */
  tell: Hub['tell'];
}

/** Short, and says nothing about the option. */
const newOptionId = () => randomBytes(6).toString('base64url');

export function createAssessments({ db, tell, ...parts }: AssessmentsParts) {
  const repositories = { assessments: createAssessmentsRepository(db), attempts: createAttemptsRepository(db) };
  const writing = createWriting({ ...parts, ...repositories, newOptionId });
  const taking = createTaking({ ...parts, ...repositories });
  return {
    personal: assessmentsPersonal,
    routes: assessmentRoutes(writing, taking),
    jobs: assessmentJobs(taking),
    schedules,
    jobsAtStart,
    createForModule: writing.createForModule,
    /** What a person handed in; who may ask is the business of whoever is handed this. */
    resultsOf: repositories.attempts.ofPerson,
    listen(events: Events): void {
      events.on('attempt.submitted', ({ userId, attemptId, assessmentId }) =>
        tell(`user:${userId}`, 'attempt.submitted', { attempt_id: attemptId, assessment_id: assessmentId }),
      );
    },
  };
}
