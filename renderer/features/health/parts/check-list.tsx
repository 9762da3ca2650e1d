import type { Standing } from '../../../../server/health/contract.ts';
import { Button, notify, State, StateIcon, type, VisuallyHidden } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useSilence } from '../api.ts';
import { KINDS } from '../figures.ts';
import { useFindingWords } from '../findings.ts';
import styles from '../health.module.css';
import { healthMessages } from '../messages/index.ts';

/** Every check in one calm list: what is looked at, and what was seen. */
export function CheckList({ checks }: { checks: readonly Standing[] }) {
  const t = useMessages(healthMessages);
  return (
    <section className={styles.section}>
      <h2 className={type.pane}>{t('health.allChecks')}</h2>
      <ul className={styles.checks}>
        {checks.map(check => (
          <Check key={check.name} check={check} />
        ))}
      </ul>
    </section>
  );
}

function Check({ check }: { check: Standing }) {
  const t = useMessages(healthMessages);
  const words = useFindingWords();
  const { finding, silenced_until: until } = check;
  return (
    <li>
      <StateIcon kind={until && finding.state !== 'ok' ? 'mute' : KINDS[finding.state]} size={16} />
      <VisuallyHidden>{t(`health.state-${finding.state}`)}: </VisuallyHidden>
      <span className={styles.checkName}>{words.check(check)}</span>
      <span className={styles.checkFinding}>
        {words.finding(finding).title}
        {until ? <Silenced name={check.name} until={until} /> : null}
      </span>
    </li>
  );
}

function Silenced({ name, until }: { name: string; until: string }) {
  const t = useMessages(healthMessages);
  const format = useFormat();
  const silence = useSilence();
  return (
    <span className={styles.silenced}>
      <State kind="mute" size="small">
        {t('health.silencedUntil', { moment: format.dateTime(until) })}
      </State>
      <Button
        variant="subtle"
        size="xs"
        loading={silence.isPending}
        onClick={() => silence.mutate({ name, days: null }, { onSuccess: () => notify.done(t('health.heard')) })}
      >
        {t('health.listen')}
      </Button>
    </span>
  );
}
