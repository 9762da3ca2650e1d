import type { LastBackup, Overview, Upcoming } from '../../../../server/overview/contract.ts';
import { Link, State, type } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useNow } from '../../../platform/server.ts';
import styles from '../home.module.css';
import { overviewMessages } from '../messages/index.ts';
import { fullIn, sharesOf } from '../verdict.ts';

/** Three columns under a rule: the last backup, how much room is left, what comes next. */
export function Facts({ overview }: { overview: Overview }) {
  const issue = overview.health.issues.find(one => one.name.startsWith('backup'));
  return (
    <div className={styles.facts}>
      {overview.last_backup ? (
        <Backup backup={overview.last_backup} late={issue?.finding.title ?? null} />
      ) : (
        <Counts counts={overview.counts} />
      )}
      <Storage storage={overview.storage} />
      <Next next={overview.next} />
    </div>
  );
}

/** `late` is what the check of the backups says when something is wrong with them. */
function Backup({ backup, late }: { backup: LastBackup; late: string | null }) {
  const t = useMessages(overviewMessages);
  const format = useFormat();
  const { made_at, proved_at, proof_seconds, bytes, place } = backup;
  const lines = [
    ...(made_at ? [t('overview.backupMade', { moment: format.dateTime(made_at) })] : []),
    ...(proved_at && proof_seconds !== null
      ? [t('overview.backupProved', { time: format.duration(proof_seconds) })]
      : []),
    ...(bytes !== null ? [t('overview.backupSize', { size: format.bytes(bytes), place: place ?? '' })] : []),
  ];
  return (
    <section className={styles.fact}>
      <h2 className={type.pane}>{t('overview.lastBackup')}</h2>
      <p className={styles.big}>
        {late ? (
          <State kind="warn" size="large">
            {late}
          </State>
        ) : (
          <State kind={proved_at ? 'proved' : made_at ? 'ok' : 'mute'} size="large">
            {proved_at ? t('overview.proved') : made_at ? t('overview.made') : t('overview.noBackup')}
          </State>
        )}
      </p>
      {lines.length > 0 ? <p className={styles.lines}>{lines.join(' ')}</p> : null}
      <Link href="/console/backups" className={styles.more}>
        {t('overview.seeBackups')}
      </Link>
    </section>
  );
}

function Counts({ counts }: { counts: Overview['counts'] }) {
  const t = useMessages(overviewMessages);
  const format = useFormat();
  const lines = [
    ['people', counts.users],
    ['courses', counts.courses],
    ['enrolments', counts.enrolments],
    ['certificates', counts.certificates],
  ] as const;
  return (
    <section className={styles.fact}>
      <h2 className={type.pane}>{t('overview.academy')}</h2>
      <dl className={styles.counts}>
        {lines.map(([name, count]) => (
          <div key={name}>
            <dt>{t(`overview.${name}`, { count })}</dt>
            <dd>{format.number(count)}</dd>
          </div>
        ))}
      </dl>
      <Link href="/console/users" className={styles.more}>
        {t('overview.manageUsers')}
      </Link>
    </section>
  );
}

function Storage({ storage }: { storage: Overview['storage'] }) {
  const t = useMessages(overviewMessages);
  const format = useFormat();
  const free = format.bytes(storage.free_bytes);
  const total = format.bytes(storage.total_bytes);
  const media = format.bytes(storage.media_bytes);
  const database = format.bytes(storage.database_bytes);
  const shares = sharesOf(storage);
  const forecast = fullIn(storage.full_in_days);
  const parts = [
    ['media', shares.media, t('overview.files'), media],
    ['database', shares.database, t('overview.records'), database],
    ['other', shares.other, t('overview.others'), format.bytes(shares.other * storage.total_bytes)],
  ] as const;
  return (
    <section className={styles.fact}>
      <h2 className={type.pane}>{t('overview.storage')}</h2>
      <p className={styles.big}>
        {t('overview.free', { free })} <span>{t('overview.of', { total })}</span>
      </p>
      <div role="img" aria-label={t('overview.storageLabel', { media, database, free, total })} className={styles.disk}>
        {parts.map(([name, share]) => (
          <span key={name} className={styles[name]} style={{ inlineSize: `${share * 100}%` }} />
        ))}
      </div>
      <ul className={styles.legend}>
        {parts.map(([name, , label, size]) => (
          <li key={name}>
            <span className={styles[name]} aria-hidden="true" />
            {label} <span className={styles.legendSize}>{size}</span>
          </li>
        ))}
      </ul>
      <Link href="/console/health" className={styles.more}>
        {forecast ? t(`overview.full-${forecast.unit}`, { count: forecast.count }) : t('overview.seeTrend')}
      </Link>
    </section>
  );
}

function Next({ next }: { next: readonly Upcoming[] }) {
  const t = useMessages(overviewMessages);
  const format = useFormat();
  const now = useNow(60_000);
  const when = (at: string) => {
    const day = format.day(at) === format.day(now) ? t('overview.today') : format.day(at);
    return `${format.time(at)}, ${day}`;
  };
  const words = ({ code, text }: Upcoming) =>
    code === 'read-database' || code === 'backup' ? t(`overview.next-${code}`) : text;
  return (
    <section className={styles.fact}>
      <h2 className={type.pane}>{t('overview.next')}</h2>
      {next.length === 0 ? (
        <p className={styles.quietText}>{t('overview.nothingNext')}</p>
      ) : (
        <ol className={styles.next}>
          {next.map(one => (
            <li key={`${one.code} ${one.at}`}>
              {one.at ? <time dateTime={one.at}>{when(one.at)}</time> : <span>{t('overview.whenever')}</span>}
              {one.path ? <Link href={`/console${one.path}`}>{words(one)}</Link> : <span>{words(one)}</span>}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
