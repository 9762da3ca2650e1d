import { Button, JobProgress, notify, Verdict } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import type { OperationView } from '../../../platform/server-view.ts';
import { useCancelOperation } from '../api.ts';
import { operationsMessages } from '../messages/index.ts';
import styles from '../operations.module.css';
import { currentStep, mayCancel, roughly, stepKeys, wordsOf } from '../steps.ts';
import { OperationSteps } from './operation-steps.tsx';

/** An operation under way: what is done, how long yet, and the way out as long as there is one. */
export function OperationProgress({ operation }: { operation: OperationView }) {
  const t = useMessages(operationsMessages);
  const { state } = operation;
  if (state === 'rolling-back')
    return (
      <Verdict kind="busy" lead={t('operations.goesBackLead')}>
        {t('operations.goesBack')}
      </Verdict>
    );
  return (
    <Verdict
      kind="busy"
      lead={t(mayCancel(state) ? 'operations.workOn' : 'operations.paused')}
      remedy={<Progress operation={operation} />}
    >
      {t(`operations.runs-${wordsOf(operation.kind)}`)}
    </Verdict>
  );
}

function Progress({ operation }: { operation: OperationView }) {
  const t = useMessages(operationsMessages);
  const format = useFormat();
  const { state, progress, seconds_left, kind } = operation;
  const current = currentStep(state);
  const first = kind === 'restore' ? t('operations.step-check') : t('operations.step-prepare');
  const names = stepKeys.map((key, index) => (index === 0 ? first : t(`operations.step-${key}`)));
  const left =
    seconds_left === null
      ? t('operations.leftUnknown')
      : t('operations.left', { time: format.duration(roughly(seconds_left)) });
  return (
    <div className={styles.progress}>
      <JobProgress value={progress} what={names[current] ?? operation.title ?? ''} detail={left} />
      {operation.note ? <p className={styles.note}>{operation.note}</p> : null}
      <OperationSteps label={t('operations.steps')} names={names} current={current} />
      {mayCancel(state) ? <CancelButton /> : null}
    </div>
  );
}

function CancelButton() {
  const t = useMessages(operationsMessages);
  const { mutate, isPending } = useCancelOperation();
  const onError = (error: Error) => notify.error(t('operations.cancelFailed', { reason: error.message }));
  return (
    <div>
      <Button variant="default" size="md" loading={isPending} onClick={() => mutate(undefined, { onError })}>
        {t('operations.cancel')}
      </Button>
    </div>
  );
}
