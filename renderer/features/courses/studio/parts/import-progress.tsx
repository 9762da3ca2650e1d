import { Button, ErrorPanel, JobProgress, State, type } from '../../../../kit/index.ts';
import { useFormat, useMessages } from '../../../../platform/messages/index.ts';
import { UploadRow } from '../../../media/parts/upload-row.tsx';
import { isSettled, secondsLeft, shareOf, type Upload } from '../../../media/upload-rules.ts';
import { type ImportResult, reasonOf } from '../api.ts';
import { studioMessages } from '../messages/index.ts';
import styles from './import-progress.module.css';
import { ProblemList } from './plan-view.tsx';

type ImportProgressProps = {
  title: string;
  uploads: readonly Upload[];
  isMaking: boolean;
  error: unknown;
  result: ImportResult | null;
  /** Makes the course of the files that are there. */
  onMake: () => void;
  onCancel: () => void;
  onOpen: (courseId: number) => void;
};

/** Files on their way, then the course; refused files are named and the others go on. */
export function ImportProgress({
  title,
  uploads,
  isMaking,
  error,
  result,
  onMake,
  onCancel,
  onOpen,
}: ImportProgressProps) {
  const t = useMessages(studioMessages);
  const refused = uploads.filter(({ state }) => state === 'refused').length;
  if (result)
    return (
      <section className={styles.page}>
        <h2 className={type.t4}>{t('studio.import.madeWithout', { title: result.course.title })}</h2>
        <ProblemList problems={result.problems} />
        <div>
          <Button onClick={() => onOpen(result.course.id)}>{t('studio.import.open')}</Button>
        </div>
      </section>
    );
  return (
    <section className={styles.page} aria-label={t('studio.import.making', { title })}>
      <Overall title={title} uploads={uploads} isMaking={isMaking} />
      {error ? (
        <ErrorPanel title={t('studio.import.failed')} onRetry={onMake}>
          {reasonOf(error) ?? t('studio.unreachable')}
        </ErrorPanel>
      ) : null}
      {isSettled(uploads) && refused > 0 && !isMaking ? (
        <div className={styles.decide}>
          <State kind="warn">{t('studio.import.refused', { count: refused })}</State>
          <Button onClick={onMake}>{t('studio.import.makeWithout')}</Button>
        </div>
      ) : null}
      <ul className={styles.queue}>
        {uploads.map(upload => (
          <UploadRow key={upload.id} upload={upload} />
        ))}
      </ul>
      {isMaking ? null : (
        <div>
          <Button variant="default" onClick={onCancel}>
            {t('studio.import.cancel')}
          </Button>
        </div>
      )}
    </section>
  );
}

function Overall({ title, uploads, isMaking }: Pick<ImportProgressProps, 'title' | 'uploads' | 'isMaking'>) {
  const t = useMessages(studioMessages);
  const format = useFormat();
  const times = uploads.filter(({ state }) => state === 'running').map(secondsLeft);
  const left = times.length > 0 && times.every(time => time !== null) ? Math.max(...times) : null;
  const detail = isMaking
    ? t('studio.import.writing')
    : left === null
      ? format.percent(shareOf(uploads))
      : t('studio.import.left', { time: format.duration(left) });
  return (
    <JobProgress value={isMaking ? 1 : shareOf(uploads)} what={t('studio.import.making', { title })} detail={detail} />
  );
}
