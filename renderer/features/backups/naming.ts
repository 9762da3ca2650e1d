/** How moments and kinds of backups are said. */
import type { Backup, Night } from '../../../server/backups/contract.ts';
import { useFormat, useMessages } from '../../platform/messages/index.ts';
import { useNow } from '../../platform/server.ts';
import { backupsMessages } from './messages/index.ts';
import { daysAgo } from './verdict.ts';

const MINUTE_MS = 60_000;

export function useNaming() {
  const t = useMessages(backupsMessages);
  const format = useFormat();
  const now = useNow(MINUTE_MS);
  const weekday = (moment: string | number, style: 'short' | 'long') =>
    new Intl.DateTimeFormat(format.locale, { weekday: style, timeZone: format.timeZone }).format(new Date(moment));
  return {
    /** "Today, 03:12", "Wed 18 Nov, 03:12". */
    made(moment: string): string {
      const [days, time] = [daysAgo(moment, now), format.time(moment)];
      if (days === 0) return t('backups.todayAt', { time });
      if (days === 1) return t('backups.yesterdayAt', { time });
      return `${weekday(moment, 'short')} ${format.day(moment, now)}, ${time}`;
    },
    next(moment: string): string {
      const [days, time] = [daysAgo(moment, now), format.time(moment)];
      if (days === 0) return t('backups.todayTime', { time });
      if (days === -1) return t('backups.tomorrow', { time });
      return `${weekday(moment, 'long')} ${format.day(moment, now)}, ${time}`;
    },
    kind({ kind, reason }: Pick<Backup, 'kind' | 'reason'>): string {
      const [why, version] = (reason ?? '').split(' ');
      if (why === 'before-update') return t('backups.before-update', { version: version ?? '' });
      if (why === 'before-restore') return t('backups.before-restore');
      return t(`backups.kind-${kind}`);
    },
    /** 0 is Sunday. */
    weekdayName: (day: number) => weekday(new Date(2026, 0, 4 + day, 12).getTime(), 'long'),
    night: ({ day }: Night) => format.day(`${day}T12:00:00`, now),
  };
}
