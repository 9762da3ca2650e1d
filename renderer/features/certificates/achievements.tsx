import { IconCertificate, IconExternalLink } from '@tabler/icons-react';
import type { Certificate } from '../../../server/certificates/contract.ts';
import { Button, Empty, ErrorPanel, Link, PageTitle, Skeleton, State } from '../../kit/index.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { usePage } from '../../platform/site.ts';
import styles from './achievements.module.css';
import { useOwnCertificates } from './api.ts';
import { certificatesMessages } from './messages/index.ts';
import { CertificateCard } from './parts/certificate-card.tsx';
import { DownloadButton } from './parts/download-button.tsx';
import { ShareLink } from './parts/share-link.tsx';

/** The person's own certificates. */
export function AchievementsPage() {
  const t = useMessages(certificatesMessages);
  const certificates = useOwnCertificates();
  usePage(t('certificates.achievements'));
  return (
    <>
      <PageTitle lead={certificates.data?.length ? t('certificates.lead') : undefined}>
        {t('certificates.achievements')}
      </PageTitle>
      {certificates.isPending ? (
        <div className={styles.cards} aria-hidden="true">
          <Skeleton height={320} radius={12} />
          <Skeleton height={320} radius={12} />
        </div>
      ) : null}
      {certificates.isError && !certificates.data ? (
        <ErrorPanel title={t('certificates.failed')} onRetry={() => void certificates.refetch()}>
          {certificates.error.message}
        </ErrorPanel>
      ) : null}
      {certificates.data?.length === 0 ? (
        <Empty
          icon={IconCertificate}
          title={t('certificates.none')}
          actions={
            <Button size="lg" component={Link} href="/">
              {t('certificates.toCourses')}
            </Button>
          }
        >
          {t('certificates.noneLead')}
        </Empty>
      ) : null}
      <div className={styles.cards}>
        {certificates.data?.map(certificate => (
          <Own key={certificate.id} certificate={certificate} />
        ))}
      </div>
    </>
  );
}

function Own({ certificate }: { certificate: Certificate }) {
  const t = useMessages(certificatesMessages);
  const withdrawn = certificate.revoked_at !== null;
  const page = `/verify/${certificate.verification_hash}`;
  return (
    <CertificateCard content={certificate.content} level={2} own>
      {withdrawn ? (
        <p className={styles.withdrawn}>
          <State kind="bad">{t('certificates.withdrawn')}</State>
        </p>
      ) : (
        <div className={styles.actions}>
          <DownloadButton reference={certificate.verification_hash}>{t('certificates.pdf')}</DownloadButton>
          <ShareLink url={certificate.verification_url} title={certificate.content.course_title} />
          <Link href={page} className={styles.open}>
            <IconExternalLink size={18} stroke={1.75} aria-hidden="true" />
            {t('certificates.openPage')}
          </Link>
        </div>
      )}
    </CertificateCard>
  );
}
