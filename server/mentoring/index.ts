import type { Database } from '../platform/db/database.ts';
import { mentoringPersonal } from './personal.ts';
import { createMentoringRepository } from './repository.ts';
import { mentoringRoutes } from './routes.ts';
import { createMentoringService, type MentoringDeps } from './service.ts';

export interface MentoringParts extends Omit<MentoringDeps, 'mentoring'> {
  db: Database;
}

export function createMentoring({ db, ...parts }: MentoringParts) {
  const mentoring = createMentoringRepository(db);
  return {
    personal: mentoringPersonal(mentoring),
    routes: mentoringRoutes(createMentoringService({ ...parts, mentoring })),
  };
}
