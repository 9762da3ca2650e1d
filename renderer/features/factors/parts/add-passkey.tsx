import { type FormEvent, useId, useState } from 'react';
import { Button, Dialog, Refused, TextField } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useAddPasskey } from '../api.ts';
import { factorsMessages } from '../messages/index.ts';
import { isDeclined, isThereAlready } from '../passkey-browser.ts';
import { useElsewhere } from './elsewhere.tsx';
import styles from '../factors.module.css';

type AddPasskeyProps = { open: boolean; onClose: () => void; onAdded: (codes: readonly string[] | null) => void };

/** Naming a passkey; the browser's own window does the rest. */
export function AddPasskey({ open, onClose, onAdded }: AddPasskeyProps) {
  const t = useMessages(factorsMessages);
  const form = useId();
  const add = useAddPasskey();
  const elsewhere = useElsewhere();
  const [name, setName] = useState<string>(t('factors.thisDevice'));
  const [tried, setTried] = useState(false);
  const close = () => {
    add.reset();
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() === '') return;
    add.mutate(name.trim(), {
      onSuccess: ({ codes }) => {
        close();
        elsewhere.end();
        onAdded(codes);
      },
    });
  };
  const words = (error: Error) => {
    if (isDeclined(error)) return t('factors.passkeyNotMade');
    return isThereAlready(error) ? t('factors.passkeyThere') : error.message;
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title={t('factors.passkeyTitle')}
      lead={t('factors.passkeyTitleLead')}
      actions={
        <>
          <Button variant="default" onClick={close}>
            {t('factors.cancel')}
          </Button>
          <Button type="submit" form={form} loading={add.isPending}>
            {t('factors.createPasskey')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.setUp} onSubmit={submit} noValidate>
        <TextField
          data-autofocus
          label={t('factors.nameOfApp')}
          description={t('factors.nameOfPasskeyHelp')}
          maxLength={80}
          value={name}
          error={tried && name.trim() === '' ? t('factors.nameMissing') : undefined}
          onChange={event => setName(event.currentTarget.value)}
        />
        {elsewhere.choice}
      </form>
      {add.error ? <Refused>{words(add.error)}</Refused> : null}
    </Dialog>
  );
}
