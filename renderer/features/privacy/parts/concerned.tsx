import { useState } from 'react';
import type { InactivityPreview } from '../../../../server/privacy/contract.ts';
import { Button, Dialog } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { privacyMessages } from '../messages/index.ts';
import styles from '../privacy.module.css';

type ConcernedProps = { preview: InactivityPreview; months: number };

/** Whom it would concern, before anything is switched on, and who stays. */
export function Concerned({ preview: { concerned, spared, people }, months }: ConcernedProps) {
  const t = useMessages(privacyMessages);
  const format = useFormat();
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.concerned}>
      <div role="status">
        <p className={styles.title}>{t('privacy.concerned', { count: concerned, months: format.number(months) })}</p>
        {spared.length > 0 ? (
          <p className={styles.detail}>
            {t('privacy.spared')}{' '}
            {format.list(spared.map(({ reason, count }) => t(`privacy.spared-${reason}`, { count })))}.
          </p>
        ) : null}
      </div>
      {concerned > 0 ? (
        <Button variant="default" onClick={() => setOpen(true)}>
          {t('privacy.showConcerned')}
        </Button>
      ) : null}
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={t('privacy.concernedTitle')}
        lead={people.length < concerned ? t('privacy.concernedFirst', { count: people.length }) : undefined}
        size={700}
      >
        <ul className={styles.records}>
          {people.map(({ id, first_name: first, last_name: last, email, last_seen_at: seen }) => (
            <li key={id} className={styles.record}>
              <div className={styles.recordWords}>
                <p className={styles.title}>{`${first} ${last}`}</p>
                <p className={styles.detail}>{email}</p>
              </div>
              <p className={styles.detail}>
                {seen ? t('privacy.lastThere', { date: format.date(seen) }) : t('privacy.neverThere')}
              </p>
            </li>
          ))}
        </ul>
      </Dialog>
    </div>
  );
}
