import { type RouterHistory, useLocation, useRouter } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { Button, TextField } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { usePage } from '../../../platform/site.ts';
import { accountsMessages } from '../messages/index.ts';
import { Entrance } from '../parts/entrance.tsx';
import entrance from '../parts/entrance.module.css';
import { NoticeFirst } from '../parts/notice-gate.tsx';
import { fieldErrors, Refusal } from '../parts/refusal.tsx';
import { useSendAgain, useVerify } from './api.ts';
import { LinkOver, troubleOf } from './parts/link-over.tsx';
import styles from './joining.module.css';
import { joiningMessages } from './messages/index.ts';

/** What the link of a registration opens. Confirmed by a press: programs that look through mails follow links. */
export function VerifyEmail() {
  return (
    <NoticeFirst>
      <Verifying />
    </NoticeFirst>
  );
}

function Verifying() {
  const t = useMessages(joiningMessages);
  const history = useRouter().history as RouterHistory;
  // The part behind # reaches no server and no log.
  const token = useLocation({ select: location => location.hash });
  const verify = useVerify();
  usePage(t('joining.verify'));
  const run = () => verify.mutate(token, { onSuccess: () => history.replace('/') });
  if (verify.error && troubleOf(verify.error))
    return (
      <LinkOver error={verify.error} onRetry={run}>
        <SendNewLink />
      </LinkOver>
    );
  return (
    <Entrance title={t('joining.verify')} lead={t('joining.verifyLead')}>
      <div className={styles.stack}>
        <Refusal error={verify.error} />
        <Button size="lg" fullWidth loading={verify.isPending} onClick={run}>
          {t('joining.verifyDo')}
        </Button>
      </div>
    </Entrance>
  );
}

function SendNewLink() {
  const t = useMessages(joiningMessages);
  const a = useMessages(accountsMessages);
  const again = useSendAgain();
  const [email, setEmail] = useState('');
  const [tried, setTried] = useState(false);
  const missing = email.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!missing) again.mutate(email.trim());
  };
  if (again.isSuccess)
    return (
      <p role="status" className={entrance.notice}>
        {t('joining.newLinkSent', { email: email.trim() })}
      </p>
    );
  return (
    <>
      <p className={styles.quiet}>{t('joining.newLinkLead')}</p>
      <form className={entrance.form} onSubmit={submit} noValidate>
        <TextField
          size="lg"
          type="email"
          label={a('accounts.email')}
          autoComplete="username"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          value={email}
          error={tried && missing ? a('accounts.emailMissing') : fieldErrors(again.error)['email']}
          onChange={event => setEmail(event.currentTarget.value)}
        />
        <Refusal error={again.error} />
        <Button type="submit" size="lg" fullWidth loading={again.isPending}>
          {t('joining.newLink')}
        </Button>
      </form>
    </>
  );
}
