import type { SettingsGroup } from '../platform/settings/settings.ts';
import { Schedule } from './contract.ts';

/** When backups are made and how long they are kept. Places and keys are the machine's own: see machine.ts. */
export const backupSettings: SettingsGroup<Schedule> = { name: 'backups', schema: Schedule, secrets: [] };
