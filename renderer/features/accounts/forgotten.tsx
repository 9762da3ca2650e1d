import { useLocation } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { Button, Link, TextField } from '../../kit/index.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { usePage } from '../../platform/site.ts';
import { useForgotten } from './api.ts';
import { accountsMessages } from './messages/index.ts';
import { Entrance } from './parts/entrance.tsx';
import styles from './parts/entrance.module.css';
import { fieldErrors, Refusal } from './parts/refusal.tsx';

/** A forgotten password: by mail where the academy sends any, else whom to ask. */
export function Forgotten() {
  const t = useMessages(accountsMessages);
  const { searchStr } = useLocation();
  const ask = useForgotten();
  const [email, setEmail] = useState(() => new URLSearchParams(searchStr).get('email') ?? '');
  const [tried, setTried] = useState(false);
  usePage(t('accounts.forgottenTitle'));
  const back = <Link href="/sign-in">{t('accounts.backToSignIn')}</Link>;
  if (ask.data) {
    const { by_mail, support } = ask.data;
    return (
      <Entrance
        title={t(by_mail ? 'accounts.forgottenMailed' : 'accounts.forgottenAsk')}
        lead={by_mail ? t('accounts.forgottenMailedLead', { email: email.trim() }) : t('accounts.forgottenAskLead')}
      >
        {support ? (
          <p role="status" className={styles.notice}>
            <strong>{t('accounts.askHere')}</strong>
            <br />
            <span className={styles.support}>{support}</span>
          </p>
        ) : null}
        <p className={styles.back}>{back}</p>
      </Entrance>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (email.trim() !== '') ask.mutate(email.trim());
  };
  return (
    <Entrance title={t('accounts.forgottenTitle')} lead={t('accounts.forgottenLead')}>
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
          error={tried && email.trim() === '' ? t('accounts.emailMissing') : fieldErrors(ask.error)['email']}
          onChange={event => setEmail(event.currentTarget.value)}
        />
        <Refusal error={ask.error} />
        <Button type="submit" size="lg" fullWidth loading={ask.isPending}>
          {t('accounts.forgottenSend')}
        </Button>
      </form>
      <p className={styles.back}>{back}</p>
    </Entrance>
  );
}
