import { engraving, families, inks } from '../../../server/platform/drawing/contract.ts';
import { Chip, Cover, State, type, VisuallyHidden } from '../index.ts';
import styles from './board.module.css';
import { Cell } from './habits.tsx';

const scale = [
  ['40/46, 660', 't6', 'All is well.'],
  ['28/34, 640', 't5', 'Every backup is proved restorable'],
  ['20/28, 620', 't4', 'Proved restorable'],
  ['16/24, 400', 't3', 'You stopped at 07:12. 11 min left.'],
  ['14/20, 400', 't2', 'Plug the disk “Backup 2 TB” into any USB port'],
  ['12/16, 400', 't1', 'Network defence, lesson 4, 18 min 24 s, 192.168.1.40'],
] as const;
const neutrals = [
  'page',
  'sunk',
  'line',
  'ctl',
  'ink3',
  'ink',
  'accent-t',
  'accent-line',
  'accent',
  'accent-h',
  'raised',
  'rail',
];

const idsOfEveryFamily = families.flatMap(family => {
  const ids = Array.from({ length: 200 }, (_, number) => `course-${number + 1}`);
  return ids.filter(id => engraving(id, 32, 18).family === family).slice(0, 2);
});

/** Type, colours, states and covers. */
export function Foundations() {
  return (
    <main className={`${styles.board} ${styles.two}`}>
      <VisuallyHidden>
        <h1>Foundations</h1>
      </VisuallyHidden>
      <Cell title="Type: Hanken Grotesk, six sizes">
        <div className={styles.scale}>
          {scale.map(([size, name, words]) => [
            <span key={`${name}-size`} className={`${type.t1} ${type.ink3}`}>
              {size}
            </span>,
            <span key={name} className={type[name]}>
              {words}
            </span>,
          ])}
        </div>
      </Cell>
      <div className={styles.stack}>
        <Cell title="Neutrals and accent">
          <div className={styles.swatches}>
            {neutrals.map(name => (
              <div key={name}>
                <div className={styles.swatch} style={{ background: `var(--${name})` }} />
                {name}
              </div>
            ))}
          </div>
        </Cell>
        <Cell title="State: colour, icon and word together">
          <div className={styles.row} style={{ columnGap: 24 }}>
            <State kind="ok">Saved 19:14</State>
            <State kind="proved">Proved restorable</State>
            <State kind="warn">Disk 82 % full</State>
            <State kind="bad">Cannot be imported yet</State>
            <State kind="busy">Waiting for the disk</State>
            <State kind="mute">Opens 27 Nov</State>
          </div>
          <div className={styles.row}>
            <Chip kind="ok">Published</Chip>
            <Chip kind="warn">Same disk</Chip>
            <Chip kind="bad">Suspended</Chip>
            <Chip kind="info">Changed</Chip>
            <Chip>Draft</Chip>
          </div>
        </Cell>
      </div>
      <div className={styles.wide}>
        <Cell title={`Covers: five engravings, ${inks.length} inks, on ink or on paper`}>
          <div className={styles.covers}>
            {idsOfEveryFamily.map(id => (
              <Cover key={id} id={id} width={320} height={150} />
            ))}
          </div>
          <div className={styles.row}>
            {idsOfEveryFamily.map(id => (
              <span key={id} style={{ inlineSize: 96 }}>
                <Cover id={id} width={96} height={64} />
              </span>
            ))}
          </div>
        </Cell>
      </div>
      <div className={styles.wide}>
        <Cell title="Charts: one accent first, then these, never the state colours alone">
          <div className={styles.row} style={{ flexWrap: 'nowrap' }}>
            {[1, 2, 3, 4, 5, 6].map(number => (
              <div key={number} style={{ flex: 1, blockSize: 28, borderRadius: 6, background: `var(--c${number})` }} />
            ))}
          </div>
        </Cell>
      </div>
    </main>
  );
}
