import type { Updates } from '../../../../server/updates/contract.ts';
import { Button, JobProgress } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useCancelJob, useUpdateJob } from '../api.ts';
import { updatesMessages } from '../messages/index.ts';
import styles from '../updates.module.css';

/** The download or rehearsal that runs, with what it is at; people may leave the page meanwhile. */
export function JobLine({ job }: { job: NonNullable<Updates['job']> }) {
  const t = useMessages(updatesMessages);
  const { data } = useUpdateJob(job.id);
  const cancel = useCancelJob();
  const what = t(job.kind === 'download' ? 'updates.downloading' : 'updates.rehearsing', { version: job.version });
  return (
    <div className={styles.job} role="status">
      <JobProgress value={data?.progress ?? 0} what={what} detail={data?.note ?? t('updates.background')} />
      <div>
        <Button variant="default" size="xs" loading={cancel.isPending} onClick={() => cancel.mutate(job.id)}>
          {t('updates.cancel')}
        </Button>
      </div>
    </div>
  );
}
