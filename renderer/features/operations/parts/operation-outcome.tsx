import type { ReactNode } from 'react';
import { Verdict } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import type { OperationView } from '../../../platform/server-view.ts';
import { operationsMessages } from '../messages/index.ts';
import styles from '../operations.module.css';
import { wordsOf } from '../steps.ts';

/** How it ended: done, undone with the reason, or worse. */
export function OperationOutcome({ operation, actions }: { operation: OperationView; actions?: ReactNode }) {
  const t = useMessages(operationsMessages);
  const format = useFormat();
  const { state, reason, ended_at, kind } = operation;
  const why = reason ? (
    <p className={styles.reason}>
      <strong>{t('operations.why')}</strong> {reason}
    </p>
  ) : null;
  const remedy = (
    <>
      {why}
      {actions}
    </>
  );
  if (state === 'done') {
    const when = ended_at ? format.time(ended_at) : '';
    return (
      <Verdict kind="ok" lead={t('operations.doneLead', { when })} remedy={remedy}>
        {t(`operations.done-${wordsOf(kind)}`)}
      </Verdict>
    );
  }
  const failed = state === 'failed';
  return (
    <Verdict
      kind={failed ? 'bad' : 'warn'}
      lead={t(failed ? 'operations.failedLead' : 'operations.rolledBackLead')}
      remedy={remedy}
    >
      {t(failed ? 'operations.failed' : 'operations.rolledBack')}
    </Verdict>
  );
}
