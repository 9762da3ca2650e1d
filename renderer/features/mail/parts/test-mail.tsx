import { type FormEvent, useState } from 'react';
import { Button, Refused, State, TextField, type } from '../../../kit/index.ts';
import { useLanguage, useMessages } from '../../../platform/messages/index.ts';
import { useSession } from '../../../platform/session.tsx';
import { useMessage, useSendTest } from '../api.ts';
import styles from '../mail.module.css';
import { mailMessages } from '../messages/index.ts';

type TestProps = { host: string; dirty: boolean; store: () => Promise<boolean> };

/** Sends a message at once and tells in plain words what came of it. */
export function TestMail({ host, dirty, store }: TestProps) {
  const t = useMessages(mailMessages);
  const { me } = useSession();
  const language = useLanguage();
  const send = useSendTest();
  const [to, setTo] = useState(me?.email ?? '');
  const message = useMessage(send.data?.id ?? null);
  const settled = message.data?.state === 'sent' || message.data?.state === 'failed';
  const busy = send.isPending || (send.data !== undefined && !settled);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (to.trim() !== '' && (await store())) send.mutate({ to: to.trim(), language });
  };
  return (
    <section aria-labelledby="try" className={styles.test}>
      <h2 id="try" className={type.pane}>
        {t('mail.testTitle')}
      </h2>
      <p className={styles.help}>{t('mail.testLead')}</p>
      <form className={styles.testForm} onSubmit={event => void submit(event)} noValidate>
        <TextField
          size="sm"
          type="email"
          label={t('mail.testTo')}
          maxLength={254}
          value={to}
          onChange={event => setTo(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={busy}>
          {t(dirty ? 'mail.testSaves' : 'mail.test')}
        </Button>
      </form>
      {send.error ? <Refused>{send.error.message}</Refused> : null}
      <div aria-live="polite" className={styles.stack}>
        {busy ? <State kind="busy">{t('mail.testing', { host })}</State> : null}
        {settled && message.data ? <TestResult {...message.data} /> : null}
      </div>
    </section>
  );
}

type ResultProps = Pick<
  NonNullable<ReturnType<typeof useMessage>['data']>,
  'state' | 'outcome' | 'answer' | 'transcript'
>;

function TestResult({ state, outcome, answer, transcript }: ResultProps) {
  const t = useMessages(mailMessages);
  return (
    <>
      <State kind={state === 'sent' ? 'ok' : 'bad'} size="large">
        {t(state === 'sent' ? 'mail.testGood' : 'mail.testBad')}
      </State>
      {outcome ? <p className={styles.explained}>{t(`mail.outcome-${outcome}`)}</p> : null}
      {state === 'failed' && answer ? (
        <p className={styles.help}>
          {t('mail.serverSaid')}: <code className={styles.said}>{answer}</code>
        </p>
      ) : null}
      {transcript ? (
        <details className={styles.talk}>
          <summary>{t('mail.conversation')}</summary>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
          <pre tabIndex={0}>{transcript}</pre>
        </details>
      ) : null}
    </>
  );
}
