import { type FormEvent, useId, useState } from 'react';
import { Button, Dialog, notify, Refused, TextField } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { type Removable, useRenameFactor } from '../api.ts';
import { factorsMessages } from '../messages/index.ts';

/** Another name for an app or a passkey. */
export function RenameFactor({ factor, onClose }: { factor: Removable; onClose: () => void }) {
  const t = useMessages(factorsMessages);
  const form = useId();
  const rename = useRenameFactor();
  const [name, setName] = useState(factor.name);
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const next = name.trim();
    if (next === '') return;
    rename.mutate(
      { ...factor, name: next },
      {
        onSuccess: () => {
          notify.done(t('factors.renamed', { name: next }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('factors.renameTitle', { name: factor.name })}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('factors.cancel')}
          </Button>
          <Button type="submit" form={form} loading={rename.isPending}>
            {t('factors.rename')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        <TextField
          data-autofocus
          label={t('factors.nameOfApp')}
          maxLength={80}
          value={name}
          error={tried && name.trim() === '' ? t('factors.nameMissing') : undefined}
          onChange={event => setName(event.currentTarget.value)}
        />
      </form>
      {rename.error ? <Refused>{rename.error.message}</Refused> : null}
    </Dialog>
  );
}
