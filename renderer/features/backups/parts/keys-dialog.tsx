import { useState } from 'react';
import { Button, Dialog, notify, Refused } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useSaveKeys } from '../api.ts';
import styles from '../backups.module.css';
import { backupsMessages } from '../messages/index.ts';
import { isLongEnough, PassphraseChoice } from './passphrase-choice.tsx';

/** The keys of the academy as a file to keep apart, locked with a passphrase of its own that is shown here once. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const t = useMessages(backupsMessages);
  const [passphrase, setPassphrase] = useState('');
  const save = useSaveKeys();
  if (save.isSuccess)
    return (
      <Dialog
        open
        onClose={onClose}
        size={700}
        closable={false}
        title={t('backups.keysWriteTitle')}
        lead={t('backups.keysWriteLead')}
        actions={
          <Button
            onClick={() => {
              notify.done(t('backups.keysSaved'));
              onClose();
            }}
          >
            {t('backups.iWrote')}
          </Button>
        }
      >
        <div className={styles.form}>
          <p className={styles.shownPassphrase}>{passphrase}</p>
          <p className={styles.detail}>{t('backups.keysFileName', { name: save.data })}</p>
        </div>
      </Dialog>
    );
  return (
    <Dialog
      open
      onClose={onClose}
      size={700}
      title={t('backups.keysTitle')}
      lead={t('backups.keysLead')}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('backups.notNow')}
          </Button>
          <Button disabled={!isLongEnough(passphrase)} loading={save.isPending} onClick={() => save.mutate(passphrase)}>
            {t('backups.keysSave')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <PassphraseChoice value={passphrase} onChange={setPassphrase} />
        {save.error ? <Refused>{save.error.message}</Refused> : null}
      </div>
    </Dialog>
  );
}
