/** Whether mail works, for the page of health and for alerts. */
import { type Clock, HOUR } from '../platform/clock.ts';
import type { Check, Finding } from '../platform/health/contract.ts';
import type { Settings } from '../platform/settings/settings.ts';
import { canSend, explanationOf, isAboutMessage } from './delivery-rules.ts';
import type { MailRepository } from './repository.ts';
import { mailSettings } from './settings.ts';

interface ChecksDeps {
  clock: Clock;
  settings: Settings;
  mail: MailRepository;
}

/** A waiting message older than this means that nobody sends. */
const STUCK_MS = HOUR;

export function mailChecks({ clock, settings, mail }: ChecksDeps): Check[] {
  return [
    {
      name: 'mail-works',
      title: 'Sending mail',
      async run() {
        const values = await settings.read(mailSettings);
        if (!canSend(values)) return notSetUp();
        const { last } = await mail.latest();
        if (last?.outcome && !isAboutMessage(last.outcome))
          return broken(values.host, explanationOf(last.outcome), last.outcome);
        return fine('mail-works', `Mail goes out through ${values.host}.`, { server: values.host });
      },
    },
    {
      name: 'mail-outbox',
      title: 'Messages that wait in the outbox',
      async run() {
        const { oldestWaiting } = await mail.latest();
        const hours = oldestWaiting ? (clock.now() - Date.parse(oldestWaiting)) / HOUR : 0;
        if (hours * HOUR < STUCK_MS) return fine('outbox-moves', 'No message waits for long.', {});
        return stuck(Math.floor(hours), (await mail.counts()).queued);
      },
    },
  ];
}

const fine = (code: string, title: string, values: Finding['values']): Finding => ({
  state: 'ok',
  code,
  values,
  title,
  detail: '',
  remedy: null,
});

/** An academy without mail is all right: one-time links and QR codes do the work. */
const notSetUp = (): Finding => ({
  ...fine('mail-not-set-up', 'Mail is not set up.', {}),
  detail: 'Invitations and new passwords go by one-time links and QR codes, which you hand out yourself.',
  remedy: {
    text: 'Enter a mail server if the academy shall send them by itself.',
    label: 'Set up mail',
    action: { kind: 'page', path: '/settings/mail' },
  },
});

const broken = (server: string, why: string, outcome: string): Finding => ({
  state: 'failing',
  code: 'mail-broken',
  values: { server, outcome },
  title: 'Mail does not go out.',
  detail: `Invitations, new passwords and alerts wait in the outbox. ${why}`,
  remedy: {
    text: 'Mend the mail settings and send a test message. What waits is sent by itself afterwards.',
    label: 'Open the mail settings',
    action: { kind: 'page', path: '/settings/mail' },
  },
});

const stuck = (hours: number, count: number): Finding => ({
  state: 'warning',
  code: 'outbox-stuck',
  values: { hours, count },
  title: 'Messages wait in the outbox.',
  detail: `${count === 1 ? 'One message waits' : `${count} messages wait`}, the oldest for ${hours === 1 ? 'an hour' : `${hours} hours`}.`,
  remedy: {
    text: 'Look at what the mail server answered last.',
    label: 'Open the outbox',
    action: { kind: 'page', path: '/settings/mail/outbox' },
  },
});
