import './events.ts';
import type { Clock } from '../platform/clock.ts';
import { createDeviceMarks } from '../platform/crypto/device-marks.ts';
import type { Database } from '../platform/db/database.ts';
import type { Work } from '../platform/db/work.ts';
import type { Events } from '../platform/events/events.ts';
import type { Limits } from '../platform/limits/limits.ts';
import type { Hub } from '../platform/realtime/hub.ts';
import type { Settings } from '../platform/settings/settings.ts';
import { createLocksRepository } from './repository.ts';
import { signInRulesRoutes } from './routes.ts';
import { createSignInRulesService, keepRules } from './service.ts';
import { createTries } from './tries.ts';
import { signInRulesPersonal } from './personal.ts';

export type { ReadRules, SignInRulesService } from './service.ts';
export type { Tries, Who } from './tries.ts';

export interface SignInRulesParts {
  db: Database;
  work: Work;
  clock: Clock;
  settings: Settings;
  limits: Limits;
  /** Marks the devices of people who signed in. */
  deviceKey: Uint8Array;
}

/** Under this name every process hears that its copy is old. */
const CHANGED = 'sign-in-rules';

export function createSignInRules({ db, work, clock, settings, limits, deviceKey }: SignInRulesParts) {
  const kept = keepRules(settings, clock);
  const locks = createLocksRepository(db);
  const { rules, lastKnown } = kept;
  const tries = createTries({ rules, limits, locks, work, clock, marks: createDeviceMarks(deviceKey) });
  const service = createSignInRulesService({ work, clock, settings, kept, locks, tries });
  return {
    personal: signInRulesPersonal,
    rules,
    lastKnown,
    tries,
    service,
    routes: signInRulesRoutes(service),
    /** From now on a change made in one process counts in all of them at once. */
    spread(events: Events, hub: Pick<Hub, 'signal' | 'onSignal'>): void {
      hub.onSignal(CHANGED, kept.forget);
      events.on('sign-in-rules.changed', () => hub.signal(CHANGED));
    },
  };
}
