import type { PastUpdate } from '../../../../server/updates/contract.ts';
import { State, Section } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { updatesMessages } from '../messages/index.ts';
import styles from '../updates.module.css';

const KIND = { done: 'ok', 'rolled-back': 'warn', failed: 'bad' } as const;

/** How earlier updates ended, the last one first. */
export function History({ history }: { history: readonly PastUpdate[] }) {
  const t = useMessages(updatesMessages);
  const format = useFormat();
  return (
    <Section
      content={styles.content}
      title={t('updates.history')}
      lead={history.length === 0 ? t('updates.historyEmpty') : undefined}
    >
      {history.length === 0 ? null : (
        <ol className={styles.history}>
          {history.map(({ id, from, version, outcome, reason, ended_at }) => (
            <li key={id}>
              <div className={styles.historyLine}>
                <strong>{t('updates.fromTo', { from, version })}</strong>
                <State kind={KIND[outcome]}>{t(`updates.outcome-${outcome}`)}</State>
                <time dateTime={ended_at} className={styles.help}>
                  {format.dateTime(ended_at)}
                </time>
              </div>
              {reason ? <p className={styles.reason}>{reason}</p> : null}
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
