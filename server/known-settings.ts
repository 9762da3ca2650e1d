/** The settings that people know by their screens, for whatever compares them. */
import { backupSettings } from './backups/settings.ts';
import { alertSettings } from './health/settings.ts';
import { mailSettings } from './mail/settings.ts';
import { LEDGER } from './ledger/service.ts';
import { originSettings } from './network/origins/service.ts';
import { networkChoices } from './network/settings.ts';
import { inactivitySettings, privacySettings } from './privacy/settings.ts';
import type { SettingsGroup } from './platform/settings/settings.ts';
import type { KnownGroup } from './restore/index.ts';
import { scanningSettings } from './scanning/settings.ts';
import { SIGN_IN } from './sign-in-rules/service.ts';
import { SITE_DEFAULTS } from './site/index.ts';
import { updateSettings } from './updates/settings.ts';
import { UPKEEP } from './upkeep/service.ts';

function known<V extends object, S extends keyof V & string>(
  { name, schema, secrets }: SettingsGroup<V, S>,
  own: readonly (keyof V & string)[] = [],
): KnownGroup {
  return { name, defaults: schema.parse({}) as Record<string, unknown>, hidden: secrets, own };
}

export const knownSettings: readonly KnownGroup[] = [
  { name: 'site', defaults: { ...SITE_DEFAULTS }, hidden: ['logo'], own: ['key'] },
  known(mailSettings),
  known(alertSettings),
  known(networkChoices),
  known(originSettings),
  known(backupSettings),
  known(updateSettings, ['skipped', 'remind_at']),
  known(UPKEEP),
  known(privacySettings),
  known(inactivitySettings),
  known(LEDGER),
  known(SIGN_IN),
  known(scanningSettings, ['worked_at']),
];
