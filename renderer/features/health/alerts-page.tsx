import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ShownAlertSettings } from '../../../server/health/contract.ts';
import {
  Button,
  ChoiceCards,
  ErrorPanel,
  notify,
  PageTitle,
  Refused,
  Skeleton,
  TextField,
  type,
} from '../../kit/index.ts';
import { CallError, call } from '../../platform/call.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { usePage } from '../../platform/site.ts';
import { type AlertsDraft, changeOf, draftOf } from './alerts-draft.ts';
import styles from './alerts.module.css';
import { useAlerts } from './api.ts';
import { healthMessages } from './messages/index.ts';
import { DesktopChannel, MailChannel, WebhookChannel } from './parts/channels.tsx';

/** Who hears of trouble: on the screen, by mail, by webhook. */
export function AlertsPage() {
  const t = useMessages(healthMessages);
  const { data, error, refetch } = useAlerts();
  usePage(t('health.alerts'));
  return (
    <>
      <PageTitle lead={t('health.alertsLead')}>{t('health.alerts')}</PageTitle>
      {data ? <AlertsForm settings={data} /> : null}
      {error && !data ? (
        <ErrorPanel title={t('health.alertsFailed')} onRetry={() => void refetch()}>
          {error.message}
        </ErrorPanel>
      ) : null}
      {!data && !error ? <Skeleton height={360} /> : null}
    </>
  );
}

function AlertsForm({ settings }: { settings: ShownAlertSettings }) {
  const t = useMessages(healthMessages);
  const queries = useQueryClient();
  const [draft, setDraft] = useState<AlertsDraft>(() => draftOf(settings));
  const change = changeOf(draft, settings);
  const touched = Object.keys(change).length > 0;
  const save = useMutation({
    mutationFn: () => call('PUT /alerts/settings', { body: change }),
    onSuccess: stored => {
      queries.setQueryData(['alerts'], stored);
      setDraft(draftOf(stored));
      notify.done(t('health.saved'));
    },
  });
  const set = (part: Partial<AlertsDraft>) => {
    save.reset();
    setDraft(before => ({ ...before, ...part }));
  };
  const errors = save.error instanceof CallError ? save.error.errors : [];
  const errorFor = (field: string) => errors.find(error => error.field?.startsWith(field))?.message;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const parts = { draft, set, settings, touched, errorFor };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <section>
        <h2 className={type.pane}>{t('health.least')}</h2>
        <ChoiceCards
          label={t('health.least')}
          value={draft.least}
          onChange={least => set({ least })}
          choices={(['warning', 'failing'] as const).map(value => ({
            value,
            label: t(`health.least-${value}`),
            detail: t(`health.least-${value}Lead`),
          }))}
        />
      </section>
      <DesktopChannel {...parts} />
      <MailChannel {...parts} />
      <WebhookChannel {...parts} />
      <section>
        <TextField
          label={t('health.ups')}
          description={t('health.upsLead')}
          value={draft.ups_server}
          onChange={event => set({ ups_server: event.currentTarget.value })}
          error={errorFor('ups_server')}
        />
      </section>
      {save.error && errors.every(error => !error.field) ? <Refused>{save.error.message}</Refused> : null}
      <div>
        <Button type="submit" loading={save.isPending} disabled={!touched}>
          {t('health.save')}
        </Button>
      </div>
    </form>
  );
}
