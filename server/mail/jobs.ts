import { type Clock, DAY, instant } from '../platform/clock.ts';
import type { Work } from '../platform/db/work.ts';
import type { JobHandlers } from '../platform/jobs/runner.ts';
import type { Delivery } from './delivery.ts';
import { jobOptions } from './outbox.ts';
import type { MailRepository } from './repository.ts';

declare module '../platform/jobs/contract.ts' {
  interface Jobs {
    /** Sends one message of the outbox. */
    'mail.send': { messageId: number };
    /** Sees that every waiting message has its job, and forgets old ones. */
    'mail.tidy': Record<string, never>;
  }
}

/** Messages are kept this long after they were sent or given up: they carry names, addresses and links. */
const KEPT_MS = 90 * DAY;

export interface MailJobsDeps {
  delivery: Delivery;
  work: Work;
  clock: Clock;
  mail: MailRepository;
}

export const mailJobs = ({ delivery, work, clock, mail }: MailJobsDeps): JobHandlers => ({
  'mail.send': { lane: 'mail', run: ({ messageId }, context) => delivery.deliver(messageId, context) },
  'mail.tidy': () =>
    work.run(async ({ tx, enqueue }) => {
      for (const { id, next_try_at } of await mail.unsettled(tx))
        await enqueue('mail.send', { messageId: id }, jobOptions(id, next_try_at));
      await mail.removeEnded(tx, instant(clock.now() - KEPT_MS));
    }),
});

export const mailSchedules = [{ cron: '41 * * * *', name: 'mail.tidy', payload: {} }] as const;
/** After a crash or a restore, messages may wait whose jobs are gone. */
export const mailJobsAtStart = ['mail.tidy'] as const;
