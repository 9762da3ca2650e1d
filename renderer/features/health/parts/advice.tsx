import type { Advice } from '../../../../server/health/contract.ts';
import { Skeleton, State, type } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useAdvice } from '../api.ts';
import { KINDS } from '../figures.ts';
import { useFindingWords } from '../findings.ts';
import styles from '../health.module.css';
import { healthMessages } from '../messages/index.ts';

/** How many people this machine can carry, and why. */
export function ScalingAdvice() {
  const t = useMessages(healthMessages);
  const { data } = useAdvice();
  return (
    <section className={styles.section}>
      <h2 className={type.pane}>{t('health.advice')}</h2>
      {data ? <Steps advice={data} /> : <Skeleton height={200} />}
    </section>
  );
}

function Steps({ advice: { basis, steps } }: { advice: Advice }) {
  const t = useMessages(healthMessages);
  const format = useFormat();
  const words = useFindingWords();
  const figures = {
    cpu: basis.cpu_ms_per_request,
    cores: basis.cores,
    memory: format.bytes(basis.memory_bytes),
  };
  return (
    <>
      <p className={styles.basis}>
        {basis.measured
          ? t('health.adviceMeasured', { ...figures, requests: basis.requests_measured, people: basis.peak_people })
          : t('health.adviceAssumed', figures)}
      </p>
      <ul className={styles.steps}>
        {steps.map(step => (
          <li key={step.users}>
            <strong>{t('health.people', { count: step.users })}</strong>
            <State kind={KINDS[step.state]}>{t(`health.advice-state-${step.state}`)}</State>
            <span>{words.advice(step)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
