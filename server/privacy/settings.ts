import type { SettingsGroup } from '../platform/settings/settings.ts';
import { InactivitySettings, PrivacySettings } from './contract.ts';

export const privacySettings: SettingsGroup<PrivacySettings> = {
  name: 'privacy',
  schema: PrivacySettings,
  secrets: [],
};

/** A group of its own: the values of `privacy` stand under `privacy.`. */
export const inactivitySettings: SettingsGroup<InactivitySettings> = {
  name: 'inactivity',
  schema: InactivitySettings,
  secrets: [],
};
