import type { SettingsGroup } from '../platform/settings/settings.ts';
import { MailSettings } from './contract.ts';

export const mailSettings: SettingsGroup<MailSettings, 'password'> = {
  name: 'mail',
  schema: MailSettings,
  secrets: ['password'],
};
