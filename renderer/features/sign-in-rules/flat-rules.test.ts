import { expect, it } from 'vitest';
import type { PresetValues, SignInRules } from '../../../server/sign-in-rules/contract.ts';
import { changeOf, changesOfPreset, flatOf } from './flat-rules.ts';

const attempts = {
  window: 15,
  free_tries: 5,
  per_account: 10,
  per_address: 100,
  first_wait: 1,
  longest_wait: 60,
  lock_after: 0,
  lock_minutes: 0,
};
const rules: SignInRules = {
  preset: 'standard',
  password: { min_length: 10, check_breached: true, require_mixed: false },
  attempts: { ...attempts, allow: ['10.0.0.0/8', '192.0.2.7'], block: [] },
  rates: {
    anonymous_per_hour: 100,
    signed_in_per_hour: 1000,
    pages_per_hour: 60_000,
    links_per_hour: 600,
    registrations_per_hour: 300,
    verifications_per_hour: 600,
    uploads_per_hour: 5000,
    heavy_per_hour: 300,
  },
  sessions: { idle: 0, idle_privileged: 0, longest_days: 7, step_up_minutes: 10, show_last_sign_in: false },
  second_factor: { required_roles: [], grace_days: 14, passkey_only_allowed: true },
  banner: { text: '', version: 0 },
};

it('rules become fields, and changed fields become parts', () => {
  const flat = flatOf(rules);
  expect(flat['password.min_length']).toBe(10);
  expect(flat['attempts.allow']).toBe('10.0.0.0/8\n192.0.2.7');
  expect(changeOf({ 'attempts.block': ' 203.0.113.9 \n\n2001:db8::/32,', 'password.min_length': 12 })).toEqual({
    attempts: { block: ['203.0.113.9', '2001:db8::/32'] },
    password: { min_length: 12 },
  });
});

it('a preset tells what it would change, and words only where there are none', () => {
  const { password, sessions, second_factor } = rules;
  const preset: PresetValues = {
    password: { ...password, min_length: 15 },
    attempts: { ...attempts, lock_after: 3 },
    sessions,
    second_factor: { ...second_factor, required_roles: ['administrator'] },
    notice: 'Notice',
  };
  const names = (changed: SignInRules) => changesOfPreset(changed, preset).map(({ name }) => name);
  const own = ['password.min_length', 'attempts.lock_after', 'second_factor.required_roles'];
  expect(names(rules)).toEqual([...own, 'banner.text']);
  expect(names({ ...rules, banner: { text: 'Ours', version: 1 } })).toEqual(own);
});
