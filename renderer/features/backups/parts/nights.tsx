import { useState } from 'react';
import type { BackupState, Night } from '../../../../server/backups/contract.ts';
import { Button, State, type as text, VisuallyHidden } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import styles from '../backups.module.css';
import { backupsMessages } from '../messages/index.ts';
import { useNaming } from '../naming.ts';
import { countNights } from '../verdict.ts';

const HEIGHT = 72;

/** A bar for each night, as tall as its new data; the same as a table for those who want figures. */
export function Nights({ nights }: { nights: BackupState['nights'] }) {
  const t = useMessages(backupsMessages);
  const [asTable, setAsTable] = useState(false);
  return (
    <section className={styles.nights} aria-labelledby="nights">
      <div className={styles.nightsHead}>
        <h2 id="nights" className={text.pane}>
          {t('backups.lastNights', { count: nights.length })}
        </h2>
        <Counts nights={nights} />
      </div>
      {asTable ? <NightsTable nights={nights} /> : <Bars nights={nights} />}
      <Button variant="subtle" size="xs" className={styles.asTable} onClick={() => setAsTable(!asTable)}>
        {t(asTable ? 'backups.asBars' : 'backups.asTable')}
      </Button>
    </section>
  );
}

function Counts({ nights }: { nights: readonly Night[] }) {
  const t = useMessages(backupsMessages);
  const { proved, late, unproved, failed } = countNights([...nights]);
  return (
    <div className={styles.counts}>
      {proved > 0 ? <State kind="proved">{t('backups.nightsProved', { count: proved })}</State> : null}
      {late > 0 ? (
        <span className={styles.late}>
          <State kind="mute">{t('backups.nightsLate', { count: late })}</State>
        </span>
      ) : null}
      {unproved > 0 ? <State kind="warn">{t('backups.nightsUnproved', { count: unproved })}</State> : null}
      {failed > 0 ? <State kind="bad">{t('backups.nightsFailed', { count: failed })}</State> : null}
    </div>
  );
}

function Bars({ nights }: { nights: readonly Night[] }) {
  const t = useMessages(backupsMessages);
  const format = useFormat();
  const { night: nameOf } = useNaming();
  const most = Math.max(1, ...nights.map(night => night.new_bytes));
  const [first, last] = [nights[0], nights.at(-1)];
  return (
    <>
      <div aria-hidden="true" className={styles.bars} style={{ blockSize: HEIGHT }}>
        {nights.map((night, index) => (
          <span
            key={night.day}
            className={`${styles.bar} ${styles[`bar-${night.state}`]}`}
            data-today={index === nights.length - 1 || undefined}
            style={{ blockSize: `max(${night.state === 'none' ? 2 : 6}px, ${(night.new_bytes / most) * 100}%)` }}
            title={`${nameOf(night)}: ${format.bytes(night.new_bytes)}, ${t(`backups.state-${night.state}`)}`}
          />
        ))}
      </div>
      <div className={styles.axis}>
        <span>{first ? nameOf(first) : null}</span>
        <span className={styles.height}>{t('backups.height')}</span>
        <span>
          {last && last.new_bytes > 0
            ? t('backups.todayBytes', { size: format.bytes(last.new_bytes) })
            : t('backups.today')}
        </span>
      </div>
      <VisuallyHidden block>
        <NightsTable nights={nights} />
      </VisuallyHidden>
    </>
  );
}

function NightsTable({ nights }: { nights: readonly Night[] }) {
  const t = useMessages(backupsMessages);
  const format = useFormat();
  const { night: nameOf } = useNaming();
  return (
    <table className={styles.nightsTable}>
      <caption className={styles.caption}>{t('backups.nightsTable')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('backups.night')}</th>
          <th scope="col">{t('backups.newData')}</th>
          <th scope="col">{t('backups.outcome')}</th>
        </tr>
      </thead>
      <tbody>
        {nights.toReversed().map(night => (
          <tr key={night.day}>
            <th scope="row">{nameOf(night)}</th>
            <td>{format.bytes(night.new_bytes)}</td>
            <td>{t(`backups.state-${night.state}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
