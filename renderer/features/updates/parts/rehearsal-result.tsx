import type { Rehearsal } from '../../../../server/updates/contract.ts';
import { State } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useNow } from '../../../platform/server.ts';
import { updatesMessages } from '../messages/index.ts';
import styles from '../updates.module.css';

/** What came of the last rehearsal of this version, with everything that was tried behind a disclosure. */
export function RehearsalResult({ rehearsal }: { rehearsal: Rehearsal }) {
  const t = useMessages(updatesMessages);
  const format = useFormat();
  const now = useNow(10_000);
  const { ok, at, seconds, probes, reason } = rehearsal;
  const values = {
    count: probes.length,
    ago: format.ago(at, now),
    time: format.duration(Math.max(1, Math.round(seconds))),
  };
  return (
    <div className={styles.rehearsal}>
      <State kind={ok ? 'proved' : 'bad'}>
        {ok ? t('updates.rehearsed', values) : t('updates.rehearsalFailed', values)}
      </State>
      {reason ? <p className={styles.reason}>{reason}</p> : null}
      <details>
        <summary>{t('updates.tried', { count: probes.length })}</summary>
        <ul className={styles.probes}>
          {probes.map(probe => (
            <li key={probe.name}>
              <State kind={probe.ok ? 'ok' : 'bad'} size="small">
                {probe.name}
              </State>
              <span className={styles.help}>{probe.detail}</span>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
