/** Closing one's own account, and opening it again. */
import { type Clock, instant } from '../platform/clock.ts';
import type { Work } from '../platform/db/work.ts';
import { found, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { From } from '../platform/http/routes.ts';
import type { Registrar, SignInOutcome } from '../accounts/index.ts';
import { type AddressLinks, linkOver } from './address-links.ts';
import type { Mails } from './mails.ts';
import type { Browser } from './registering.ts';
import type { WaitingRepository } from './repository/waiting.ts';

export interface LeavingDeps {
  work: Work;
  clock: Clock;
  registrar: Registrar;
  waiting: WaitingRepository;
  links: AddressLinks;
  mails: Mails;
}

export type Leaving = ReturnType<typeof createLeaving>;

const act = (action: string, userId: number) => ({ userId, action, resourceType: 'user', resourceId: userId });

export function createLeaving({ work, clock, registrar, waiting, links, mails }: LeavingDeps) {
  return {
    /** `typed` is the person's address, written out as a confirmation. */
    async leave(typed: string, { userId }: Actor, from: From): Promise<{ by_mail: boolean }> {
      const user = found(await registrar.read(userId), 'There is no such person.');
      if (registrar.fold(typed) !== registrar.fold(user.email ?? ''))
        refuse('CONFLICT', 'Write your own e-mail address to confirm.', { field: 'email' });
      const byMail = await mails.isConfigured();
      const base = await registrar.linkBase(from);
      await work.run(async unit => {
        await registrar.leave(unit, userId);
        await waiting.endChanges(unit.tx, userId, 'cancelled', instant(clock.now()));
        await unit.record(act('user.leave', userId));
        if (!byMail) return;
        const made = await links.make(unit, 'return', { user_id: userId }, base);
        await mails.closed(unit, { ...user, email: user.email ?? '' }, userId, made);
      });
      return { by_mail: byMail };
    },
    async comeBack(token: string, { client, notice }: Browser, from: From): Promise<SignInOutcome> {
      const link = await links.requireOpen(token, ['return'], from);
      const userId = Number(link.user_id);
      const { tokens, waiting: step } = await work.run(async unit => {
        await links.use(unit, link);
        // Whoever was suspended meanwhile stays so.
        if (!(await registrar.comeBack(unit, userId))) return linkOver();
        await unit.record(act('user.return', userId));
        return registrar.completeSignIn(unit, { userId, client, from, proof: 'link', notice });
      });
      return tokens ? { tokens, user: await registrar.me(userId) } : { user: null, waiting: step };
    },
  };
}
