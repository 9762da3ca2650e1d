import { QrCode } from '../../../../kit/index.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { useSite } from '../../../../platform/site.ts';
import { usersMessages } from '../messages/index.ts';
import styles from '../users.module.css';

/** A slip to hand out: how somebody gets in. */
export function SlipWords({ url, name, until }: { url: string; name: string; until: string }) {
  const t = useMessages(usersMessages);
  const site = useSite();
  const siteName = site?.name ?? 'Lyceum';
  return (
    <>
      <p className={styles.slipSite}>{siteName}</p>
      <p className={styles.slipTitle}>{t('users.slipTitle', { site: siteName })}</p>
      <p className={styles.slipName}>{name}</p>
      <QrCode value={url} size={260} />
      <p>{t('users.slipScan')}</p>
      <p className={styles.slipUrl}>{url}</p>
      <p>{t('users.slipUntil', { until })}</p>
      {site?.support_contact ? <p className={styles.slipSupport}>{site.support_contact}</p> : null}
    </>
  );
}
