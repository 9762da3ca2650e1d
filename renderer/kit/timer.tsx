import { IconClock } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormat, useMessages } from '../platform/messages/index.ts';
import { classes } from './classes.ts';
import { VisuallyHidden } from './hidden.tsx';
import { kitMessages } from './messages/index.ts';
import styles from './timer.module.css';

/** How pressing the time left is: warn from 5 minutes, bad from 1 minute. */
export function urgencyOf(secondsLeft: number): 'calm' | 'warn' | 'bad' {
  return secondsLeft <= 60 ? 'bad' : secondsLeft <= 300 ? 'warn' : 'calm';
}

const announcedMinutes = [10, 5, 1];

/** The minute mark to say aloud (10, 5 or 1; 0 when time is up) when the seconds left go from `before` to `now`. */
export function markPassed(before: number, now: number): number | undefined {
  if (before > 0 && now <= 0) return 0;
  return announcedMinutes.findLast(minutes => before > minutes * 60 && now <= minutes * 60);
}

/** Seconds left as the caller counts them; the pill changes its look and speaks at 10, 5 and 1 minute only. */
export function Timer({ secondsLeft }: { secondsLeft: number }) {
  const t = useMessages(kitMessages);
  const format = useFormat();
  const [before, setBefore] = useState(secondsLeft);
  const [said, setSaid] = useState('');
  if (before !== secondsLeft) {
    const mark = markPassed(before, secondsLeft);
    if (mark !== undefined) setSaid(mark === 0 ? t('kit.timeUp') : t('kit.timeLeft', { count: mark }));
    setBefore(secondsLeft);
  }
  const urgency = urgencyOf(secondsLeft);
  return (
    <span className={classes(styles.timer, styles[urgency])}>
      <IconClock size={18} stroke={1.75} aria-hidden="true" />
      <span role="timer">
        <span className={styles.figure}>{format.clock(secondsLeft)}</span>
        {urgency === 'calm' ? (
          <VisuallyHidden> {t('kit.left')}</VisuallyHidden>
        ) : (
          <span className={styles.word}> {t('kit.left')}</span>
        )}
      </span>
      <VisuallyHidden>
        <span aria-live="assertive">{said}</span>
      </VisuallyHidden>
    </span>
  );
}
