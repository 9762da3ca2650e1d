import type { Standing } from '../../../../server/health/contract.ts';
import { State, StateIcon, type } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { KINDS } from '../figures.ts';
import { useFindingWords } from '../findings.ts';
import styles from '../health.module.css';
import { healthMessages } from '../messages/index.ts';
import { RemedyButtons } from './remedy-buttons.tsx';

/** What needs somebody, worst first, each with its remedy. */
export function Issues({ issues }: { issues: readonly Standing[] }) {
  const t = useMessages(healthMessages);
  return (
    <section className={styles.section}>
      <h2 className={type.pane}>{t('health.needsYou')}</h2>
      <ul className={styles.issues}>
        {issues.map((issue, index) => (
          <Issue key={issue.name} issue={issue} first={index === 0} />
        ))}
      </ul>
    </section>
  );
}

function Issue({ issue, first }: { issue: Standing; first: boolean }) {
  const t = useMessages(healthMessages);
  const format = useFormat();
  const { title, detail, remedy } = useFindingWords().finding(issue.finding);
  return (
    <li>
      <StateIcon kind={KINDS[issue.finding.state]} size={20} />
      <div className={styles.issueWords}>
        <h3 className={type.strong}>{title}</h3>
        <p>{detail}</p>
        {remedy ? <p className={styles.remedyText}>{remedy}</p> : null}
        <p className={styles.small}>
          {t('health.since', { moment: format.dateTime(issue.since) })}
          {issue.comes_and_goes ? (
            <State kind="mute" size="small">
              {t('health.comesAndGoes')}
            </State>
          ) : null}
        </p>
        <RemedyButtons standing={issue} primary={first} size="sm" />
      </div>
    </li>
  );
}
