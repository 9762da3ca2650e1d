import { IconArrowBackUp, IconDatabaseShare, IconUsers } from '@tabler/icons-react';
import { Button, Dialog, Refused } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useApply } from '../api.ts';
import { updatesMessages } from '../messages/index.ts';
import styles from '../updates.module.css';

/** Says what an update does and what it costs the people who are learning, then begins it. */
export function ApplyDialog({ version, open, onClose }: { version: string; open: boolean; onClose: () => void }) {
  const t = useMessages(updatesMessages);
  const { mutate, isPending, error } = useApply();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('updates.applyTitle', { version })}
      lead={t('updates.applyLead')}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('updates.notNow')}
          </Button>
          <Button loading={isPending} onClick={() => mutate(version, { onSuccess: onClose })}>
            {t('updates.applyTo', { version })}
          </Button>
        </>
      }
    >
      <ul className={styles.promises}>
        <li>
          <IconDatabaseShare size={20} stroke={1.6} aria-hidden="true" />
          <span>
            {t.rich('updates.promiseBackup', { strong: <strong>{t('updates.promiseBackupStrong')}</strong> })}
          </span>
        </li>
        <li>
          <IconUsers size={20} stroke={1.6} aria-hidden="true" />
          <span>{t.rich('updates.promisePause', { strong: <strong>{t('updates.promisePauseStrong')}</strong> })}</span>
        </li>
        <li>
          <IconArrowBackUp size={20} stroke={1.6} aria-hidden="true" />
          <span>{t.rich('updates.promiseBack', { strong: <strong>{t('updates.promiseBackStrong')}</strong> })}</span>
        </li>
      </ul>
      {error ? <Refused>{error.message}</Refused> : null}
    </Dialog>
  );
}
