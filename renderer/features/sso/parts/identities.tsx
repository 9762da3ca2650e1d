import { useState } from 'react';
import { Button, ConfirmDialog, ErrorPanel, notify, Refused, Section, SkeletonText } from '../../../kit/index.ts';
import type { DataOf } from '../../../platform/api-types.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useClaim, useIdentities, useJoin, usePart, useProviderButtons } from '../api.ts';
import { ssoMessages } from '../messages/index.ts';
import styles from '../sso.module.css';
import { ProviderIcon } from './provider-buttons.tsx';

type Answer = DataOf<'GET /users/me/identities'>;
type Identity = Answer['identities'][number];

/** Accounts at providers that are joined to the person's own; nothing where the academy has no provider. */
export function Identities() {
  const t = useMessages(ssoMessages);
  const { data: providers = [] } = useProviderButtons();
  const { data, isError, refetch } = useIdentities();
  if (providers.length === 0 && (data?.identities.length ?? 0) === 0) return null;
  return (
    <Section title={t('sso.identities')} lead={t('sso.identitiesLead')}>
      {isError ? <ErrorPanel onRetry={() => void refetch()} level={3} /> : null}
      {data ? <Joined answer={data} providers={providers} /> : isError ? null : <SkeletonText lines={2} />}
    </Section>
  );
}

function Joined({
  answer: { identities, unjoined },
  providers,
}: {
  answer: Answer;
  providers: Identity['provider'][];
}) {
  const t = useMessages(ssoMessages);
  const join = useJoin();
  const taken = [...identities, ...(unjoined ? [unjoined] : [])].map(({ provider }) => provider.key);
  const free = providers.filter(({ key }) => !taken.includes(key));
  return (
    <>
      {unjoined ? <Claim unjoined={unjoined} /> : null}
      {identities.length === 0 && !unjoined ? <p className={styles.help}>{t('sso.identitiesNone')}</p> : null}
      <ul className={styles.identities}>
        {identities.map(identity => (
          <Row key={identity.id} identity={identity} />
        ))}
      </ul>
      <div className={styles.joins}>
        {free.map(({ key, label, preset }) => (
          <Button
            key={key}
            variant="default"
            size="md"
            className={styles.joinButton}
            leftSection={<ProviderIcon preset={preset} />}
            loading={join.isPending && join.variables.provider === key}
            onClick={() => join.mutate({ provider: key, then: window.location.pathname })}
          >
            {t('sso.join', { label })}
          </Button>
        ))}
      </div>
      {join.error ? <Refused>{join.error.message}</Refused> : null}
    </>
  );
}

/** The person came from a provider, had an account here, and has now shown that it is theirs. */
function Claim({ unjoined: { provider, email } }: { unjoined: NonNullable<Answer['unjoined']> }) {
  const t = useMessages(ssoMessages);
  const claim = useClaim();
  const { label } = provider;
  return (
    <div className={styles.provider} role="status">
      <ProviderIcon preset={provider.preset} />
      <span className={styles.providerWords}>
        <strong>{t('sso.claimTitle', { label })}</strong>
        <span className={styles.help}>{t('sso.claimLead', { label, email })}</span>
      </span>
      <Button
        loading={claim.isPending}
        onClick={() => claim.mutate(undefined, { onSuccess: () => notify.done(t('sso.claimed', { label })) })}
      >
        {t('sso.claim')}
      </Button>
      {claim.error ? (
        <div className={styles.outcome}>
          <Refused>{claim.error.message}</Refused>
        </div>
      ) : null}
    </div>
  );
}

function Row({ identity: { id, provider, email, linked_at, last_used_at } }: { identity: Identity }) {
  const t = useMessages(ssoMessages);
  const format = useFormat();
  const part = usePart();
  const [asking, setAsking] = useState(false);
  const { label } = provider;
  const facts = [
    email,
    t('sso.joined', { day: format.date(linked_at) }),
    last_used_at && t('sso.lastUsed', { when: format.date(last_used_at) }),
  ];
  return (
    <li className={styles.identity}>
      <ProviderIcon preset={provider.preset} />
      <span className={styles.identityWords}>
        <strong>{label}</strong>
        <span className={styles.help}>{facts.filter(Boolean).join(', ')}</span>
      </span>
      <Button variant="default" size="md" onClick={() => setAsking(true)}>
        {t('sso.part')}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('sso.partTitle', { label })}
        lead={t('sso.partLead', { label })}
        keep={t('sso.keep')}
        confirm={t('sso.part')}
        busy={part.isPending}
        onConfirm={() =>
          part.mutate(id, {
            onSuccess: () => notify.done(t('sso.parted', { label })),
            onError: ({ message }) => notify.error(message),
            onSettled: () => setAsking(false),
          })
        }
      />
    </li>
  );
}
