import { type FormEvent, useState } from 'react';
import { Button, PasswordField, TextField } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useSignIn } from '../api.ts';
import { accountsMessages } from '../messages/index.ts';
import styles from './entrance.module.css';
import { fieldErrors, Refusal } from './refusal.tsx';

/** E-mail and password; `lg` for the academy's fingers, `sm` for the console. */
export function SignInForm({ size = 'lg' }: { size?: 'sm' | 'lg' }) {
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
        size={size}
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
        size={size}
        label={t('accounts.password')}
        autoComplete="current-password"
        value={password}
        error={errors['password'] ?? (missing && password === '' ? t('accounts.passwordMissing') : undefined)}
        onChange={event => setPassword(event.currentTarget.value)}
      />
      <Refusal error={signIn.error} />
      <Button type="submit" size={size} fullWidth loading={signIn.isPending}>
        {t('accounts.signIn')}
      </Button>
    </form>
  );
}
