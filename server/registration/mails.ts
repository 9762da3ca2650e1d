/** What people are written to about their registration and their address. */
import type { Unit } from '../platform/db/work.ts';
import type { Mail } from '../mail/index.ts';

interface Recipient {
  email: string;
  first_name: string;
  last_name: string;
}

export interface MailsDeps {
  mail: Mail;
  language: () => Promise<'en' | 'es'>;
}

export type Mails = ReturnType<typeof createMails>;

/** Each puts one message into the outbox in the caller's transaction. `base` is where the academy is. */
export function createMails({ mail, language }: MailsDeps) {
  const inWords = async (at: string) => {
    const tongue = await language();
    const style = { dateStyle: 'long', timeStyle: 'short' } as const;
    return new Intl.DateTimeFormat(tongue === 'en' ? 'en-GB' : tongue, style).format(new Date(at));
  };
  const to = ({ email, first_name, last_name }: Recipient, userId?: number) => ({
    address: email,
    name: `${first_name} ${last_name}`,
    ...(userId !== undefined && { userId }),
  });
  type Made = { link: string; until: string };
  return {
    isConfigured: mail.isConfigured,
    /** Without the name that was typed: it may be a stranger's, with words of their choice. */
    verify: async (unit: Unit, address: string, { link, until }: Made) =>
      mail.send(unit, { to: { address }, template: 'verify-email', values: { link, until: await inWords(until) } }),
    /** To somebody whose address was entered by whoever it was: the name on the form is not said. */
    accountExists: (unit: Unit, email: string, base: string) =>
      mail.send(unit, { to: { address: email }, template: 'account-exists', values: { link: `${base}/forgotten` } }),
    change: async (unit: Unit, side: 'old' | 'new', person: Recipient & { other: string }, { link, until }: Made) =>
      mail.send(unit, {
        to: to(person),
        template: `email-change-${side}`,
        values: { name: person.first_name, address: person.other, link, until: await inWords(until) },
      }),
    changed: (unit: Unit, person: Recipient & { address: string }, userId: number, base: string) =>
      mail.send(unit, {
        to: to(person, userId),
        template: 'email-changed',
        values: { name: person.first_name, address: person.address, link: `${base}/sign-in` },
      }),
    closed: async (unit: Unit, person: Recipient, userId: number, { link, until }: Made) =>
      mail.send(unit, {
        to: to(person, userId),
        template: 'account-closed',
        values: { name: person.first_name, link, until: await inWords(until) },
      }),
  };
}
