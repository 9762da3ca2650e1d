import type { Check, Finding } from '../platform/health/contract.ts';
import type { UpkeepService } from './service.ts';

const LATE_HOURS = 48;

export const upkeepChecks = (upkeep: UpkeepService): Check[] => [
  {
    name: 'upkeep',
    title: 'Nightly upkeep',
    async run(): Promise<Finding> {
      const since = await upkeep.hoursSince();
      // A new academy has not missed a night yet.
      const hours = Math.round(since ?? (await upkeep.hoursOfAcademy()));
      if (hours < LATE_HOURS)
        return {
          state: 'ok',
          code: since === null ? 'upkeep-not-yet' : 'upkeep-ran',
          values: { hours },
          title: since === null ? 'Upkeep has not run yet; it will tonight.' : `Upkeep ran ${hours} hours ago.`,
          detail: 'Old sessions, jobs and left-overs are cleared away at night.',
          remedy: null,
        };
      const days = Math.floor(hours / 24);
      return {
        state: 'warning',
        code: 'upkeep-late',
        values: { days },
        title: `Upkeep has not run for ${days} days.`,
        detail:
          'Old sessions, jobs and left-overs pile up, and the database grows. Perhaps the computer is switched off at night.',
        remedy: {
          text: 'Run upkeep now, or choose a time at which the computer is on.',
          label: 'Run upkeep now',
          action: { kind: 'call', method: 'POST', path: '/upkeep' },
        },
      };
    },
  },
];
