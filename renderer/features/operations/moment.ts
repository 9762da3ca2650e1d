import { useFormat } from '../../platform/messages/index.ts';

/** "Thursday 19 Nov, 03:11" in the person's words and time zone. */
export function useMoment(): (at: string) => string {
  const format = useFormat();
  return at => {
    const weekday = new Intl.DateTimeFormat(format.locale, { weekday: 'long', timeZone: format.timeZone });
    return `${weekday.format(new Date(at))} ${format.dateTime(at)}`;
  };
}
