import { Button, JobProgress, notify, Refused } from '../../../kit/index.ts';
import type { PersonalExport } from '../../../../server/privacy/contract.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useExport } from '../api.ts';
import { privacyMessages } from '../messages/index.ts';
import styles from '../privacy.module.css';

type ExportPanelProps = { id: 'me' | number; exports: readonly PersonalExport[]; label: string; size?: 'sm' | 'lg' };

/** Everything about a person in one file: asked for, watched, fetched. */
export function ExportPanel({ id, exports, label, size = 'lg' }: ExportPanelProps) {
  const t = useMessages(privacyMessages);
  const format = useFormat();
  const { ask, fetch } = useExport(id);
  const [last] = exports;
  const failed = (error: Error) => notify.error(error.message);
  if (last?.state === 'being_made')
    return (
      <div className={styles.working}>
        <JobProgress value={last.progress} what={t('privacy.makingExport')} detail={t('privacy.inBackground')} />
      </div>
    );
  return (
    <>
      {last?.state === 'failed' ? <Refused>{t('privacy.exportFailed')}</Refused> : null}
      {last?.state === 'ready' && last.expires_at ? (
        <p>{t('privacy.until', { date: format.date(last.expires_at) })}</p>
      ) : null}
      <div className={styles.row}>
        {last?.state === 'ready' ? (
          <Button size={size} loading={fetch.isPending} onClick={() => fetch.mutate(last.id, { onError: failed })}>
            {t('privacy.downloadFile', { size: format.bytes(last.bytes ?? 0) })}
          </Button>
        ) : null}
        <Button
          size={size}
          variant="default"
          loading={ask.isPending}
          onClick={() => ask.mutate(undefined, { onError: failed })}
        >
          {label}
        </Button>
      </div>
    </>
  );
}
