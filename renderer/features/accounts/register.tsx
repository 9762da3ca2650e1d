import { useLocation } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { Button, Link, PasswordField, TextField } from '../../kit/index.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { usePage, useSite } from '../../platform/site.ts';
import { useRegister } from './api.ts';
import { accountsMessages } from './messages/index.ts';
import { Entrance } from './parts/entrance.tsx';
import styles from './parts/entrance.module.css';
import { fieldErrors, Refusal } from './parts/refusal.tsx';
import { type NewAccount, shortcomings } from './new-account.ts';
import { returnAddress, withReturn } from './return-address.ts';

/** Making an account, where the academy takes new people. */
export function Register() {
  const t = useMessages(accountsMessages);
  const site = useSite();
  const { searchStr } = useLocation();
  usePage(t('accounts.register'));
  const signIn = <Link href={withReturn('/sign-in', returnAddress(searchStr))}>{t('accounts.signInInstead')}</Link>;
  if (site?.registration === 'closed') {
    return (
      <Entrance title={t('accounts.closed')} lead={t('accounts.closedLead')}>
        <p className={styles.notice}>{t.rich('accounts.haveAccount', { link: signIn })}</p>
      </Entrance>
    );
  }
  return (
    <Entrance title={t('accounts.register')} lead={t.rich('accounts.haveAccount', { link: signIn })}>
      <RegisterForm />
    </Entrance>
  );
}

const NOBODY: NewAccount = { first_name: '', last_name: '', email: '', password: '' };

function RegisterForm() {
  const t = useMessages(accountsMessages);
  const register = useRegister();
  const [account, setAccount] = useState(NOBODY);
  const [tried, setTried] = useState(false);
  const lacks = shortcomings(account);
  const refused = fieldErrors(register.error);
  const errorOf = (name: keyof NewAccount) =>
    (tried && lacks[name] ? t(`accounts.${lacks[name]}`) : undefined) ??
    (register.variables?.[name] === account[name] ? refused[name] : undefined);
  const field = (name: keyof NewAccount) => ({
    size: 'lg' as const,
    value: account[name],
    error: errorOf(name),
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setAccount(before => ({ ...before, [name]: value }));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(lacks).length === 0) register.mutate(account);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <div className={styles.names}>
        <TextField {...field('first_name')} label={t('accounts.firstName')} autoComplete="given-name" maxLength={80} />
        <TextField {...field('last_name')} label={t('accounts.lastName')} autoComplete="family-name" maxLength={80} />
      </div>
      <TextField
        {...field('email')}
        type="email"
        label={t('accounts.email')}
        description={t('accounts.emailHelp')}
        autoComplete="username"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
      />
      <PasswordField
        {...field('password')}
        label={t('accounts.password')}
        description={t('accounts.passwordHelp')}
        autoComplete="new-password"
      />
      <Refusal error={register.error} />
      <Button type="submit" size="lg" fullWidth loading={register.isPending}>
        {t('accounts.register')}
      </Button>
    </form>
  );
}
