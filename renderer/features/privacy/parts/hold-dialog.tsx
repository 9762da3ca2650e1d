import { type FormEvent, useId, useState } from 'react';
import { Button, Dialog, notify, Refused, TextField } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useHold } from '../api.ts';
import { privacyMessages } from '../messages/index.ts';
import styles from '../privacy.module.css';

type HoldDialogProps = { userId: number; name: string; onClose: () => void };

/** Says why an account must be kept. Stands there as long as it is rendered. */
export function HoldDialog({ userId, name, onClose }: HoldDialogProps) {
  const t = useMessages(privacyMessages);
  const form = useId();
  const { hold } = useHold(userId);
  const [reason, setReason] = useState('');
  const ready = reason.trim() !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    hold.mutate(reason.trim(), {
      onSuccess: () => {
        notify.done(t('privacy.held', { name }));
        onClose();
      },
    });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('privacy.holdOf', { name })}
      lead={t('privacy.holdLead')}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('privacy.cancel')}
          </Button>
          <Button type="submit" form={form} disabled={!ready} loading={hold.isPending}>
            {t('privacy.holdGo')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className={styles.editor}>
        <TextField
          label={t('privacy.reason')}
          description={t('privacy.holdReasonHelp')}
          maxLength={500}
          value={reason}
          onChange={event => setReason(event.currentTarget.value)}
        />
        {hold.error ? <Refused>{hold.error.message}</Refused> : null}
      </form>
    </Dialog>
  );
}
