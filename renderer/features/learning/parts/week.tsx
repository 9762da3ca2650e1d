import type { Home } from '../../../../server/learning/contract.ts';
import { type Bar, BarWeek, type } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { learningMessages } from '../messages/index.ts';
import styles from './course-rows.module.css';

/** Days of the server are UTC days; they are named as such, so that the name fits the figure wherever the reader is. */
function dayName(locale: string, day: string, weekday: 'narrow' | 'long'): string {
  return new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

/** How much was studied on each of the last seven days. */
export function Week({ week }: { week: Home['week'] }) {
  const t = useMessages(learningMessages);
  const format = useFormat();
  const total = week.reduce((sum, { seconds }) => sum + seconds, 0);
  const figure = (seconds: number) => (seconds === 0 ? t('learning.nothing') : format.duration(Math.max(60, seconds)));
  const bars: Bar[] = week.map(({ day, seconds }, index) => ({
    key: day,
    short: dayName(format.locale, day, 'narrow'),
    name: dayName(format.locale, day, 'long'),
    value: seconds,
    figure: figure(seconds),
    current: index === week.length - 1,
  }));
  return (
    <>
      <div className={styles.head}>
        <h2 id="week" className={type.section}>
          {t('learning.week')}
        </h2>
        <p className={type.ink2}>{total > 0 ? figure(total) : null}</p>
      </div>
      <BarWeek label={t('learning.week')} nameHead={t('learning.day')} figureHead={t('learning.studied')} bars={bars} />
    </>
  );
}
