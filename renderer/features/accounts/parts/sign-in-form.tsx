import { type FormEvent, lazy, Suspense, useState } from 'react';
import { Button, Link, PasswordField, TextField } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useSignIn } from '../api.ts';
import { accountsMessages } from '../messages/index.ts';
import { passkeysWork } from '../../factors/passkey-browser.ts';
import styles from './entrance.module.css';
import { fieldErrors, Refusal } from './refusal.tsx';

const SecondStep = lazy(() => import('../../factors/second-step.tsx').then(module => ({ default: module.SecondStep })));
const NoPasskeyHere = lazy(() =>
  import('../../factors/no-passkey.tsx').then(module => ({ default: module.NoPasskeyHere })),
);
const ByPasskey = lazy(() => import('../../factors/by-passkey.tsx').then(module => ({ default: module.ByPasskey })));

interface SignInFormProps {
  /** `lg` for the academy's fingers, `sm` for the console. */
  size?: 'sm' | 'lg';
  forgotten?: boolean;
  /** The second step has begun, or was left again: what stands around the form belongs to the first. */
  onSecondStep?: (begun: boolean) => void;
}

/** E-mail and password, then the second step where one is due. */
export function SignInForm({ size = 'lg', forgotten = true, onSecondStep }: SignInFormProps) {
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
    if (incomplete) return;
    signIn.mutate({ email, password }, { onSuccess: step => onSecondStep?.(Boolean(step.second_factor)) });
  };
  const second = signIn.data?.second_factor;
  if (second) {
    const back = () => {
      setPassword('');
      signIn.reset();
      onSecondStep?.(false);
    };
    return (
      <Suspense>
        <SecondStep step={second} size={size} onBack={back} />
      </Suspense>
    );
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField
        size={size}
        type="email"
        label={t('accounts.email')}
        autoComplete="username webauthn"
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
        aside={
          forgotten ? (
            <Link href={`/forgotten${email ? `?email=${encodeURIComponent(email)}` : ''}`}>
              {t('accounts.forgotten')}
            </Link>
          ) : undefined
        }
        autoComplete="current-password"
        value={password}
        error={errors['password'] ?? (missing && password === '' ? t('accounts.passwordMissing') : undefined)}
        onChange={event => setPassword(event.currentTarget.value)}
      />
      <Refusal error={signIn.error} />
      <Button type="submit" size={size} fullWidth loading={signIn.isPending}>
        {t('accounts.signIn')}
      </Button>
      <Suspense>{passkeysWork() ? <ByPasskey size={size} /> : <NoPasskeyHere />}</Suspense>
    </form>
  );
}
