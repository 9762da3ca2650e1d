import { Link } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { operationsMessages } from '../messages/index.ts';
import styles from '../operations.module.css';

/** The way to look into this very backup, for somebody who misses one thing and not everything. */
export function RestoreOneThing({ backupId }: { backupId: string }) {
  const t = useMessages(operationsMessages);
  return (
    <p className={styles.oneThing}>
      {t('operations.oneThing')}{' '}
      <Link href={`/console/backups/${backupId}/inside`}>{t('operations.oneThingLink')}</Link>
    </p>
  );
}
