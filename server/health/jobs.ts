import type { Clock } from '../platform/clock.ts';
import type { JobHandlers } from '../platform/jobs/runner.ts';
import type { Schedule } from '../platform/jobs/schedules.ts';
import type { Settings } from '../platform/settings/settings.ts';
import { postingOf } from './alerts.ts';
import { INTEGRITY, readWhole } from './integrity.ts';
import type { Recorder } from './repository/recorder.ts';
import { alertSettings } from './settings.ts';
import { post } from './webhook.ts';

declare module '../platform/jobs/contract.ts' {
  interface Jobs {
    'health.webhook': { body: string };
    'health.read-database': Record<string, never>;
  }
}

/** At night, after the backup has had its time. */
export const INTEGRITY_HOUR = 4;
export const INTEGRITY_MINUTE = 20;
export const healthSchedules: Schedule[] = [
  { cron: `${INTEGRITY_MINUTE} ${INTEGRITY_HOUR} * * *`, name: 'health.read-database', payload: {} },
];

interface HealthJobsDeps {
  settings: Settings;
  clock: Clock;
  recorder: Recorder;
  engine: 'sqlite' | 'postgres';
  dbFolder: string;
}

export const healthJobs = ({ settings, clock, recorder, engine, dbFolder }: HealthJobsDeps): JobHandlers => ({
  async 'health.webhook'({ body }) {
    const chosen = await settings.read(alertSettings);
    // Switched off meanwhile: nobody waits for it any more.
    if (chosen.webhook && chosen.webhook_url) await post(postingOf(chosen, body, clock.now()));
  },
  async 'health.read-database'(_, { signal }) {
    if (engine === 'sqlite') recorder.note(INTEGRITY, await readWhole(dbFolder, clock, signal));
  },
});
