/** Keeps the list, and gives every process its own copy, because every request asks. */
import { z } from 'zod';
import { type Clock, instant } from '../../platform/clock.ts';
import type { Work } from '../../platform/db/work.ts';
import { refuse } from '../../platform/errors/refusal.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Hub } from '../../platform/realtime/hub.ts';
import type { Settings, SettingsGroup } from '../../platform/settings/settings.ts';
import type { Origins } from './contract.ts';
import { asOrigin } from './rules.ts';

const Stored = z.object({ allowed: z.array(z.string()).default([]) });
export const originSettings: SettingsGroup<Origins> = { name: 'origins', schema: Stored, secrets: [] };

interface OriginDeps {
  settings: Settings;
  work: Work;
  clock: Clock;
  hub: Pick<Hub, 'signal' | 'onSignal'>;
}

const CHANGED = 'origins.changed';

export type OriginsService = ReturnType<typeof createOriginsService>;

export function createOriginsService({ settings, work, clock, hub }: OriginDeps) {
  let known: ReadonlySet<string> = new Set();
  const refresh = async () => {
    known = new Set((await settings.read(originSettings)).allowed);
  };
  // A process that missed a change keeps the list before it until the next one.
  hub.onSignal(CHANGED, () => void refresh().catch(() => {}));
  return {
    refresh,
    has: (origin: string) => known.has(origin),
    read: () => settings.read(originSettings),
    async update({ allowed }: Origins, { userId }: Pick<Actor, 'userId'>): Promise<Origins> {
      const origins = allowed.map((text, index) => {
        const origin = asOrigin(text);
        return (
          origin ??
          refuse(
            'VALIDATION_ERROR',
            `“${text}” is no origin. Write it as https://portal.example.org, without a path.`,
            {
              field: `allowed.${index}`,
            },
          )
        );
      });
      const unique = [...new Set(origins)];
      await work.run(async ({ tx, record }) => {
        await settings.write(tx, originSettings, { allowed: unique }, instant(clock.now()));
        await record({ userId, action: 'network.origins', resourceType: 'network', resourceId: null });
      });
      await refresh();
      hub.signal(CHANGED);
      return { allowed: unique };
    },
  };
}
