/** What stands in the form of the alerts, and what is sent of it. */
import type { ShownAlertSettings } from '../../../server/health/contract.ts';

export interface AlertsDraft {
  desktop: boolean;
  least: 'warning' | 'failing';
  mail: boolean;
  /** One address in each line. */
  mail_to: string;
  webhook: boolean;
  webhook_url: string;
  /** Empty: the stored one stays. */
  webhook_secret: string;
  ups_server: string;
}

export function draftOf(settings: ShownAlertSettings): AlertsDraft {
  const { desktop, least, mail, webhook, webhook_url, ups_server } = settings;
  return {
    desktop,
    least,
    mail,
    webhook,
    webhook_url,
    ups_server,
    mail_to: settings.mail_to.join('\n'),
    webhook_secret: '',
  };
}

/** What differs from what is stored; nothing when the form was not touched. */
export function changeOf(draft: AlertsDraft, settings: ShownAlertSettings) {
  const stored = draftOf(settings);
  const { mail_to, webhook_secret, ...plain } = draft;
  const changed = Object.entries(plain).filter(([name, value]) => value !== stored[name as keyof AlertsDraft]);
  return {
    ...(Object.fromEntries(changed) as Partial<typeof plain>),
    ...(mail_to === stored.mail_to ? {} : { mail_to: addressesIn(mail_to) }),
    ...(webhook_secret === '' ? {} : { webhook_secret: webhook_secret.trim() }),
  };
}

export const addressesIn = (text: string): string[] =>
  text
    .split(/[\s,;]+/)
    .map(address => address.trim())
    .filter(address => address !== '');

/** 256 random bits; also on pages without https. */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
