import { ErrorPanel, QrCode, Skeleton } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { learnersAddress, spoken } from '../../../platform/addresses.ts';
import { useAddresses } from '../api.ts';
import { siteMessages } from '../messages/index.ts';
import styles from '../setup.module.css';

/** Where learners reach the new academy. */
export function ReadyStep() {
  const t = useMessages(siteMessages);
  const format = useFormat();
  const { data, error, refetch } = useAddresses();
  if (error && !data) return <ErrorPanel onRetry={() => void refetch()}>{error.message}</ErrorPanel>;
  if (!data) return <Skeleton height={232} radius={16} />;
  const { best, others } = learnersAddress(data.addresses);
  if (!best) return <p>{t('site.readyLocal')}</p>;
  return (
    <>
      <p className={styles.readyLead}>{t(best.kind === 'lan' ? 'site.readyLead' : 'site.readyLocal')}</p>
      <div className={styles.ready}>
        {best.kind === 'lan' ? (
          <span className={styles.code}>
            <QrCode value={best.url} size={184} />
          </span>
        ) : null}
        <div>
          <p className={styles.address}>{spoken(best.url)}</p>
          {others.length > 0 ? (
            <p className={styles.quiet}>
              {t('site.also', { addresses: format.list(others.map(({ url }) => spoken(url))) })}
            </p>
          ) : null}
        </div>
      </div>
    </>
  );
}
