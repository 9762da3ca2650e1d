import type { SettingsGroup } from '../platform/settings/settings.ts';
import { AlertSettings } from './contract.ts';

export const alertSettings: SettingsGroup<AlertSettings, 'webhook_secret'> = {
  name: 'alerts',
  schema: AlertSettings,
  secrets: ['webhook_secret'],
};
