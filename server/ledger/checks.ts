import { type Clock, DAY } from '../platform/clock.ts';
import type { Check, Finding } from '../platform/health/contract.ts';
import type { Trouble } from './contract.ts';
import type { LedgerService } from './service.ts';

/** The nightly verification was missed more often than a machine is switched off over a weekend. */
const LATE_DAYS = 4;
const REMEDY_PAGE = { kind: 'page', path: '/activity?view=acts' } as const;

export const ledgerChecks = (ledger: LedgerService, clock: Clock): Check[] => [
  {
    name: 'ledger-intact',
    title: 'The record of who did what',
    async run(): Promise<Finding> {
      const [recent, full] = [await ledger.verifyRecent(AbortSignal.timeout(8000)), await ledger.lastVerdict()];
      const trouble = recent.trouble ?? full?.trouble;
      if (trouble) return broken(trouble);
      const days = full ? Math.floor((clock.now() - Date.parse(full.at)) / DAY) : 0;
      return days >= LATE_DAYS ? late(days) : intact(full?.last ?? recent.last);
    },
  },
];

const intact = (entries: number): Finding => ({
  state: 'ok',
  code: 'ledger-intact',
  values: { entries },
  title: 'The record of who did what is intact.',
  detail: 'Every entry is chained to the one before and sealed, so that a change would show.',
  remedy: null,
});

const broken = ({ sentence, entry, kind }: Trouble): Finding => ({
  state: 'failing',
  code: 'ledger-broken',
  values: { entry, kind, sentence },
  title: `The record of who did what was tampered with or damaged at entry ${entry}.`,
  detail: sentence,
  remedy: {
    text: 'Keep this database as it is and export the record. Compare it with one out of a backup from before, and find out who can write to the database.',
    label: 'Open the record',
    action: REMEDY_PAGE,
  },
});

const late = (days: number): Finding => ({
  state: 'warning',
  code: 'ledger-unverified',
  values: { days },
  title: `The record of who did what has not been verified for ${days} days.`,
  detail: 'It is verified every night. Perhaps the computer is switched off then.',
  remedy: {
    text: 'Verify it now; it takes seconds.',
    label: 'Verify now',
    action: { kind: 'call', method: 'POST', path: '/ledger/verify' },
  },
});
