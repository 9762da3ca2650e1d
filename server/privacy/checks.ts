import { type Clock, DAY, instant } from '../platform/clock.ts';
import type { Keyring } from '../platform/crypto/keyring.ts';
import type { Check, Finding } from '../platform/health/contract.ts';

/** How long one key may seal new texts: NIST SP 800-57 Part 1 Rev. 5 §5.3.6, symmetric data-encryption keys. */
const LONGEST_DAYS = 2 * 365;
const MONTH_DAYS = 30;

export const keyChecks = (ring: Pick<Keyring, 'changedAt'>, clock: Clock): Check[] => [
  {
    name: 'sealing-key',
    title: 'Age of the encryption key',
    run: async () => keyFinding(ring.changedAt(), clock.now()),
  },
];

/** Both in milliseconds since 1970. */
function keyFinding(changedAt: number, now: number): Finding {
  const days = Math.max(0, Math.floor((now - changedAt) / DAY));
  if (days < LONGEST_DAYS) {
    const since = instant(changedAt).slice(0, 10);
    return {
      state: 'ok',
      code: 'sealing-key-young',
      values: { since },
      title: `The encryption key has been in use since ${since}.`,
      detail: '',
      remedy: null,
    };
  }
  const months = Math.floor(days / MONTH_DAYS);
  return {
    state: 'warning',
    code: 'sealing-key-old',
    values: { months },
    title: `The encryption key has been in use for ${months} months.`,
    detail: 'After two years a new one limits what somebody could read who learned the old one.',
    remedy: {
      text: 'A new key is made with one button. Everything stays readable while it takes over.',
      label: 'Open privacy',
      action: { kind: 'page', path: '/settings/privacy' },
    },
  };
}
