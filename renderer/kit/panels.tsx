import { Button } from '@mantine/core';
import { IconCloudCheck, IconCloudOff, IconCloudUp, IconWifiOff } from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import { useFormat, useMessages } from '../platform/messages/index.ts';
import type { Moment } from '../platform/messages/format.ts';
import { classes } from './classes.ts';
import { kitMessages } from './messages/index.ts';
import styles from './panels.module.css';
import { StateIcon } from './state.tsx';

type Icon = ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: 'true' }>;

type EmptyProps = {
  icon?: Icon;
  title: string;
  children: ReactNode;
  actions?: ReactNode;
  boxed?: boolean;
  level?: 2 | 3;
};

/** An empty list: what it is for, and the first action. */
export function Empty({ icon: Icon, title, children, actions, boxed = true, level = 2 }: EmptyProps) {
  const Heading = `h${level}` as const;
  return (
    <section className={classes(styles.empty, boxed && styles.boxed)}>
      {Icon ? <Icon size={28} stroke={1.6} aria-hidden="true" /> : null}
      <Heading className={styles.emptyTitle}>{title}</Heading>
      <p className={styles.lead}>{children}</p>
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </section>
  );
}

type ErrorPanelProps = {
  /** What happened: "Mail could not be sent". */
  title?: string;
  /** Why, and what happens by itself. */
  children?: ReactNode;
  /** Tries again; other ways on go into `actions`. */
  onRetry?: (() => void) | undefined;
  retryLabel?: string;
  actions?: ReactNode;
  level?: 2 | 3;
};

/** Something failed: what, why, what now. Never a code alone. */
export function ErrorPanel({ title, children, onRetry, retryLabel, actions, level = 2 }: ErrorPanelProps) {
  const t = useMessages(kitMessages);
  const Heading = `h${level}` as const;
  return (
    <section role="alert" className={classes(styles.error, styles.boxed)}>
      <Heading className={styles.errorTitle}>
        <StateIcon kind="bad" size={20} />
        <span>{title ?? t('kit.couldNotLoad')}</span>
      </Heading>
      {children ? <div className={styles.lead}>{children}</div> : null}
      {onRetry || actions ? (
        <div className={styles.actions}>
          {onRetry ? (
            <Button variant="default" onClick={onRetry}>
              {retryLabel ?? t('kit.tryAgain')}
            </Button>
          ) : null}
          {actions}
        </div>
      ) : null}
    </section>
  );
}

/** One quiet line under the bar while the connection is lost. Shown by the caller only then. */
export function OfflineBanner({ title, children }: { title?: string; children?: ReactNode }) {
  const t = useMessages(kitMessages);
  return (
    <div role="status" className={styles.offline}>
      <IconWifiOff size={20} stroke={1.6} aria-hidden="true" />
      <p>
        <strong>{title ?? t('kit.offline')}</strong> {children ?? t('kit.offlineLead')}
      </p>
    </div>
  );
}

type SavedStateProps = {
  state: 'saved' | 'saving' | 'kept' | 'unsaved';
  /** When it was saved. */
  at?: Moment | undefined;
  draft?: boolean;
  /** Hours, minutes and seconds, for exams. */
  seconds?: boolean;
};

const clouds = { saved: IconCloudCheck, saving: IconCloudUp, kept: IconCloudOff, unsaved: IconCloudUp };

/** Whether the work is safe, always in the same spot: "Saved 14:03". */
export function SavedState({ state, at, draft, seconds }: SavedStateProps) {
  const t = useMessages(kitMessages);
  const format = useFormat();
  const time = at === undefined ? undefined : seconds ? format.timeWithSeconds(at) : format.time(at);
  const saved =
    time === undefined ? t('kit.saved') : draft ? t('kit.draftSavedAt', { time }) : t('kit.savedAt', { time });
  const words = { saved, saving: t('kit.saving'), kept: t('kit.keptHere'), unsaved: t('kit.notSaved') }[state];
  const Cloud = clouds[state];
  return (
    <span className={classes(styles.saved, state === 'kept' && styles.kept)}>
      <Cloud size={18} stroke={1.6} aria-hidden="true" />
      <span>{words}</span>
    </span>
  );
}

/** A grey shape in place of what is loading; give it the measures of what will stand there. */
export function Skeleton({
  width = '100%',
  height = 16,
  radius = 6,
}: {
  width?: number | string;
  height?: number;
  radius?: number;
}) {
  return (
    <span
      className={styles.skeleton}
      style={{ inlineSize: width, blockSize: height, borderRadius: radius }}
      aria-hidden="true"
    />
  );
}

/** Loading rows with a picture, two lines and a bar: the shape of a course list. */
export function SkeletonRows({ rows = 3, picture = true }: { rows?: number; picture?: boolean }) {
  const t = useMessages(kitMessages);
  return (
    <div role="status" className={styles.rows}>
      <span className={styles.hidden}>{t('kit.loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles.row}>
          {picture ? <Skeleton width={96} height={64} radius={8} /> : null}
          <div className={styles.bars}>
            <Skeleton width={`${62 - ((row * 17) % 24)}%`} height={16} />
            <Skeleton width={`${40 + ((row * 13) % 17)}%`} height={12} />
            <Skeleton height={4} />
          </div>
        </div>
      ))}
    </div>
  );
}

/** Loading text: a heading and some lines. */
export function SkeletonText({ lines = 4 }: { lines?: number }) {
  const t = useMessages(kitMessages);
  return (
    <div role="status" className={styles.text}>
      <span className={styles.hidden}>{t('kit.loading')}</span>
      <Skeleton width="46%" height={28} />
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} width={`${96 - ((line * 19) % 40)}%`} height={14} />
      ))}
    </div>
  );
}
