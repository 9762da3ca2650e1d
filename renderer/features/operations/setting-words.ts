/** Settings in the words of their screens, with their values as people read them. */
import type { SettingValue } from '../../../server/restore/contract.ts';
import { useFormat, useMessages } from '../../platform/messages/index.ts';
import { settingMessages } from './messages/index.ts';

interface SettingWords {
  group(name: string): string;
  field(group: string, field: string): string;
  value(group: string, field: string, value: SettingValue): string;
}

type Key = keyof typeof settingMessages.en;
const has = (key: string): key is Key => Object.hasOwn(settingMessages.en, key);

/** A Sunday, to count weekdays from. */
const SUNDAY = Date.UTC(2026, 0, 4);
const DAY_MS = 86_400_000;

export function useSettingWords(): SettingWords {
  const t = useMessages(settingMessages);
  const format = useFormat();
  const said = (key: string, own: string) => (has(key) ? t(key) : own);
  const weekday = (day: number) =>
    new Intl.DateTimeFormat(format.locale, { weekday: 'long', timeZone: 'UTC' }).format(SUNDAY + day * DAY_MS);
  return {
    group: name => said(`restored.${name}`, name),
    field: (group, field) => said(`restored.${group}.${field}`, field.replaceAll('_', ' ')),
    value(group, field, value) {
      const named = `restored.${group}.${field}=${String(value)}`;
      if (has(named)) return t(named);
      if (value === true) return t('restored.=true');
      if (value === false) return t('restored.=false');
      if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return t('restored.=empty');
      if (Array.isArray(value)) return format.list(value);
      if (field === 'weekly_on' && typeof value === 'number') return weekday(value);
      if (field === 'accent_hue') return `${String(value)}°`;
      return typeof value === 'number' ? String(value) : value;
    },
  };
}
