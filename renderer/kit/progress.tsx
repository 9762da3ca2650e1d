import type { ReactNode } from 'react';
import { useFormat, useMessages } from '../platform/messages/index.ts';
import { classes } from './classes.ts';
import { StateIcon } from './state.tsx';
import { kitMessages } from './messages/index.ts';
import styles from './progress.module.css';

const share = (value: number) => Math.min(1, Math.max(0, value));

type ProgressBarProps = {
  /** Share done, 0 to 1. */
  value: number;
  /** What is going on, for screen readers. */
  label: string;
  /** 4 px in lists, 8 px alone. */
  size?: 4 | 8;
  tone?: 'accent' | 'warn' | 'bad';
};

/** A bar in the accent; never green, since running is not yet well. */
export function ProgressBar({ value, label, size = 4, tone = 'accent' }: ProgressBarProps) {
  const percent = Math.round(share(value) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={classes(styles.bar, size === 8 && styles.thick)}
    >
      <div className={styles[tone]} style={{ inlineSize: `${share(value) * 100}%` }} />
    </div>
  );
}

type JobProgressProps = { value: number; what: string; detail?: ReactNode };

/** A job that takes over a second: what it is, how long yet ("about 6 min, in the background"), and a bar of 8 px. */
export function JobProgress({ value, what, detail }: JobProgressProps) {
  return (
    <div className={styles.job}>
      <div className={styles.jobWords}>
        <span className={styles.what}>{what}</span>
        {detail ? <span className={styles.detail}>{detail}</span> : null}
      </div>
      <ProgressBar value={value} label={what} size={8} />
    </div>
  );
}

type ProgressRingProps = { value: number; label: string; size?: 64 | 72 };

/** A ring of 72 px for a course: accent with its share while running, green with a check when done. */
export function ProgressRing({ value, label, size = 72 }: ProgressRingProps) {
  const format = useFormat();
  const done = share(value) >= 1;
  const around = 2 * Math.PI * 33;
  return (
    <div
      role="img"
      aria-label={`${label}: ${format.percent(share(value))}`}
      className={styles.ring}
      style={{ inlineSize: size, blockSize: size }}
    >
      <svg viewBox="0 0 72 72" aria-hidden="true">
        <circle cx="36" cy="36" r="33" className={styles.track} />
        {value > 0 ? (
          <circle
            cx="36"
            cy="36"
            r="33"
            className={done ? styles.done : styles.run}
            strokeDasharray={`${share(value) * around} ${around}`}
            transform="rotate(-90 36 36)"
          />
        ) : null}
      </svg>
      <span className={styles.figure}>
        {done ? <StateIcon kind="ok" size={24} fill /> : format.percent(share(value))}
      </span>
    </div>
  );
}

export type Pip = { key: string; state: 'done' | 'current' | 'ahead'; flagged?: boolean };

/** One small bar for each step: questions of a quiz, lessons of a section. Read as "3 of 20". */
export function StepPips({
  pips,
  label,
  size = 'fill',
}: {
  pips: readonly Pip[];
  label?: string;
  size?: 'fill' | 'fixed';
}) {
  const t = useMessages(kitMessages);
  const done = pips.filter(pip => pip.state === 'done').length;
  const words = t('kit.progress', { done, total: pips.length });
  return (
    <div
      role="img"
      aria-label={label ? `${label}: ${words}` : words}
      className={classes(styles.pips, size === 'fixed' && styles.fixed)}
    >
      {pips.map(pip => (
        <span key={pip.key} className={classes(styles.pip, styles[pip.state], pip.flagged && styles.flagged)} />
      ))}
    </div>
  );
}
