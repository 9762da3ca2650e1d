import {
  IconAlertCircleFilled,
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconClock,
  IconInfoCircleFilled,
  IconLoader2,
  IconRosetteDiscountCheckFilled,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './state.module.css';

/** `proved` is for what was checked, not only reported; `busy` is running now; `mute` is later or of no concern. */
export type StateKind = 'ok' | 'proved' | 'warn' | 'bad' | 'info' | 'busy' | 'mute';

const icons = {
  ok: IconCircleCheckFilled,
  proved: IconRosetteDiscountCheckFilled,
  warn: IconAlertTriangleFilled,
  bad: IconAlertCircleFilled,
  info: IconInfoCircleFilled,
  busy: IconLoader2,
  mute: IconClock,
};

/** The icon of a state alone: decoration beside a word that says the same. */
export function StateIcon({ kind, size = 16, fill = false }: { kind: StateKind; size?: number; fill?: boolean }) {
  const Icon = icons[kind];
  return (
    <Icon
      size={size}
      stroke={1.75}
      aria-hidden="true"
      className={classes(styles.icon, styles[kind], fill && styles.fill, kind === 'busy' && styles.turning)}
    />
  );
}

type StateProps = { kind: StateKind; children: ReactNode; size?: 'small' | 'normal' | 'large'; icon?: ReactNode };

/** A state: filled icon and word, never colour alone. Use it where something is not as usual; normal stays silent. */
export function State({ kind, children, size = 'normal', icon }: StateProps) {
  return (
    <span className={classes(styles.state, styles[kind], styles[size])}>
      {icon ?? <StateIcon kind={kind} size={size === 'large' ? 20 : size === 'small' ? 14 : 16} />}
      <span>{children}</span>
    </span>
  );
}

/** A fact in a row that has several, 24 px high. Plain without a kind. */
export function Chip({ kind, children }: { kind?: StateKind; children: ReactNode }) {
  return (
    <span className={classes(styles.chip, kind && styles[`chip-${kind}`], kind && styles[kind])}>
      {kind ? <StateIcon kind={kind} size={14} /> : null}
      {children}
    </span>
  );
}
