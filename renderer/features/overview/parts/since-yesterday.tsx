import type { Overview } from '../../../../server/overview/contract.ts';
import { type } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import styles from '../home.module.css';
import { overviewMessages } from '../messages/index.ts';

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

/** Notable acts of people, newest first. */
export function SinceYesterday({ recent }: { recent: Overview['recent'] }) {
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
    <section className={styles.asideSection}>
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
