import { type FormEvent, useId, useState } from 'react';
import type { Organisation } from '../../../../server/organisations/contract.ts';
import { Button, Checkbox, Dialog, notify } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useAddMembers } from './api.ts';
import styles from './managing.module.css';
import { managingMessages } from './messages/index.ts';
import { PeopleChoice, Refusal } from './parts.tsx';

/** Several people into an organisation. */
export function AddPeopleDialog({ organisation, onClose }: { organisation: Organisation; onClose: () => void }) {
  const t = useMessages(managingMessages);
  const form = useId();
  const add = useAddMembers(organisation.id);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [isRepresentative, setRepresentative] = useState(false);
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (chosen.size === 0) return;
    add.mutate(
      { user_ids: [...chosen], is_representative: isRepresentative },
      {
        onSuccess: ({ added, changed }) => {
          notify.done(t('managing.addedPeople', { count: added + changed }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('managing.addPeopleTo', { name: organisation.name })}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('managing.cancel')}
          </Button>
          <Button type="submit" form={form} loading={add.isPending}>
            {t('managing.addPeople')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit} noValidate autoComplete="off">
        <PeopleChoice
          label={t('managing.choose')}
          chosen={chosen}
          onChange={setChosen}
          error={tried && chosen.size === 0 ? t('managing.menteesMissing') : undefined}
        />
        <Checkbox
          label={t('managing.asRepresentative')}
          description={t('managing.asRepresentativeHelp')}
          checked={isRepresentative}
          onChange={event => setRepresentative(event.currentTarget.checked)}
        />
        <Refusal error={add.error} />
      </form>
    </Dialog>
  );
}
