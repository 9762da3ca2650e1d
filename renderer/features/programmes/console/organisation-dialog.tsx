import { type FormEvent, useId, useState } from 'react';
import type { Organisation } from '../../../../server/organisations/contract.ts';
import { Button, Dialog, notify, TextAreaField, TextField } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useSaveOrganisation } from './api.ts';
import styles from './managing.module.css';
import { managingMessages } from './messages/index.ts';
import { Refusal } from './parts.tsx';

type DialogProps = {
  /** null adds a new one. */
  organisation: Organisation | null;
  onClose: () => void;
};

/** What an organisation is called, and a note. */
export function OrganisationDialog({ organisation, onClose }: DialogProps) {
  const t = useMessages(managingMessages);
  const form = useId();
  const save = useSaveOrganisation();
  const [name, setName] = useState(organisation?.name ?? '');
  const [note, setNote] = useState(organisation?.note ?? '');
  const [tried, setTried] = useState(false);
  const isNameless = name.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isNameless) return;
    save.mutate(
      { id: organisation?.id ?? null, name: name.trim(), note: note.trim() || null },
      {
        onSuccess: saved => {
          notify.done(t(organisation ? 'managing.saved' : 'managing.added', { name: saved.name }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={organisation ? t('managing.changeOf', { name: organisation.name }) : t('managing.add')}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('managing.cancel')}
          </Button>
          <Button type="submit" form={form} loading={save.isPending}>
            {t(organisation ? 'managing.save' : 'managing.add')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit} noValidate autoComplete="off">
        <TextField
          label={t('managing.name')}
          placeholder={t('managing.nameHint')}
          maxLength={160}
          data-autofocus
          value={name}
          error={tried && isNameless ? t('managing.nameMissing') : undefined}
          onChange={event => setName(event.currentTarget.value)}
        />
        <TextAreaField
          label={t('managing.note')}
          description={t('managing.noteHelp')}
          maxLength={2000}
          value={note}
          onChange={event => setNote(event.currentTarget.value)}
        />
        <Refusal error={save.error} />
      </form>
    </Dialog>
  );
}
