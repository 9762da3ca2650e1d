import { IconHourglass } from '@tabler/icons-react';
import { useFormat, useMessages } from '../platform/messages/index.ts';
import { kitMessages } from './messages/index.ts';
import { useSecondsLeft } from './seconds-left.ts';
import styles from './wait-notice.module.css';

/** The server was asked too often: in how many seconds the page goes on by itself. Read out once, not every second. */
export function WaitNotice({ until }: { until: number }) {
  const t = useMessages(kitMessages);
  const format = useFormat();
  const left = useSecondsLeft(until);
  return (
    <section aria-label={t('kit.notices')} className={styles.notice}>
      <IconHourglass size={20} stroke={1.6} aria-hidden="true" />
      <p role="status">
        <strong>{t('kit.waiting')}</strong> {t('kit.waitingLead')}
      </p>
      <span role="timer" className={styles.left}>
        {format.duration(left)}
      </span>
    </section>
  );
}
