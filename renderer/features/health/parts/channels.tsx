import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ShownAlertSettings } from '../../../../server/health/contract.ts';
import { Button, Link, notify, PasswordField, State, Switch, TextAreaField, TextField } from '../../../kit/index.ts';
import { call } from '../../../platform/call.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { type AlertsDraft, newSecret } from '../alerts-draft.ts';
import styles from '../alerts.module.css';
import { healthMessages } from '../messages/index.ts';
import { askForNotifications, notificationState } from '../notifications.ts';

interface ChannelProps {
  draft: AlertsDraft;
  set: (part: Partial<AlertsDraft>) => void;
  settings: ShownAlertSettings;
  /** There is something to save. */
  touched: boolean;
  errorFor: (field: string) => string | undefined;
}

export function DesktopChannel({ draft, set }: ChannelProps) {
  const t = useMessages(healthMessages);
  const [state, setState] = useState(notificationState);
  return (
    <section className={styles.channel}>
      <Switch
        label={t('health.desktop')}
        description={t('health.desktopLead')}
        checked={draft.desktop}
        onChange={event => set({ desktop: event.currentTarget.checked })}
      />
      {draft.desktop ? (
        <div className={styles.inside}>
          {state === 'ask' ? (
            <Button variant="default" onClick={() => void askForNotifications().then(setState)}>
              {t('health.desktopAsk')}
            </Button>
          ) : null}
          {state === 'allowed' ? <State kind="ok">{t('health.desktopAllowed')}</State> : null}
          {state === 'denied' ? <State kind="warn">{t('health.desktopDenied')}</State> : null}
          {state === 'plain' ? <State kind="info">{t('health.desktopPlain')}</State> : null}
        </div>
      ) : null}
    </section>
  );
}

export function MailChannel({ draft, set, settings, touched, errorFor }: ChannelProps) {
  const t = useMessages(healthMessages);
  return (
    <section className={styles.channel}>
      <Switch
        label={t('health.mail')}
        description={t('health.mailLead')}
        checked={draft.mail}
        onChange={event => set({ mail: event.currentTarget.checked })}
      />
      {draft.mail ? (
        <div className={styles.inside}>
          {settings.mail_ready ? null : (
            <p className={styles.notReady}>
              <State kind="warn">{t('health.mailNotReady')}</State>
              <Link href="/console/settings/mail">{t('health.mailSetUp')}</Link>
            </p>
          )}
          <TextAreaField
            label={t('health.mailTo')}
            description={t('health.mailToLead')}
            value={draft.mail_to}
            onChange={event => set({ mail_to: event.currentTarget.value })}
            error={errorFor('mail_to')}
          />
          <TestButton channel="mail" touched={touched} disabled={!settings.mail_ready} />
        </div>
      ) : null}
    </section>
  );
}

export function WebhookChannel({ draft, set, settings, touched, errorFor }: ChannelProps) {
  const t = useMessages(healthMessages);
  const isSet = settings.secrets_set.includes('webhook_secret');
  const [made, setMade] = useState(false);
  return (
    <section className={styles.channel}>
      <Switch
        label={t('health.webhook')}
        description={t('health.webhookLead')}
        checked={draft.webhook}
        onChange={event => set({ webhook: event.currentTarget.checked })}
      />
      {draft.webhook ? (
        <div className={styles.inside}>
          <TextField
            label={t('health.webhookUrl')}
            description={t('health.webhookUrlLead')}
            type="url"
            placeholder="https://"
            value={draft.webhook_url}
            onChange={event => set({ webhook_url: event.currentTarget.value })}
            error={errorFor('webhook_url')}
          />
          <div className={styles.secret}>
            <PasswordField
              label={t('health.webhookSecret')}
              description={
                made ? t('health.secretMade') : isSet ? t('health.webhookSecretSet') : t('health.webhookSecretLead')
              }
              autoComplete="off"
              value={draft.webhook_secret}
              onChange={event => set({ webhook_secret: event.currentTarget.value })}
              error={errorFor('webhook_secret')}
            />
            <Button
              variant="default"
              onClick={() => {
                set({ webhook_secret: newSecret() });
                setMade(true);
              }}
            >
              {t('health.makeSecret')}
            </Button>
          </div>
          <TestButton channel="webhook" touched={touched} disabled={settings.webhook_url === ''} />
        </div>
      ) : null}
    </section>
  );
}

/** Sends through what is stored, so what stands in the form must be saved before. */
function TestButton({
  channel,
  touched,
  disabled,
}: {
  channel: 'mail' | 'webhook';
  touched: boolean;
  disabled: boolean;
}) {
  const t = useMessages(healthMessages);
  const test = useMutation({
    mutationFn: () => call('POST /alerts/test', { body: { channel } }),
    onSuccess: ({ delivered, detail }) =>
      delivered
        ? notify.done(t('health.tested', { detail }))
        : notify.error(t('health.testFailed', { reason: detail })),
    onError: error => notify.error(t('health.testFailed', { reason: error.message })),
  });
  return (
    <div className={styles.test}>
      <Button variant="default" loading={test.isPending} disabled={touched || disabled} onClick={() => test.mutate()}>
        {t('health.test')}
      </Button>
      {touched ? <span className={styles.hint}>{t('health.unsaved')}</span> : null}
    </div>
  );
}
