import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import type { BackupState } from '../../../../server/backups/contract.ts';
import { Button, Checkbox, Dialog, notify, Refused, Switch } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useChange, useSheet } from '../api.ts';
import styles from '../backups.module.css';
import { backupsMessages } from '../messages/index.ts';
import { isLongEnough, PassphraseChoice } from './passphrase-choice.tsx';

type ProtectionDialogProps = { state: BackupState; onClose: () => void };

/** Encryption on or off, and the passphrase, which is shown once and then written down. */
export function ProtectionDialog({ state, onClose }: ProtectionDialogProps) {
  const [set, setSet] = useState<string | null>(null);
  if (set !== null) return <WriteDown passphrase={set} onClose={onClose} />;
  return <Choose state={state} onClose={onClose} onSet={setSet} />;
}

function Choose({ state, onClose, onSet }: ProtectionDialogProps & { onSet: (passphrase: string) => void }) {
  const t = useMessages(backupsMessages);
  const { encrypted } = state.protection;
  const [on, setOn] = useState(true);
  const [passphrase, setPassphrase] = useState('');
  const change = useChange();
  const sheet = useSheet();
  const save = () =>
    change.mutate(
      { passphrase: on ? passphrase : null },
      {
        onSuccess: () => {
          if (on) return onSet(passphrase);
          notify.done(t('backups.stopped'));
          onClose();
        },
      },
    );
  const action = !on ? 'backups.stopEncrypting' : encrypted ? 'backups.changePassphrase' : 'backups.setPassphrase';
  return (
    <Dialog
      open
      onClose={onClose}
      size={700}
      title={t('backups.protectionTitle')}
      lead={t('backups.protectionLead')}
      actions={
        <>
          <Button
            variant="subtle"
            className={styles.first}
            leftSection={<IconPrinter size={16} stroke={1.75} />}
            loading={sheet.isPending}
            onClick={() => sheet.mutate(undefined)}
          >
            {t('backups.print')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('backups.notNow')}
          </Button>
          <Button disabled={on ? !isLongEnough(passphrase) : !encrypted} loading={change.isPending} onClick={save}>
            {t(action)}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Switch
          label={t('backups.encrypt')}
          description={t('backups.encryptLead')}
          checked={on}
          onChange={event => setOn(event.currentTarget.checked)}
        />
        {on ? <PassphraseChoice value={passphrase} onChange={setPassphrase} /> : null}
        {on && encrypted ? <p className={styles.detail}>{t('backups.changedOpens')}</p> : null}
        {change.error ? <Refused>{change.error.message}</Refused> : null}
        {sheet.error ? <Refused>{sheet.error.message}</Refused> : null}
      </div>
    </Dialog>
  );
}

/** The only moment at which the passphrase is seen again. */
function WriteDown({ passphrase, onClose }: { passphrase: string; onClose: () => void }) {
  const t = useMessages(backupsMessages);
  const [printed, setPrinted] = useState(false);
  const change = useChange();
  const sheet = useSheet();
  const wrote = () =>
    change.mutate(
      { written_down: true },
      {
        onSuccess: () => {
          notify.done(t('backups.wroteDown'));
          onClose();
        },
      },
    );
  return (
    <Dialog
      open
      onClose={onClose}
      size={700}
      closable={false}
      title={t('backups.writeTitle')}
      lead={t('backups.writeLead')}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} stroke={1.75} />}
            loading={sheet.isPending}
            onClick={() => sheet.mutate(printed ? passphrase : undefined)}
          >
            {t('backups.print')}
          </Button>
          <Button loading={change.isPending} onClick={wrote}>
            {t('backups.iWrote')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p className={styles.shownPassphrase}>{passphrase}</p>
        <Checkbox
          label={t('backups.printWith')}
          checked={printed}
          onChange={event => setPrinted(event.currentTarget.checked)}
        />
        {sheet.error ? <Refused>{sheet.error.message}</Refused> : null}
        {change.error ? <Refused>{change.error.message}</Refused> : null}
      </div>
    </Dialog>
  );
}
