/** Accounts that must be kept whatever is asked: a dispute, a duty to keep records, an investigation. */
import { type Clock, instant } from '../platform/clock.ts';
import type { Work } from '../platform/db/work.ts';
import { found, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { Holds } from './repository/holds.ts';
import type { InactivityRepository } from './repository/inactivity.ts';
import type { Requests } from './repository/requests.ts';

export interface HoldingDeps {
  work: Work;
  clock: Clock;
  holds: Holds;
  inactivity: Pick<InactivityRepository, 'endTold'>;
  requests: Pick<Requests, 'person'>;
}

const act = (action: string, { userId }: Actor, resourceId: number) => ({
  userId,
  action,
  resourceType: 'user',
  resourceId,
});

export type Holding = ReturnType<typeof createHolding>;

export function createHolding({ work, clock, holds, inactivity, requests }: HoldingDeps) {
  const now = () => instant(clock.now());
  return {
    of: async (userId: number) => (await holds.of(userId)) ?? null,
    /** A further reason replaces the one before. Who was told to be erased for not being there stays. */
    async hold(userId: number, reason: string, actor: Actor): Promise<void> {
      found(await requests.person(userId), 'There is no such person.');
      await work.run(async ({ tx, record }) => {
        await holds.end(tx, userId, actor.userId, now());
        await holds.add(tx, { user_id: userId, reason, set_by: actor.userId, set_at: now() });
        await inactivity.endTold(tx, now(), userId);
        await record(act('privacy.hold', actor, userId));
      });
    },
    release: (userId: number, actor: Actor): Promise<void> =>
      work.run(async ({ tx, record }) => {
        if ((await holds.end(tx, userId, actor.userId, now())) === 0) refuse('NOT_FOUND', 'This account is not held.');
        await record(act('privacy.release', actor, userId));
      }),
  };
}
