/** Reads the rules of signing in, keeps them at hand in each process, and changes them. */
import { type Clock, instant, SECOND } from '../platform/clock.ts';
import { found } from '../platform/errors/refusal.ts';
import type { Work } from '../platform/db/work.ts';
import type { Settings, SettingsGroup } from '../platform/settings/settings.ts';
import { type AccountLock, type RulesChange, type SignInRules, SignInSettings } from './contract.ts';
import { requireSensibleLists } from './attempt-rules.ts';
import type { LocksRepository } from './repository.ts';
import { changed, presetOf } from './rules.ts';
import type { Tries } from './tries.ts';

/** The rules as they are now: asked for with every sign-in and every request of a program, so kept in memory. */
export type ReadRules = () => Promise<SignInRules>;

/** One of the people, or nobody by name: the machine's owner at its command line. */
interface By {
  userId: number | null;
}

export interface RulesAtHand {
  rules: ReadRules;
  /** The same, and while they cannot be read the last ones known: whoever needs no database is not turned away for its sake. */
  lastKnown: ReadRules;
  /** The next reader asks the database. */
  forget(): void;
}

export interface SignInRulesService {
  rules: ReadRules;
  /** `here` is the address of whoever asks, who must not shut themselves out. */
  update(change: RulesChange, by: By, here: string | null): Promise<SignInRules>;
  lockOf(userId: number): Promise<AccountLock | null>;
  unlock(userId: number, by: By): Promise<void>;
}

export const SIGN_IN: SettingsGroup<SignInSettings> = { name: 'sign-in', schema: SignInSettings, secrets: [] };

/** Every process is told at once; this is for the case that the word does not arrive. */
const KEPT_MS = 5 * SECOND;

export function keepRules(settings: Pick<Settings, 'read'>, clock: Clock): RulesAtHand {
  let kept: { rules: Promise<SignInRules>; until: number } | null = null;
  let known: SignInRules | null = null;
  const forget = () => {
    kept = null;
  };
  const read = async (): Promise<SignInRules> => {
    const values = await settings.read(SIGN_IN);
    known = { ...values, preset: presetOf(values) };
    return known;
  };
  const rules = () => {
    const now = clock.now();
    if (kept && now < kept.until && now >= kept.until - KEPT_MS) return kept.rules;
    const asked = { rules: read(), until: now + KEPT_MS };
    kept = asked;
    asked.rules.catch(() => {
      if (kept === asked) forget();
    });
    return asked.rules;
  };
  return {
    forget,
    rules,
    lastKnown: () => rules().catch((error: unknown) => known ?? Promise.reject(error as Error)),
  };
}

export interface SignInRulesDeps {
  work: Work;
  clock: Clock;
  settings: Settings;
  kept: RulesAtHand;
  locks: LocksRepository;
  tries: Pick<Tries, 'forget'>;
}

export function createSignInRulesService(deps: SignInRulesDeps): SignInRulesService {
  const { work, clock, settings, kept, locks, tries } = deps;
  return {
    rules: kept.rules,
    async update(change, { userId }, here) {
      await work.run(async ({ tx, record, announce }) => {
        const before = await settings.read(SIGN_IN, tx);
        const after = changed(before, change);
        if (change.attempts) requireSensibleLists(after.attempts, here);
        const details = await settings.write(tx, SIGN_IN, after, instant(clock.now()));
        await record({ userId, action: 'rules.update', resourceType: 'rules', resourceId: null, details });
        announce('sign-in-rules.changed', {});
      });
      kept.forget();
      return kept.rules();
    },
    async lockOf(userId) {
      found(await locks.email(userId), 'There is no such person.');
      const lock = await locks.read(userId, instant(clock.now()));
      return lock ? { locked_at: lock.locked_at, until: lock.until } : null;
    },
    async unlock(userId, by) {
      const email = found(await locks.email(userId), 'There is no such person.');
      await work.run(async ({ tx, record }) => {
        await locks.remove(tx, userId);
        await record({ userId: by.userId, action: 'user.unlock', resourceType: 'user', resourceId: userId });
      });
      await tries.forget(email);
    },
  };
}
