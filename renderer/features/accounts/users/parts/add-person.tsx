import { type FormEvent, useId, useState } from 'react';
import type { MadeLink, Role } from '../../../../../server/accounts/contract.ts';
import { Button, CopyButton, Dialog, FactList, notify, TextField } from '../../../../kit/index.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { shortcomings } from '../../new-account.ts';
import { fieldErrors, Refusal } from '../../parts/refusal.tsx';
import { useAddPerson, useMailWorks } from '../api.ts';
import { usersMessages } from '../messages/index.ts';
import styles from '../users.module.css';
import { MadeLinkShown } from './link-dialog.tsx';
import { RoleBoxes } from './role-boxes.tsx';
import { nameOf } from './users-table.tsx';
import { type Welcome, WelcomeChoice } from './welcome-choice.tsx';

const WELCOMES: readonly Welcome[] = ['mail', 'link', 'password'];
const NOBODY = { first_name: '', last_name: '', email: '' };
type Field = keyof typeof NOBODY;
type Made = { name: string; email: string } & ({ password: string } | { link: MadeLink; url: string });

/** Makes an account; the password that was made for it is shown once. What was written stays until it is sent or cleared. */
export function AddPerson({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [made, setMade] = useState<Made | null>(null);
  const close = () => {
    setMade(null);
    onClose();
  };
  if (!made) return <PersonForm open={open} onClose={close} onMade={setMade} />;
  return 'url' in made ? (
    <MadeLinkShown link={made.link} url={made.url} name={made.name} onClose={close} />
  ) : (
    <MadePassword {...made} onAnother={() => setMade(null)} onClose={close} />
  );
}

type FormProps = { open: boolean; onClose: () => void; onMade: (made: Made) => void };

function PersonForm({ open, onClose, onMade }: FormProps) {
  const t = useMessages(usersMessages);
  const form = useId();
  const add = useAddPerson();
  const [person, setPerson] = useState(NOBODY);
  const [roles, setRoles] = useState<Role[]>(['student']);
  const mailWorks = useMailWorks();
  const [chosen, setWelcome] = useState<Welcome | null>(null);
  const welcome = chosen ?? (mailWorks ? 'mail' : 'link');
  const [tried, setTried] = useState(false);
  const { password: _, ...lacks } = shortcomings({ ...person, password: '' }, 0);
  const refused = fieldErrors(add.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(lacks).length > 0 || roles.length === 0) return;
    const email = person.email.trim();
    const body = { ...person, email, roles, welcome };
    add.mutate(body, {
      onSuccess: ({ user, password, link }) => {
        const name = nameOf(user);
        if (password !== null) onMade({ name, email, password });
        else if (link?.url) onMade({ name, email, link, url: link.url });
        else {
          notify.done(t('users.inviteSent', { email }));
          setPerson(NOBODY);
          setTried(false);
          onClose();
        }
      },
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
        <WelcomeChoice ways={WELCOMES} value={welcome} onChange={setWelcome} />
        <Refusal error={add.error} />
      </form>
    </Dialog>
  );
}

type MadeProps = { name: string; email: string; password: string; onAnother: () => void; onClose: () => void };

function MadePassword({ name, email, password, onAnother, onClose }: MadeProps) {
  const t = useMessages(usersMessages);
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
                  <CopyButton text={password} data-autofocus>
                    {t('users.copyPassword')}
                  </CopyButton>
                </span>
              ),
            },
          ]}
        />
      </div>
    </Dialog>
  );
}
