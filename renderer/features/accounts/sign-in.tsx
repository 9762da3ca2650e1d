import { useLocation } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { Button, Link, PasswordField, TextField } from '../../kit/index.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { useSession } from '../../platform/session.tsx';
import { usePage, useSite } from '../../platform/site.ts';
import { useSignIn } from './api.ts';
import { accountsMessages } from './messages/index.ts';
import { Entrance } from './parts/entrance.tsx';
import styles from './parts/entrance.module.css';
import { fieldErrors, Refusal } from './parts/refusal.tsx';
import { returnAddress, withReturn } from './return-address.ts';

/** Signing in: a page of its own, and in place of every page that needs somebody. */
export function SignIn() {
  const t = useMessages(accountsMessages);
  const site = useSite();
  const { ended } = useSession();
  const { pathname, searchStr } = useLocation();
  usePage(t('accounts.signIn'));
  const back = pathname === '/sign-in' ? returnAddress(searchStr) : pathname + searchStr;
  return (
    <Entrance
      title={t('accounts.signIn')}
      lead={
        site?.registration === 'open'
          ? t.rich('accounts.newHere', {
              link: <Link href={withReturn('/register', back)}>{t('accounts.makeAccount')}</Link>,
            })
          : t('accounts.closedHere')
      }
    >
      {ended ? (
        <p role="status" className={styles.notice}>
          {t('accounts.ended')}
        </p>
      ) : null}
      {site && !site.set_up ? <p className={styles.notice}>{t('accounts.notSetUp')}</p> : null}
      <SignInForm />
    </Entrance>
  );
}

function SignInForm() {
  const t = useMessages(accountsMessages);
  const signIn = useSignIn();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const errors = fieldErrors(signIn.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const incomplete = email.trim() === '' || password === '';
    setMissing(incomplete);
    if (!incomplete) signIn.mutate({ email, password });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField
        size="lg"
        type="email"
        label={t('accounts.email')}
        autoComplete="username"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        value={email}
        error={errors['email'] ?? (missing && email.trim() === '' ? t('accounts.emailMissing') : undefined)}
        onChange={event => setEmail(event.currentTarget.value)}
      />
      <PasswordField
        size="lg"
        label={t('accounts.password')}
        autoComplete="current-password"
        value={password}
        error={errors['password'] ?? (missing && password === '' ? t('accounts.passwordMissing') : undefined)}
        onChange={event => setPassword(event.currentTarget.value)}
      />
      <Refusal error={signIn.error} />
      <Button type="submit" size="lg" fullWidth loading={signIn.isPending}>
        {t('accounts.signIn')}
      </Button>
    </form>
  );
}
