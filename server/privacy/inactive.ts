/** Accounts that nobody uses: people are told, a sign-in ends it, and whoever does not come is erased as if they had asked for it. */
import { type Clock, DAY, instant } from '../platform/clock.ts';
import type { Unit, Work } from '../platform/db/work.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { Settings } from '../platform/settings/settings.ts';
import type { Inactivity, InactivityPreview, InactivitySettings } from './contract.ts';
import { sinceOf, sparing } from './inactivity-rules.ts';
import type { InactivityRepository, UnusedRow } from './repository/inactivity.ts';
import type { Requests } from './repository/requests.ts';
import { inactivitySettings } from './settings.ts';

export interface InactiveDeps {
  work: Work;
  clock: Clock;
  settings: Settings;
  requests: Requests;
  inactivity: InactivityRepository;
  /** Telling people; `canMail` false where there is no mail server. */
  tell: {
    canMail(): Promise<boolean>;
    mail(unit: Unit, person: UnusedRow, until: string): Promise<unknown>;
  };
}

interface Making {
  signal: AbortSignal;
  progress(fraction: number, note?: string): Promise<void>;
}

const LISTED = 200;
const PREVIEWED = 50;
/** People who are told in one transaction. */
const SLICE = 50;

export type Inactive = ReturnType<typeof createInactive>;

export function createInactive(deps: InactiveDeps) {
  const { work, clock, settings, inactivity, requests, tell } = deps;
  const now = () => instant(clock.now());
  const choices = () => settings.read(inactivitySettings);
  const read = async (): Promise<Inactivity> => ({
    settings: await choices(),
    by_mail: await tell.canMail(),
    told: { count: await inactivity.toldCount(), people: await inactivity.told(LISTED) },
  });
  return {
    read,
    async save(
      change: { [K in keyof InactivitySettings]?: InactivitySettings[K] | undefined },
      { userId }: Actor,
    ): Promise<Inactivity> {
      await work.run(async ({ tx, record, enqueue }) => {
        const details = await settings.write(tx, inactivitySettings, change, now());
        const { enabled } = await settings.read(inactivitySettings, tx);
        if (enabled) await enqueue('privacy.tell-inactive', {}, { uniqueKey: 'privacy.tell-inactive' });
        else await inactivity.endTold(tx, now());
        await record({ userId, action: 'privacy.inactivity', resourceType: 'settings', resourceId: null, details });
      });
      return read();
    },
    preview: (wish: Pick<InactivitySettings, 'months' | 'spare_enrolled' | 'spare_certified'>) => preview(deps, wish),
    /** Somebody is there: an erasure that waits for nobody being there is off. */
    async cameBack(userId: number): Promise<void> {
      if (!(await isTold(requests, userId))) return;
      await work.run(async ({ tx, record }) => {
        if ((await inactivity.endTold(tx, now(), userId)) === 0) return;
        await record({ userId, action: 'privacy.came-back', resourceType: 'user', resourceId: userId });
      });
    },
    /** Whether somebody who was told is still to be erased: the setting is on, and nothing has changed about the person. */
    async stillConcerned(userId: number): Promise<boolean> {
      const chosen = await choices();
      return chosen.enabled && inactivity.isConcerned(sparing(chosen), boundsOf(clock.now(), chosen), userId);
    },
    /** Ends what waits for somebody about whom it no longer is. */
    endFor: (userId: number): Promise<unknown> => work.run(({ tx }) => inactivity.endTold(tx, now(), userId)),
    tellAll: (making: Making) => tellAll(deps, making),
  };
}

async function isTold(requests: Requests, userId: number): Promise<boolean> {
  return (await requests.waiting(userId))?.cause === 'inactive';
}

const boundsOf = (now: number, { months }: Pick<InactivitySettings, 'months'>) => ({
  since: sinceOf(now, months),
  now: instant(now),
});

async function preview(
  { inactivity, clock }: InactiveDeps,
  wish: Pick<InactivitySettings, 'months' | 'spare_enrolled' | 'spare_certified'>,
): Promise<InactivityPreview> {
  const reasons = sparing(wish);
  const bounds = boundsOf(clock.now(), wish);
  const [counts, people] = await Promise.all([
    inactivity.counts(reasons, bounds),
    inactivity.concerned(reasons, bounds, PREVIEWED),
  ]);
  const spared = reasons.flatMap(reason => {
    const count = counts.get(reason) ?? 0;
    return count > 0 ? [{ reason, count }] : [];
  });
  return { concerned: counts.get('none') ?? 0, spared, people };
}

async function tellAll(deps: InactiveDeps, { signal, progress }: Making): Promise<void> {
  const { settings, inactivity, clock } = deps;
  const chosen = await settings.read(inactivitySettings);
  if (!chosen.enabled) return;
  const reasons = sparing(chosen);
  const bounds = boundsOf(clock.now(), chosen);
  const total = (await inactivity.counts(reasons, bounds)).get('none') ?? 0;
  let [done, after] = [0, 0];
  for (;;) {
    signal.throwIfAborted();
    const people = await inactivity.untold(reasons, bounds, after, SLICE);
    const last = people.at(-1);
    if (!last) return progress(1);
    after = Number(last.id);
    await tellSome(deps, people, chosen.notice_days);
    done += people.length;
    await progress(Math.min(0.99, done / Math.max(1, total)), `${done}/${total}`);
  }
}

async function tellSome(
  { work, clock, requests, tell, settings }: InactiveDeps,
  people: readonly UnusedRow[],
  days: number,
): Promise<void> {
  const byMail = await tell.canMail();
  const at = instant(clock.now());
  const due_at = instant(clock.now() + days * DAY);
  await work.run(async unit => {
    // Switched off a moment ago.
    if (!(await settings.read(inactivitySettings, unit.tx)).enabled) return;
    for (const person of people) {
      await requests.addErasure(unit.tx, {
        user_id: person.id,
        asked_by: null,
        reason: null,
        cause: 'inactive',
        asked_at: at,
        due_at,
        state: 'waiting',
        ended_at: null,
      });
      if (byMail) await tell.mail(unit, person, due_at);
      await unit.record({
        userId: null,
        action: 'privacy.warn-inactive',
        resourceType: 'user',
        resourceId: person.id,
        details: { by_mail: byMail },
      });
    }
  });
}
