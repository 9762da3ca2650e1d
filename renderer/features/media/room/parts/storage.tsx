import { Button, Link, ProgressBar, Skeleton, type as text } from '../../../../kit/index.ts';
import { useFormat, useMessages } from '../../../../platform/messages/index.ts';
import { useSummary } from '../api.ts';
import { addressOfMedia, EVERYTHING } from '../media-query.ts';
import { mediaRoomMessages } from '../messages/index.ts';
import styles from '../media.module.css';

const SHOWN_COURSES = 6;

/** How much room what takes, and what could go. */
export function Storage() {
  const t = useMessages(mediaRoomMessages);
  const format = useFormat();
  const { data: summary } = useSummary();
  if (!summary) return <Skeleton height={240} radius={12} />;
  const largest = Math.max(1, ...summary.courses.map(course => course.bytes));
  return (
    <div className={styles.aside}>
      <section>
        <h2 className={text.pane}>{t('mediaRoom.storage')}</h2>
        <p className={styles.big}>{t('mediaRoom.free', { size: format.bytes(summary.free_bytes) })}</p>
        <p className={styles.quiet}>{t('mediaRoom.reserve', { size: format.bytes(summary.reserve_bytes) })}</p>
        <ul className={styles.bars}>
          {summary.kinds.map(({ kind, bytes }) => (
            <li key={kind}>
              <span>{t(`mediaRoom.kind-${kind}`)}</span>
              <span className={styles.figure}>{format.bytes(bytes)}</span>
              <ProgressBar
                value={summary.bytes === 0 ? 0 : bytes / summary.bytes}
                label={t('mediaRoom.shareOf', { kind: t(`mediaRoom.kind-${kind}`), size: format.bytes(bytes) })}
              />
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2 className={text.pane}>{t('mediaRoom.unusedFiles')}</h2>
        {summary.unused.count === 0 ? (
          <p className={styles.quiet}>{t('mediaRoom.unusedNone')}</p>
        ) : (
          <>
            <p>
              {t('mediaRoom.unusedAmount', { count: summary.unused.count, size: format.bytes(summary.unused.bytes) })}
            </p>
            <Button
              variant="default"
              fullWidth
              component={Link}
              href={addressOfMedia({ ...EVERYTHING, use: 'unused', sort: 'size' })}
            >
              {t('mediaRoom.seeUnused')}
            </Button>
          </>
        )}
      </section>
      <section>
        <h2 className={text.pane}>{t('mediaRoom.byCourse')}</h2>
        <ul className={styles.bars}>
          {summary.courses.slice(0, SHOWN_COURSES).map(({ course_id, title, bytes }) => {
            const name = course_id === null ? t('mediaRoom.noCourse') : (title ?? t('mediaRoom.removedCourse'));
            return (
              <li key={course_id ?? 0}>
                <Link href={addressOfMedia({ ...EVERYTHING, course: course_id ?? 0 })}>{name}</Link>
                <span className={styles.figure}>{format.bytes(bytes)}</span>
                <ProgressBar
                  value={bytes / largest}
                  label={t('mediaRoom.shareOf', { kind: name, size: format.bytes(bytes) })}
                />
              </li>
            );
          })}
        </ul>
      </section>
    </div>
  );
}
