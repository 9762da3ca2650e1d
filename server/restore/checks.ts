/** What health asks of restores: whether one was done without the keys of the academy, and what that cost. */
import { type Clock, DAY } from '../platform/clock.ts';
import type { Check, Finding } from '../platform/health/contract.ts';
import type { Settings } from '../platform/settings/settings.ts';
import { type Lost, LOST } from './lost.ts';

const TOLD_DAYS = 30;

export const lostCheck = (settings: Pick<Settings, 'read'>, clock: Pick<Clock, 'now'>): Check => ({
  name: 'restored-keys',
  title: 'Keys after a restore',
  run: async () => findingOf(await settings.read(LOST), clock.now()),
});

function findingOf({ at, lost }: Lost, now: number): Finding {
  if (at === null || now - Date.parse(at) > TOLD_DAYS * DAY)
    return {
      state: 'ok',
      code: 'keys-whole',
      title: 'No keys were lost in a restore.',
      detail: 'What is stored encrypted can be read.',
      values: {},
      remedy: null,
    };
  const count = (table: string) => lost[table] ?? 0;
  const values = {
    phones: count('user_profiles'),
    factors: count('authenticators'),
    settings: count('settings'),
    providers: count('identity_providers'),
    messages: count('mail_messages'),
  };
  return {
    state: 'warning',
    code: 'keys-lost',
    title: 'This academy was restored without its keys.',
    detail: `Lost: ${values.phones} phone numbers, ${values.factors} authenticator apps, ${values.settings} passwords of servers, ${values.providers} secrets of sign-in providers, the text of ${values.messages} messages. Whoever lost an app signs in with the password and a recovery code, and sets it up again.`,
    values,
    remedy: {
      text: 'Enter the password of the mail server and the secrets of providers again. This notice goes after 30 days.',
      label: 'Open mail settings',
      action: { kind: 'page', path: '/mail' },
    },
  };
}
