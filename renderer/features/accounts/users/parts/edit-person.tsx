import { type FormEvent, useId, useState } from 'react';
import type { UserListItem } from '../../../../../server/accounts/contract.ts';
import { Button, Dialog, notify, TextField } from '../../../../kit/index.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { shortcomings } from '../../new-account.ts';
import { fieldErrors, Refusal } from '../../parts/refusal.tsx';
import { useSavePerson } from '../api.ts';
import { usersMessages } from '../messages/index.ts';
import styles from '../users.module.css';
import { nameOf } from './users-table.tsx';

/** Name, address, organisation and phone of somebody. */
export function EditPerson({ user, onClose }: { user: UserListItem; onClose: () => void }) {
  const t = useMessages(usersMessages);
  const form = useId();
  const save = useSavePerson();
  const [person, setPerson] = useState({
    first_name: user.first_name,
    last_name: user.last_name,
    email: user.email,
    organization: user.organization ?? '',
    phone: user.phone ?? '',
  });
  const [tried, setTried] = useState(false);
  const { password: _, ...lacks } = shortcomings({ ...person, password: '' }, 0);
  const refused = fieldErrors(save.error);
  const words = {
    firstNameMissing: t('users.firstNameMissing'),
    lastNameMissing: t('users.lastNameMissing'),
    emailMissing: t('users.emailMissing'),
    emailWrong: t('users.emailWrong'),
    passwordShort: '',
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(lacks).length > 0) return;
    const email = person.email.trim();
    const change = {
      id: user.id,
      first_name: person.first_name.trim(),
      last_name: person.last_name.trim(),
      organization: person.organization.trim() || null,
      phone: person.phone.trim() || null,
      ...(email !== user.email && { email }),
    };
    save.mutate(change, {
      onSuccess: saved => {
        notify.done(t('users.saved', { name: nameOf(saved) }));
        onClose();
      },
    });
  };
  const field = (name: keyof typeof person) => {
    const lack = name === 'organization' || name === 'phone' ? undefined : lacks[name];
    return {
      value: person[name],
      maxLength: { first_name: 80, last_name: 80, email: 254, organization: 120, phone: 40 }[name],
      error: (tried && lack && words[lack]) || refused[name],
      onChange: (event: { currentTarget: { value: string } }) => {
        const { value } = event.currentTarget;
        setPerson(before => ({ ...before, [name]: value }));
      },
    };
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('users.editPerson', { name: nameOf(user) })}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('users.cancel')}
          </Button>
          <Button type="submit" form={form} loading={save.isPending}>
            {t('users.save')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit} noValidate autoComplete="off">
        <div className={styles.names}>
          <TextField {...field('first_name')} label={t('users.firstName')} data-autofocus />
          <TextField {...field('last_name')} label={t('users.lastName')} />
        </div>
        <TextField
          {...field('email')}
          type="email"
          label={t('users.email')}
          description={person.email.trim() === user.email ? undefined : t('users.emailChange')}
          autoCapitalize="none"
          spellCheck={false}
        />
        <div className={styles.names}>
          <TextField {...field('organization')} label={t('users.organisation')} />
          <TextField {...field('phone')} type="tel" label={t('users.phone')} />
        </div>
        <Refusal error={save.error} />
      </form>
    </Dialog>
  );
}
