import { type FormEvent, useState } from 'react';
import { Button, notify, PasswordField, Section } from '../../../../kit/index.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { useSession } from '../../../../platform/session.tsx';
import { usePasswordMin } from '../../api.ts';
import { NewPasswordField } from '../../parts/new-password-field.tsx';
import { fieldErrors, Refusal } from '../../parts/refusal.tsx';
import { useChangePassword, useOwnSecurity } from '../api.ts';
import { securityMessages } from '../messages/index.ts';
import styles from '../security.module.css';

const EMPTY = { current_password: '', password: '' };

/** Changing the own password; everywhere else one is signed out. */
export function PasswordSection() {
  const t = useMessages(securityMessages);
  const has = useOwnSecurity().data?.has_password ?? true;
  if (has) return <ChangePassword />;
  return (
    <Section title={t('security.passwordTitle')}>
      <p className={styles.quiet}>{t('security.noPassword')}</p>
    </Section>
  );
}

function ChangePassword() {
  const t = useMessages(securityMessages);
  const change = useChangePassword();
  const [fields, setFields] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const { me } = useSession();
  const passwordMin = usePasswordMin();
  const errors = fieldErrors(change.error);
  const refused = (name: keyof typeof EMPTY) => (change.variables?.[name] === fields[name] ? errors[name] : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (fields.current_password === '' || Array.from(fields.password).length < passwordMin) return;
    change.mutate(fields, {
      onSuccess: ({ ended }) => {
        setFields(EMPTY);
        setTried(false);
        notify.done(t('security.passwordChanged', { count: ended }));
      },
    });
  };
  return (
    <Section title={t('security.passwordTitle')} lead={t('security.passwordLead')}>
      <form onSubmit={submit} noValidate className={styles.form}>
        <PasswordField
          label={t('security.present')}
          autoComplete="current-password"
          value={fields.current_password}
          error={tried && fields.current_password === '' ? t('security.passwordMissing') : refused('current_password')}
          onChange={event => setFields({ ...fields, current_password: event.currentTarget.value })}
        />
        <NewPasswordField
          size="sm"
          label={t('security.next')}
          value={fields.password}
          onChange={password => setFields(before => ({ ...before, password }))}
          about={me ? { email: me.email ?? '', first_name: me.first_name, last_name: me.last_name } : {}}
          tried={tried}
          error={refused('password')}
        />
        <Refusal error={change.error} />
        <div>
          <Button type="submit" size="md" loading={change.isPending}>
            {t('security.changePassword')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
