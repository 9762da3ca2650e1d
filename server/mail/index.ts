import type { Clock } from '../platform/clock.ts';
import type { Sealing } from '../platform/crypto/sealing.ts';
import type { Database, Tx } from '../platform/db/database.ts';
import type { Work } from '../platform/db/work.ts';
import type { Log } from '../platform/logging/log.ts';
import type { Settings } from '../platform/settings/settings.ts';
import { mailChecks } from './checks.ts';
import { createDelivery } from './delivery.ts';
import { mailJobs, mailJobsAtStart, mailSchedules } from './jobs.ts';
import { createOutbox, type Mail } from './outbox.ts';
import { mailPersonal, mailSealed } from './personal.ts';
import { createMailRepository } from './repository.ts';
import { mailRoutes } from './routes.ts';
import { createMailService } from './service.ts';
import type { SiteFace } from './templates.ts';

export type { Mail } from './outbox.ts';

export interface MailParts {
  db: Database;
  work: Work;
  clock: Clock;
  log: Log;
  settings: Settings;
  sealing: Sealing;
  /** The academy as its mails show it. */
  face: (tx?: Tx) => Promise<SiteFace>;
  /** PNG; null without one. */
  logo: () => Promise<Buffer | null>;
}

export function createMail({ db, ...parts }: MailParts) {
  const mail = createMailRepository(db);
  const deps = { ...parts, mail };
  const outbox = createOutbox(deps);
  const delivery = createDelivery({ ...deps, siteName: async () => (await parts.face()).name });
  const handed: Mail = { isConfigured: outbox.isConfigured, send: outbox.send };
  return {
    mail: handed,
    personal: mailPersonal,
    sealed: [mailSealed],
    routes: mailRoutes(createMailService(deps), outbox),
    jobs: mailJobs({ ...deps, delivery }),
    schedules: [...mailSchedules],
    jobsAtStart: mailJobsAtStart,
    checks: mailChecks(deps),
    close: delivery.close,
  };
}
