import { IconUserShield } from '@tabler/icons-react';
import { useState } from 'react';
import {
  Button,
  Chip,
  ConfirmDialog,
  Empty,
  ErrorPanel,
  notify,
  Refused,
  SkeletonText,
  State,
  Verdict,
} from '../../kit/index.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { useSession } from '../../platform/session.tsx';
import { usePage } from '../../platform/site.ts';
import { type Provider, useProviders, useRemoveProvider, useTestProvider } from './api.ts';
import { ssoMessages } from './messages/index.ts';
import { ProviderDialog } from './parts/provider-dialog.tsx';
import { ProviderIcon } from './parts/provider-buttons.tsx';
import styles from './sso.module.css';

/** Single sign-on: which organisations vouch for people, and what that gives them here. */
export function ProvidersPage() {
  const t = useMessages(ssoMessages);
  const { may } = useSession();
  const { data: providers, isError, refetch } = useProviders();
  const [edited, setEdited] = useState<Provider | 'new' | null>(null);
  usePage(t('sso.providers'));
  if (isError) return <ErrorPanel title={t('sso.loadFailed')} onRetry={() => void refetch()} level={2} />;
  if (!providers) return <SkeletonText />;
  const inUse = providers.filter(({ enabled }) => enabled).length;
  const add = may('settings:update') ? <Button onClick={() => setEdited('new')}>{t('sso.add')}</Button> : null;
  return (
    <>
      <Verdict kind={inUse > 0 ? 'ok' : 'mute'} lead={t('sso.lead')}>
        {inUse > 0 ? t('sso.on', { count: inUse }) : t('sso.off')}
      </Verdict>
      <div className={styles.list}>
        {providers.map(provider => (
          <ProviderRow key={provider.id} provider={provider} onEdit={() => setEdited(provider)} />
        ))}
        {providers.length === 0 ? (
          <Empty icon={IconUserShield} title={t('sso.noneTitle')} actions={add} boxed level={2}>
            {t('sso.none')}
          </Empty>
        ) : (
          <div>{add}</div>
        )}
      </div>
      {edited ? <ProviderDialog provider={edited === 'new' ? null : edited} onClose={() => setEdited(null)} /> : null}
    </>
  );
}

function ProviderRow({ provider, onEdit }: { provider: Provider; onEdit: () => void }) {
  const t = useMessages(ssoMessages);
  const { may } = useSession();
  const test = useTestProvider();
  const { id, label, preset, issuer, enabled, people } = provider;
  return (
    <article className={styles.provider} aria-label={label}>
      <ProviderIcon preset={preset} />
      <div className={styles.providerWords}>
        <strong>{label}</strong>
        <span className={styles.help}>{`${issuer} · ${t('sso.people', { count: people })}`}</span>
      </div>
      <Chip kind={enabled ? 'ok' : 'mute'}>{t(enabled ? 'sso.state-on' : 'sso.state-off')}</Chip>
      {may('settings:update') ? (
        <div className={styles.actions}>
          <Button variant="default" size="xs" loading={test.isPending} onClick={() => test.mutate(id)}>
            {t('sso.test')}
          </Button>
          <Button variant="default" size="xs" onClick={onEdit}>
            {t('sso.edit')}
          </Button>
          <Remove provider={provider} />
        </div>
      ) : null}
      <div className={styles.outcome} aria-live="polite">
        {test.data ? <Trial label={label} trial={test.data} /> : null}
        {test.error ? <Refused>{test.error.message}</Refused> : null}
      </div>
    </article>
  );
}

type TrialProps = { label: string; trial: NonNullable<ReturnType<typeof useTestProvider>['data']> };

function Trial({ label, trial: { ok, reason, pkce, sign_in_address: address } }: TrialProps) {
  const t = useMessages(ssoMessages);
  if (!ok) return <State kind="bad">{reason}</State>;
  if (!pkce) return <State kind="warn">{t('sso.testNoPkce', { label })}</State>;
  return <State kind="ok">{t('sso.testOk', { label, host: address ? new URL(address).host : label })}</State>;
}

function Remove({ provider: { id, label, people } }: { provider: Provider }) {
  const t = useMessages(ssoMessages);
  const remove = useRemoveProvider();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="subtle" color="gray" size="xs" onClick={() => setAsking(true)}>
        {t('sso.remove')}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('sso.removeTitle', { label })}
        lead={t('sso.removeLead', { count: people })}
        keep={t('sso.keep')}
        confirm={t('sso.remove')}
        danger
        busy={remove.isPending}
        onConfirm={() =>
          remove.mutate(id, {
            onSuccess: () => notify.done(t('sso.removed', { label })),
            onError: ({ message }) => notify.error(message),
            onSettled: () => setAsking(false),
          })
        }
      />
    </>
  );
}
