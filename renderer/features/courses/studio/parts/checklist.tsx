import { Link, ProgressBar, StateIcon, type } from '../../../../kit/index.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { useReadiness } from '../api.ts';
import { studioMessages } from '../messages/index.ts';
import styles from './checklist.module.css';

/** What is still missing before publishing, first; then what is well. */
export function Checklist({ courseId, version }: { courseId: number; version: number }) {
  const t = useMessages(studioMessages);
  const { data } = useReadiness(courseId);
  if (!data) return null;
  const done = data.checks.filter(({ ok }) => ok).length;
  const sorted = data.checks.toSorted(
    (one, other) => Number(one.ok) - Number(other.ok) || Number(other.required) - Number(one.required),
  );
  const label = t('studio.beforePublishing', { version });
  return (
    <section className={styles.checklist}>
      <div className={styles.head}>
        <h2 className={type.pane}>{label}</h2>
        <span className={styles.count}>{t('studio.doneOf', { done, total: data.checks.length })}</span>
      </div>
      <ProgressBar value={data.checks.length === 0 ? 1 : done / data.checks.length} label={label} />
      <ul className={styles.list}>
        {sorted.map(({ code, ok, required, message, module_id }) => (
          <li key={`${code}-${module_id}`} className={styles.check}>
            <StateIcon kind={ok ? 'ok' : required ? 'bad' : 'warn'} size={18} />
            <span className={ok ? styles.fine : styles.lacking}>
              {message}
              {ok || required ? null : <span className={styles.optional}>{t('studio.notRequired')}</span>}
            </span>
            {ok || module_id === null ? null : (
              <Link
                href={`/studio/courses/${courseId}/lessons/${module_id}`}
                aria-label={t('studio.openFor', { message })}
              >
                {t('studio.open')}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
