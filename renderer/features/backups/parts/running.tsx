import { Button, JobProgress, notify } from '../../../kit/index.ts';
import { useJob } from '../../../platform/jobs.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useCancel } from '../api.ts';
import styles from '../backups.module.css';
import { backupsMessages } from '../messages/index.ts';

/** The backup that is being made now: what it does, how long yet, and a way to stop it. */
export function Running({ jobId }: { jobId: number }) {
  const t = useMessages(backupsMessages);
  const format = useFormat();
  const { data: job } = useJob(jobId);
  const cancel = useCancel();
  const note = job?.state === 'queued' ? t('backups.waiting') : (job?.note ?? t('backups.running'));
  const left = job?.seconds_left;
  const stop = () =>
    cancel.mutate(jobId, {
      onSuccess: () => notify.info(t('backups.cancelled')),
      onError: error => notify.error(error.message),
    });
  return (
    <section className={styles.running} aria-live="polite">
      <JobProgress
        value={job?.progress ?? 0}
        what={note}
        detail={left ? t('backups.left', { duration: format.duration(left) }) : undefined}
      />
      <Button variant="default" size="xs" loading={cancel.isPending} onClick={stop}>
        {t('backups.cancel')}
      </Button>
    </section>
  );
}
