/** How sessions end: by somebody's deed, or because a rule says that they are over. */
import { DAY, instant, MINUTE } from '../platform/clock.ts';
import type { Unit } from '../platform/db/work.ts';
import type { SessionRules } from '../sign-in-rules/contract.ts';
import type { EndedSession, Which } from './repository/sessions.ts';
import { idleMinutes, SEEN_EVERY_MS } from './session-rules.ts';
import type { Ending, SessionsDeps } from './sessions.ts';

type EndingDeps = Pick<SessionsDeps, 'repository' | 'work' | 'clock' | 'rules'>;

export async function endSessions(
  { repository, clock }: Pick<EndingDeps, 'repository' | 'clock'>,
  { tx, announce }: Unit,
  which: Which,
  because: Ending,
  except?: number,
): Promise<EndedSession[]> {
  const ended = await repository.revoke(tx, which, because, instant(clock.now()), except);
  for (const { id: sessionId, userId } of ended) announce('session.ended', { sessionId, userId, reason: because });
  return ended;
}

export async function endOver({ repository, work, clock, rules }: EndingDeps): Promise<number> {
  const [now, limits] = [clock.now(), await rules()];
  const over = await repository.over(bounds(limits, now));
  if (over.length === 0) return 0;
  return work.run(async ({ tx, announce }) => {
    let count = 0;
    for (const { id, why: reason } of over)
      for (const ended of await repository.revoke(tx, { id: Number(id) }, reason, instant(now))) {
        announce('session.ended', { sessionId: ended.id, userId: ended.userId, reason });
        count++;
      }
    return count;
  });
}

/** Instants up to which something is too long ago; the empty text where no rule says so. */
function bounds(rules: SessionRules, now: number) {
  const [everybody, administrators] = [idleMinutes(rules, false), idleMinutes(rules, true)];
  const idle = (minutes: number) => (minutes === 0 ? '' : instant(now - minutes * MINUTE - SEEN_EVERY_MS));
  return {
    now: instant(now),
    created: instant(now - rules.longest_days * DAY),
    idle: idle(everybody),
    idlePrivileged: idle(administrators),
  };
}
