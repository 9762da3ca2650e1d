import type { Https } from '../../../server/network/https/contract.ts';
import { CopyButton, ErrorPanel, PageTitle, QrCode, Section, Skeleton, State } from '../../kit/index.ts';
import { spoken } from '../../platform/addresses.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { useSession } from '../../platform/session.tsx';
import { usePage } from '../../platform/site.ts';
import { useHttps } from './api.ts';
import { networkMessages } from './messages/index.ts';
import styles from './network.module.css';
import { CertificateTable } from './parts/certificate.tsx';
import { Ladder } from './parts/ladder.tsx';
import { Redirection } from './parts/redirection.tsx';

/** Settings, HTTPS: the ladder from plain to public, one click up and one click down. */
export function HttpsPage() {
  const t = useMessages(networkMessages);
  const { data, error, refetch } = useHttps();
  usePage(t('network.https'));
  if (data) return <Settings https={data} />;
  if (error) {
    return (
      <ErrorPanel title={t('network.httpsFailed')} onRetry={() => void refetch()}>
        {error.message}
      </ErrorPanel>
    );
  }
  return (
    <div className={styles.body}>
      <Skeleton width={420} height={34} />
      <Skeleton height={360} radius={12} />
    </div>
  );
}

function Settings({ https }: { https: Https }) {
  const t = useMessages(networkMessages);
  const mayChange = useSession().may('network:update');
  const { rung, urls, certificate, trust_url } = https;
  return (
    <>
      <PageTitle
        lead={rung === 'none' ? t('network.https-noneLead') : t('network.https-onLead', { address: urls[0] ?? '' })}
      >
        {t(`network.https-${rung}`)}
      </PageTitle>
      <Troubles https={https} />
      <Ladder https={https} mayChange={mayChange} />
      {rung === 'local' && trust_url ? <Trust url={trust_url} /> : null}
      {certificate ? (
        <Section content={styles.body} title={t('network.certificate')}>
          <CertificateTable certificate={certificate} />
        </Section>
      ) : null}
      {rung === 'none' ? null : <Redirection https={https} mayChange={mayChange} />}
    </>
  );
}

/** What is wrong now, before everything else. */
function Troubles({ https: { listening, problems } }: { https: Https }) {
  const t = useMessages(networkMessages);
  const told = problems.filter(({ code, severity }) => severity === 'error' || code === 'expires-soon');
  if (listening?.ok !== false && told.length === 0) return null;
  return (
    <div className={styles.plate}>
      {listening?.ok === false ? (
        <>
          <State kind="warn">{t('network.https-silent')}</State>
          <p className={styles.lead}>{listening.detail}</p>
        </>
      ) : null}
      {told.map(({ code, message }) => (
        <div key={code}>
          <State kind="warn">{t('network.https-problem')}</State>
          <p className={styles.lead}>{message}</p>
        </div>
      ))}
    </div>
  );
}

/** Where a device learns to trust the local authority. */
function Trust({ url }: { url: string }) {
  const t = useMessages(networkMessages);
  return (
    <Section content={styles.body} title={t('network.trust')} lead={t('network.trustLead')}>
      <div className={styles.paperWhite}>
        <QrCode value={url} size={160} />
      </div>
      <div className={styles.command}>
        <code>{spoken(url)}</code>
        <CopyButton named text={url} />
      </div>
    </Section>
  );
}
