import { type ComponentType, type ReactNode, useId } from 'react';
import { classes } from './classes.ts';
import styles from './choice-cards.module.css';

export type Choice<V extends string> = {
  value: V;
  label: ReactNode;
  detail?: ReactNode;
  icon?: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: 'true' }>;
  /** A `Chip` beside the label. */
  chip?: ReactNode;
  /** Facts at the end of the row. */
  end?: ReactNode;
  disabled?: boolean;
};

type ChoiceCardsProps<V extends string> = {
  /** The question, for screen readers. */
  label: string;
  value: V | undefined;
  onChange: (value: V) => void;
  choices: readonly Choice<V>[];
  /** One box with hairlines between, or cards apart (answers of a quiz). */
  look?: 'joined' | 'apart';
};

/** One of a few, each with what it means: the whole row is the target, arrows move as in any radio group. */
export function ChoiceCards<V extends string>({
  label,
  value,
  onChange,
  choices,
  look = 'joined',
}: ChoiceCardsProps<V>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={classes(styles.group, styles[look])}>
      {choices.map(({ value: own, label: words, detail, icon: Icon, chip, end, disabled }) => (
        <label key={own} className={classes(styles.card, disabled && styles.disabled)}>
          <input
            type="radio"
            name={name}
            value={own}
            checked={own === value}
            disabled={disabled}
            onChange={() => onChange(own)}
            className={styles.radio}
          />
          {Icon ? (
            <span className={styles.tile}>
              <Icon size={20} stroke={1.6} aria-hidden="true" />
            </span>
          ) : null}
          <span className={styles.body}>
            <span className={styles.words}>
              <span className={styles.label}>
                {words}
                {chip}
              </span>
              {detail ? <span className={styles.detail}>{detail}</span> : null}
            </span>
            {end ? <span className={styles.end}>{end}</span> : null}
          </span>
        </label>
      ))}
    </div>
  );
}
