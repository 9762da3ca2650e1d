import type { Overview } from '../../../../server/overview/contract.ts';
import { Link, type } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import styles from '../home.module.css';
import { overviewMessages } from '../messages/index.ts';
import { sharesOf } from '../verdict.ts';

/** Three columns under a rule: how many, how much room, what happened. */
export function Facts({ overview }: { overview: Overview }) {
  return (
    <div className={styles.facts}>
      <Counts counts={overview.counts} />
      <Storage storage={overview.storage} />
      <SinceYesterday recent={overview.recent} />
    </div>
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
    </section>
  );
}

type Act = Overview['recent'][number];
const TOLD = [
  'course.publish',
  'course.import',
  'certificate.issue',
  'user.create',
  'user.register',
  'user.suspend',
  'site.setup',
] as const;
const isTold = (action: string): action is (typeof TOLD)[number] => (TOLD as readonly string[]).includes(action);

function SinceYesterday({ recent }: { recent: Overview['recent'] }) {
  const t = useMessages(overviewMessages);
  const format = useFormat();
  const words = ({ action, who, what, count }: Act) =>
    isTold(action)
      ? t(`overview.did-${action}`, {
          count,
          who: who ?? t('overview.somebody'),
          what: what ?? t('overview.something'),
        })
      : action;
  return (
    <section className={styles.fact}>
      <h2 className={type.pane}>{t('overview.sinceYesterday')}</h2>
      {recent.length === 0 ? (
        <p className={styles.quietText}>{t('overview.nothingYet')}</p>
      ) : (
        <ol className={styles.acts}>
          {recent.slice(0, 5).map(act => (
            <li key={`${act.at} ${act.action} ${act.what ?? act.who}`}>
              <time dateTime={act.at}>{format.time(act.at)}</time>
              <span>{words(act)}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
