import { classes, StateIcon } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { operationsMessages } from '../messages/index.ts';
import styles from '../operations.module.css';
import type { Preview } from '../restore.tsx';
import { useCourseWords } from './restore-courses.tsx';

/** Now, after, and what that means; what would be lost stands out. */
export function RestoreChanges({ preview: { changes, settings, courses } }: { preview: Preview }) {
  const t = useMessages(operationsMessages);
  const format = useFormat();
  return (
    <table className={styles.changes} aria-label={t('operations.changes')}>
      <thead>
        <tr>
          <th scope="col">{t('operations.what')}</th>
          <th scope="col" className={styles.figure}>
            {t('operations.now')}
          </th>
          <th scope="col" className={styles.figure}>
            {t('operations.after')}
          </th>
          <th scope="col">{t('operations.means')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ what, now, after }) => (
          <tr key={what}>
            <th scope="row">{t(`operations.${what}`)}</th>
            <td className={classes(styles.figure, styles.now)}>{now === null ? null : format.number(now)}</td>
            <td className={classes(styles.figure, styles.after)}>{format.number(after)}</td>
            <td>
              {what === 'courses' && courses && courses.length > 0 ? (
                <CoursesMeaning courses={courses} />
              ) : (
                <Meaning difference={after - (now ?? 0)} same={what === 'courses' && courses !== null} />
              )}
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row" colSpan={3}>
            {t('operations.settings')}
          </th>
          <td className={styles.change}>
            <SettingsMeaning settings={settings} />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/** One course in its own words, several as a count: the list below names them. */
function CoursesMeaning({ courses }: { courses: NonNullable<Preview['courses']> }) {
  const t = useMessages(operationsMessages);
  const wordsOf = useCourseWords();
  const [first, ...others] = courses;
  const isLoss = first?.state === 'only-now' || first?.state === 'newer-now';
  return (
    <span className={classes(styles.change, isLoss && styles.warn)}>
      {isLoss ? <StateIcon kind="warn" size={16} fill /> : null}
      {first && others.length === 0
        ? t('operations.oneCourse', { title: first.title, what: wordsOf(first) })
        : t('operations.coursesCount', { count: courses.length })}
    </span>
  );
}

function SettingsMeaning({ settings }: { settings: Preview['settings'] }) {
  const t = useMessages(operationsMessages);
  if (settings === null) return t('operations.settingsThen');
  const count = settings.reduce((sum, { changes }) => sum + changes.length, 0);
  return count === 0 ? t('operations.noDifference') : t('operations.settingsCount', { count });
}

/** `same`: not only the number is. */
function Meaning({ difference, same = false }: { difference: number; same?: boolean }) {
  const t = useMessages(operationsMessages);
  const format = useFormat();
  if (difference === 0)
    return <span className={styles.change}>{t(same ? 'operations.noDifference' : 'operations.same')}</span>;
  const amount = format.number(Math.abs(difference));
  if (difference > 0) return <span className={styles.change}>{t('operations.back', { amount })}</span>;
  return (
    <span className={classes(styles.change, styles.warn)}>
      <StateIcon kind="warn" size={16} fill />
      {t('operations.gone', { amount })}
    </span>
  );
}
