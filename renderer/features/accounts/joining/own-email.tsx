import { type FormEvent, useState } from 'react';
import type { EmailChange } from '../../../../server/registration/contract.ts';
import { Button, Dialog, notify, TextField, type } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { fieldErrors, Refusal } from '../parts/refusal.tsx';
import { useAskForChange, useCallChangeOff, useOwnEmail, useSendChangeAgain } from './api.ts';
import styles from './joining.module.css';
import { joiningMessages } from './messages/index.ts';

/** The person's address, and a change of it that waits for being confirmed. */
export function OwnEmailSection({ email }: { email: string }) {
  const t = useMessages(joiningMessages);
  const own = useOwnEmail();
  const [isAsking, setAsking] = useState(false);
  return (
    <section aria-labelledby="own-email" className={styles.section}>
      <h2 id="own-email" className={type.section}>
        {t('joining.emailTitle')}
      </h2>
      <p className={type.ink2}>{t('joining.emailLead')}</p>
      <p className={styles.address}>{own.data?.email ?? email}</p>
      {own.data && !own.data.by_mail ? <p className={type.ink2}>{t('joining.emailByAdmin')}</p> : null}
      {own.data?.pending ? <Pending change={own.data.pending} byMail={own.data.by_mail} /> : null}
      {own.data && !own.data.pending ? (
        <Button size="lg" variant="default" onClick={() => setAsking(true)}>
          {t('joining.emailChange')}
        </Button>
      ) : null}
      {isAsking ? <AskForChange byMail={own.data?.by_mail ?? true} onClose={() => setAsking(false)} /> : null}
    </section>
  );
}

function AskForChange({ byMail, onClose }: { byMail: boolean; onClose: () => void }) {
  const t = useMessages(joiningMessages);
  const ask = useAskForChange();
  const [email, setEmail] = useState('');
  const [tried, setTried] = useState(false);
  const isWrong = !/^\S+@\S+\.\S+$/.test(email.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isWrong) ask.mutate(email.trim(), { onSuccess: onClose });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('joining.emailChange')}
      lead={t(byMail ? 'joining.emailDialogLead' : 'joining.emailDialogLeadAdmin')}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('joining.cancel')}
          </Button>
          <Button type="submit" form="ask-for-address" loading={ask.isPending}>
            {t(byMail ? 'joining.send' : 'joining.askFor')}
          </Button>
        </>
      }
    >
      <form id="ask-for-address" onSubmit={submit} noValidate>
        <TextField
          type="email"
          label={t('joining.newEmail')}
          autoComplete="email"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          data-autofocus
          value={email}
          error={tried && isWrong ? t('joining.emailWrong') : fieldErrors(ask.error)['email']}
          onChange={event => setEmail(event.currentTarget.value)}
        />
        <Refusal error={ask.error} />
      </form>
    </Dialog>
  );
}

type PendingProps = { change: EmailChange; byMail: boolean };

function Pending({ change: { new_email: email, missing, expires_at }, byMail }: PendingProps) {
  const t = useMessages(joiningMessages);
  const format = useFormat();
  const again = useSendChangeAgain();
  const off = useCallChangeOff();
  const until = format.dateTime(expires_at);
  const [first, second] = missing;
  return (
    <div className={styles.pending} role="status">
      <p>{t.rich('joining.pending', { email: <strong>{email}</strong> })}</p>
      <p>
        {byMail
          ? t(first && !second ? `joining.pending-${first}` : 'joining.pending-both', { until })
          : t('joining.pending-admin', { until })}
      </p>
      <Refusal error={again.error ?? off.error} />
      <div className={styles.buttons}>
        {byMail ? (
          <Button
            variant="default"
            loading={again.isPending}
            onClick={() => again.mutate(undefined, { onSuccess: () => notify.done(t('joining.pendingSent')) })}
          >
            {t('joining.pendingAgain')}
          </Button>
        ) : null}
        <Button
          variant="subtle"
          loading={off.isPending}
          onClick={() => off.mutate(undefined, { onSuccess: () => notify.done(t('joining.pendingOff')) })}
        >
          {t('joining.callOff')}
        </Button>
      </div>
    </div>
  );
}
