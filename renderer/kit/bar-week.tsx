import { VisuallyHidden } from './hidden.tsx';
import { classes } from './classes.ts';
import styles from './bar-week.module.css';

export type Bar = {
  key: string;
  /** One letter under the bar. */
  short: string;
  /** The day in full, and its figure in words: both for the table. */
  name: string;
  value: number;
  figure: string;
  /** Today: in the full accent. */
  current?: boolean;
};

type BarWeekProps = { label: string; nameHead: string; figureHead: string; bars: readonly Bar[]; height?: number };

/** A bar for each day; the tallest fills the height, an empty day keeps a thin line. Screen readers get a table. */
export function BarWeek({ label, nameHead, figureHead, bars, height = 84 }: BarWeekProps) {
  const most = Math.max(1, ...bars.map(bar => bar.value));
  return (
    <div>
      <div aria-hidden="true" className={styles.bars}>
        {bars.map(bar => (
          <div key={bar.key} className={styles.column} title={`${bar.name}: ${bar.figure}`}>
            <div className={styles.room} style={{ blockSize: height }}>
              <div
                className={classes(styles.bar, bar.current && styles.current, bar.value === 0 && styles.nothing)}
                style={{ blockSize: `max(3px, ${(bar.value / most) * 100}%)` }}
              />
            </div>
            <span className={classes(styles.day, bar.current && styles.today)}>{bar.short}</span>
          </div>
        ))}
      </div>
      <VisuallyHidden block>
        <table>
          <caption>{label}</caption>
          <thead>
            <tr>
              <th scope="col">{nameHead}</th>
              <th scope="col">{figureHead}</th>
            </tr>
          </thead>
          <tbody>
            {bars.map(bar => (
              <tr key={bar.key}>
                <th scope="row">{bar.name}</th>
                <td>{bar.figure}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </div>
  );
}
