/** Whether those who can do everything are kept by more than a password. */
import type { Check, Finding } from '../platform/health/contract.ts';
import type { FactorsRepository } from './repository.ts';
import type { FactorRules } from './standing-rules.ts';

interface ChecksDeps {
  repository: Pick<FactorsRepository, 'administratorsWithout'>;
  rules: () => Promise<FactorRules>;
}

export function factorChecks({ repository, rules }: ChecksDeps): Check[] {
  return [
    {
      name: 'second-factor',
      title: 'Second factor of administrators',
      every: 'minute',
      async run() {
        const required = (await rules()).required_roles.includes('administrator');
        return secondFactorFinding(await repository.administratorsWithout(), required);
      },
    },
  ];
}

/** Told by number alone: findings travel in alerts and in the diagnostics file. */
function secondFactorFinding(count: number, required: boolean): Finding {
  if (count === 0)
    return {
      state: 'ok',
      code: 'second-factor-there',
      values: {},
      title: 'Every administrator has a second factor.',
      detail: '',
      remedy: null,
    };
  const who = count === 1 ? 'One administrator' : `${count} administrators`;
  return {
    // Advice where nobody asked for it, an issue where the rules do.
    state: required ? 'warning' : 'ok',
    code: required ? 'second-factor-missing' : 'second-factor-advised',
    values: { count },
    title: required ? `${who} without a second factor yet.` : `${who} kept by a password alone.`,
    detail: 'Whoever learns the password of an administrator can do everything here.',
    remedy: {
      text: 'An app on the phone or a passkey takes two minutes to set up.',
      label: 'Set up a second factor',
      action: { kind: 'page', path: '/settings/me' },
    },
  };
}
