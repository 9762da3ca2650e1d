import { type FormEvent, useId, useState } from 'react';
import { Button, Dialog, notify, PasswordField, Refused } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useSetPin } from '../api.ts';
import styles from '../computer.module.css';
import { computerMessages } from '../messages/index.ts';
import { lackOfPin } from '../pin-rules.ts';

type PinDialogProps = { deed: 'set' | 'remove' | null; onClose: () => void };

/** Sets or removes the PIN; the account's password is asked for, so that nobody does it who just passes by. */
export function PinDialog({ deed, onClose }: PinDialogProps) {
  const t = useMessages(computerMessages);
  return (
    <Dialog
      open={deed !== null}
      onClose={onClose}
      title={t(deed === 'remove' ? 'computer.pinRemoveAsk' : 'computer.pinSet')}
    >
      {deed ? <PinForm key={deed} removes={deed === 'remove'} onClose={onClose} /> : null}
    </Dialog>
  );
}

function PinForm({ removes, onClose }: { removes: boolean; onClose: () => void }) {
  const t = useMessages(computerMessages);
  const form = useId();
  const save = useSetPin();
  const [tried, setTried] = useState(false);
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [password, setPassword] = useState('');
  const lack = removes ? null : lackOfPin(pin, again);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (lack !== null || password === '' || save.isPending) return;
    save.mutate(
      { pin: removes ? null : pin, password },
      {
        onSuccess: answer => {
          if (answer.outcome !== 'done') return;
          notify.done(t(removes ? 'computer.pinRemoved' : 'computer.pinSaved'));
          onClose();
        },
      },
    );
  };
  const refused = save.data?.outcome === 'refused' ? save.data.reason : save.error?.message;
  const digits = { inputMode: 'numeric' as const, autoComplete: 'off', maxLength: 12 };
  return (
    <form id={form} noValidate onSubmit={submit} className={styles.fields}>
      {removes ? null : (
        <>
          <PasswordField
            {...digits}
            data-autofocus
            label={t('computer.pinNew')}
            description={t('computer.pinNewHelp')}
            value={pin}
            error={tried && lack && lack !== 'pinDiffers' ? t(`computer.${lack}`) : undefined}
            onChange={event => setPin(event.currentTarget.value)}
          />
          <PasswordField
            {...digits}
            label={t('computer.pinAgain')}
            value={again}
            error={tried && lack === 'pinDiffers' ? t('computer.pinDiffers') : undefined}
            onChange={event => setAgain(event.currentTarget.value)}
          />
        </>
      )}
      <PasswordField
        label={t('computer.yourPassword')}
        autoComplete="current-password"
        maxLength={200}
        value={password}
        error={tried && password === '' ? t('computer.passwordMissing') : undefined}
        onChange={event => setPassword(event.currentTarget.value)}
      />
      {refused ? <Refused>{refused}</Refused> : null}
      <div className={styles.controls}>
        <Button variant="default" onClick={onClose}>
          {t('computer.pinKeep')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {t(removes ? 'computer.pinRemoveDeed' : 'computer.pinSave')}
        </Button>
      </div>
    </form>
  );
}
