import { z } from 'zod';
import type { SettingsGroup } from '../platform/settings/settings.ts';
import { ScanningSettings } from './contract.ts';

const Kept = ScanningSettings.extend({
  /** When a scanner last found the test file, so that one that goes away is missed; null before there was one. */
  worked_at: z.string().nullable().default(null),
});
export type KeptScanning = z.output<typeof Kept>;

export const scanningSettings: SettingsGroup<KeptScanning> = { name: 'scanning', schema: Kept, secrets: [] };
