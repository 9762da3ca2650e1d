import { ErrorPanel, Section, SkeletonRows } from '../../../../kit/index.ts';
import { useFormat, useMessages } from '../../../../platform/messages/index.ts';
import { useOwnSecurity } from '../api.ts';
import { useDeviceWords } from '../device-words.ts';
import { type ActWord, actWords, securityMessages } from '../messages/index.ts';
import styles from '../security.module.css';

const isKnown = (action: string): action is ActWord => Object.hasOwn(actWords, action);

/** What happened lately around the safety of the account. */
export function ActsSection() {
  const t = useMessages(securityMessages);
  const format = useFormat();
  const device = useDeviceWords();
  const { data, error, refetch } = useOwnSecurity();
  return (
    <Section title={t('security.actsTitle')} lead={t('security.actsLead')}>
      {error && !data ? (
        <ErrorPanel title={t('security.actsFailed')} onRetry={() => void refetch()} level={3}>
          {error.message}
        </ErrorPanel>
      ) : null}
      {!data && !error ? <SkeletonRows /> : null}
      <ul className={styles.rows}>
        {data?.acts.map(act => (
          <li key={act.id} className={styles.act}>
            <time dateTime={act.at} className={styles.quiet}>
              {format.dateTime(act.at)}
            </time>
            <p>
              {isKnown(act.action) ? t(actWords[act.action]) : t('security.act-other')}
              <span className={styles.quiet}>
                {' '}
                {act.by_other
                  ? t('security.byOther')
                  : t('security.actFrom', { device: device(act.device), address: act.address ?? '–' })}
              </span>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
