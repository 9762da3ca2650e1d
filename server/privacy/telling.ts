/** What people are written to when nobody has used their account for long. */
import type { Unit } from '../platform/db/work.ts';
import type { Mail } from '../mail/index.ts';
import type { UnusedRow } from './repository/inactivity.ts';

export interface TellingDeps {
  mail: Mail;
  language: () => Promise<'en' | 'es'>;
  /** Where the academy is for people. */
  base: () => Promise<string>;
}

export function createTelling({ mail, language, base }: TellingDeps) {
  return {
    canMail: mail.isConfigured,
    /** `until`: the instant of the erasure. */
    async mail(unit: Unit, { id, email, first_name, last_name }: UnusedRow, until: string): Promise<void> {
      const tongue = await language();
      const day = new Intl.DateTimeFormat(tongue === 'en' ? 'en-GB' : tongue, { dateStyle: 'long' });
      await mail.send(unit, {
        to: { address: email, name: `${first_name} ${last_name}`, userId: id },
        template: 'account-unused',
        values: { name: first_name, link: `${await base()}/sign-in`, until: day.format(new Date(until)) },
      });
    },
  };
}
