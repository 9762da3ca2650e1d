import type { DatabaseFacts } from '../../../server/database/contract.ts';
import { ErrorPanel, FactList, Skeleton, Verdict } from '../../kit/index.ts';
import { useFormat, useMessages } from '../../platform/messages/index.ts';
import { useSession } from '../../platform/session.tsx';
import { usePage } from '../../platform/site.ts';
import { useDatabase } from './api.ts';
import styles from './database.module.css';
import { databaseMessages } from './messages/index.ts';
import { LastMove } from './parts/last-move.tsx';
import { BringBack, MoveAway } from './parts/moves.tsx';

/** Where the academy's records are, and moving them. */
export function DatabasePage() {
  const t = useMessages(databaseMessages);
  const { data, error, refetch } = useDatabase();
  usePage(t('database.title'));
  if (data) return <Page facts={data} />;
  if (error)
    return (
      <ErrorPanel title={t('database.failed')} onRetry={() => void refetch()}>
        {error.message}
      </ErrorPanel>
    );
  return (
    <div className={styles.page}>
      <Skeleton width={320} height={44} />
      <Skeleton height={240} />
    </div>
  );
}

function Page({ facts }: { facts: DatabaseFacts }) {
  const t = useMessages(databaseMessages);
  const format = useFormat();
  const { may } = useSession();
  const { engine, location, bytes, rows, chosen_by, last_move } = facts;
  return (
    <div className={styles.page}>
      <Verdict kind="ok" lead={t(`database.${engine}Lead`)}>
        {t(`database.${engine}`)}
      </Verdict>
      <FactList
        nameWidth={120}
        facts={[
          { key: 'where', name: t('database.where'), value: <code className={styles.location}>{location}</code> },
          { key: 'size', name: t('database.size'), value: format.bytes(bytes) },
          { key: 'rows', name: t('database.rows'), value: format.number(rows) },
        ]}
      />
      {chosen_by === 'environment' ? <p className={styles.note}>{t('database.environment')}</p> : null}
      {chosen_by !== 'environment' && may('system:operate') ? engine === 'sqlite' ? <MoveAway /> : <BringBack /> : null}
      {last_move ? <LastMove move={last_move} /> : null}
    </div>
  );
}
