import type { FactorStanding } from '../../../server/factors/contract.ts';
import { Link } from '../../kit/index.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { useNow } from '../../platform/server.ts';
import styles from './factors.module.css';
import { factorsMessages } from './messages/index.ts';

const DAY = 86_400_000;

/** How long somebody still has whose role asks for a second factor. `href` is where one is set up. */
export function GraceBanner({ standing, href }: { standing: FactorStanding; href: string }) {
  const t = useMessages(factorsMessages);
  const now = useNow(60_000);
  const days = standing.due_at === null ? null : Math.ceil((Date.parse(standing.due_at) - now) / DAY);
  const title = () => {
    if (days === null) return t('factors.graceBegins');
    return days <= 1 ? t('factors.graceToday') : t('factors.graceTitle', { count: days });
  };
  return (
    <div role="status" className={styles.banner}>
      <strong>{title()}</strong>
      <span>{t('factors.graceLead')}</span>
      <Link href={href}>{t('factors.graceAction')}</Link>
    </div>
  );
}
