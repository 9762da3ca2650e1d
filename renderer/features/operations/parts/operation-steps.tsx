import { classes, StateIcon } from '../../../kit/index.ts';
import styles from '../operations.module.css';

interface StepsProps {
  label: string;
  names: readonly string[];
  current: number;
}

/** What is done, what is under way, what is to come. */
export function OperationSteps({ label, names, current }: StepsProps) {
  return (
    <ol className={styles.steps} aria-label={label}>
      {names.map((name, index) => (
        <li
          key={name}
          className={classes(styles.step, index > current && styles.later)}
          aria-current={index === current ? 'step' : undefined}
        >
          <StateIcon kind={index < current ? 'ok' : index === current ? 'busy' : 'mute'} size={18} fill />
          {name}
        </li>
      ))}
    </ol>
  );
}
