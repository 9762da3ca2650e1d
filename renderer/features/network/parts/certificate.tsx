import type { CertificateFacts } from '../../../../server/network/https/contract.ts';
import { FactList } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { networkMessages } from '../messages/index.ts';
import styles from '../network.module.css';

/** For what a certificate is, from whom, until when. */
export function CertificateTable({ certificate }: { certificate: CertificateFacts }) {
  const t = useMessages(networkMessages);
  const format = useFormat();
  return (
    <FactList
      nameWidth={120}
      facts={[
        { key: 'names', name: t('network.for'), value: certificate.names.join(', ') },
        { key: 'issuer', name: t('network.issuer'), value: certificate.issuer },
        { key: 'until', name: t('network.until'), value: format.date(certificate.valid_to) },
        {
          key: 'fingerprint',
          name: t('network.fingerprint'),
          value: <span className={styles.mono}>{certificate.fingerprint}</span>,
        },
      ]}
    />
  );
}
