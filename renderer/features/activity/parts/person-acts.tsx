import type { LedgerEntry } from '../../../../server/ledger/contract.ts';
import { Link, Refused, SkeletonText, type } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useSession } from '../../../platform/session.tsx';
import { addressOfActivity } from '../activity-query.ts';
import styles from '../activity.module.css';
import { usePersonActs } from '../api.ts';
import { activityMessages } from '../messages/index.ts';
import { useSentence } from './act-lines.tsx';

/** What somebody did lately, and what was done with their account; for those who may read the audit. */
export function PersonActs({ userId }: { userId: number }) {
  const t = useMessages(activityMessages);
  const { may } = useSession();
  const { data, error } = usePersonActs(userId, may('log:read'));
  if (!may('log:read')) return null;
  return (
    <section aria-labelledby="person-acts">
      <h3 id="person-acts" className={type.pane}>
        {t('activity.lately')}
      </h3>
      {error ? <Refused>{error.message}</Refused> : null}
      {!data && !error ? <SkeletonText lines={3} /> : null}
      {data?.length === 0 ? <p className={type.ink2}>{t('activity.latelyNone')}</p> : null}
      <ol className={styles.lately}>
        {data?.map(act => (
          <Act key={act.id} act={act} />
        ))}
      </ol>
      {data && data.length > 0 ? (
        <Link href={addressOfActivity({ view: 'acts', user: userId })}>{t('activity.latelyAll')}</Link>
      ) : null}
    </section>
  );
}

function Act({ act }: { act: LedgerEntry }) {
  const format = useFormat();
  return (
    <li>
      <span>{useSentence(act)}</span>
      <time dateTime={act.at}>{format.dateTime(act.at)}</time>
    </li>
  );
}
