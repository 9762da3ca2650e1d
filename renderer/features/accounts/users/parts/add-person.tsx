import { IconCopy } from '@tabler/icons-react';
import { type FormEvent, useId, useState } from 'react';
import type { Role } from '../../../../../server/accounts/contract.ts';
import { Button, Dialog, FactList, notify, TextField } from '../../../../kit/index.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { shortcomings } from '../../new-account.ts';
import { fieldErrors, Refusal } from '../../parts/refusal.tsx';
import { useAddPerson } from '../api.ts';
import { usersMessages } from '../messages/index.ts';
import styles from '../users.module.css';
import { RoleBoxes } from './role-boxes.tsx';
import { nameOf } from './users-table.tsx';

const NOBODY = { first_name: '', last_name: '', email: '' };
type Field = keyof typeof NOBODY;
interface Made {
  name: string;
  email: string;
  password: string;
}

/** Makes an account; the password that was made for it is shown once. What was written stays until it is sent or cleared. */
export function AddPerson({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [made, setMade] = useState<Made | null>(null);
  const close = () => {
    setMade(null);
    onClose();
  };
  return made ? (
    <MadePassword made={made} onAnother={() => setMade(null)} onClose={close} />
  ) : (
    <PersonForm open={open} onClose={close} onMade={setMade} />
  );
}

type FormProps = { open: boolean; onClose: () => void; onMade: (made: Made) => void };

function PersonForm({ open, onClose, onMade }: FormProps) {
  const t = useMessages(usersMessages);
  const form = useId();
  const add = useAddPerson();
  const [person, setPerson] = useState(NOBODY);
  const [roles, setRoles] = useState<Role[]>(['student']);
  const [tried, setTried] = useState(false);
  const { password: _, ...lacks } = shortcomings({ ...person, password: '' });
  const refused = fieldErrors(add.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(lacks).length > 0 || roles.length === 0) return;
    const body = { ...person, email: person.email.trim(), roles };
    add.mutate(body, {
      onSuccess: ({ user, password }) =>
        onMade({ name: nameOf(user), email: person.email.trim(), password: password ?? '' }),
    });
  };
  const words = {
    firstNameMissing: t('users.firstNameMissing'),
    lastNameMissing: t('users.lastNameMissing'),
    emailMissing: t('users.emailMissing'),
    emailWrong: t('users.emailWrong'),
    passwordShort: '',
  };
  const field = (name: Field) => ({
    value: person[name],
    maxLength: name === 'email' ? 254 : 80,
    error: (tried && lacks[name] && words[lacks[name]]) || (add.variables?.[name] === person[name] && refused[name]),
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setPerson(before => ({ ...before, [name]: value }));
    },
  });
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('users.add')}
      lead={t('users.addLead')}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('users.cancel')}
          </Button>
          <Button type="submit" form={form} loading={add.isPending}>
            {t('users.add')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit} noValidate autoComplete="off">
        <div className={styles.names}>
          <TextField {...field('first_name')} label={t('users.firstName')} data-autofocus />
          <TextField {...field('last_name')} label={t('users.lastName')} />
        </div>
        <TextField {...field('email')} type="email" label={t('users.email')} autoCapitalize="none" spellCheck={false} />
        <RoleBoxes
          value={roles}
          onChange={setRoles}
          error={tried && roles.length === 0 ? t('users.rolesMissing') : undefined}
        />
        <Refusal error={add.error} />
      </form>
    </Dialog>
  );
}

type MadeProps = { made: Made; onAnother: () => void; onClose: () => void };

function MadePassword({ made: { name, email, password }, onAnother, onClose }: MadeProps) {
  const t = useMessages(usersMessages);
  const copy = () =>
    Promise.resolve(navigator.clipboard?.writeText(password) ?? Promise.reject(new Error('no clipboard'))).then(
      () => notify.done(t('users.copied')),
      () => notify.error(t('users.notCopied')),
    );
  return (
    <Dialog
      open
      // Only by a button: a stray click beside the dialog must not take the password away.
      onClose={() => {}}
      closable={false}
      title={t('users.added', { name })}
      lead={t('users.addedLead')}
      actions={
        <>
          <Button variant="default" onClick={onAnother}>
            {t('users.addAnother')}
          </Button>
          <Button onClick={onClose}>{t('users.done')}</Button>
        </>
      }
    >
      <div className={styles.madeFacts}>
        <FactList
          facts={[
            { key: 'email', name: t('users.email'), value: email },
            {
              key: 'password',
              name: t('users.password'),
              value: (
                <span className={styles.made}>
                  <code>{password}</code>
                  <Button
                    size="xs"
                    variant="default"
                    data-autofocus
                    leftSection={<IconCopy size={14} stroke={1.75} aria-hidden="true" />}
                    onClick={() => void copy()}
                  >
                    {t('users.copyPassword')}
                  </Button>
                </span>
              ),
            },
          ]}
        />
      </div>
    </Dialog>
  );
}
