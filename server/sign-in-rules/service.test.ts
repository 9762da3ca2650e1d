import { expect, it } from 'vitest';
import type { Settings } from '../platform/settings/settings.ts';
import { SignInSettings } from './contract.ts';
import { keepRules } from './service.ts';

it('the last rules known stand in while they cannot be read, and are read again afterwards', async () => {
  let now = 1_000_000;
  let stored = SignInSettings.parse({ rates: { anonymous_per_hour: 7 } });
  let away = true;
  const read = (async () => {
    if (away) throw new Error('ECONNREFUSED');
    return stored;
  }) as Settings['read'];
  const { rules, lastKnown } = keepRules({ read }, { now: () => now });
  await expect(lastKnown()).rejects.toThrow('ECONNREFUSED');
  away = false;
  expect((await lastKnown()).rates.anonymous_per_hour).toBe(7);
  away = true;
  now += 60_000;
  await expect(rules()).rejects.toThrow('ECONNREFUSED');
  expect((await lastKnown()).rates.anonymous_per_hour).toBe(7);
  away = false;
  stored = SignInSettings.parse({ rates: { anonymous_per_hour: 8 } });
  expect((await lastKnown()).rates.anonymous_per_hour).toBe(8);
  expect(await rules()).toEqual(await lastKnown());
});
