import { JobProgress, Verdict } from '../../kit/index.ts';
import { useMessages } from '../../platform/messages/index.ts';
import type { ServerView } from '../../platform/server-view.ts';
import { underWay } from './api.ts';
import { operationsMessages } from './messages/index.ts';
import styles from './operations.module.css';
import { Damaged } from './parts/damaged.tsx';
import { OperationOutcome } from './parts/operation-outcome.tsx';
import { OperationProgress } from './parts/operation-progress.tsx';

/** Whether the console has more to say than that the server does not serve. */
export const hasReason = ({ name, operation, checking }: ServerView): boolean =>
  name === 'operating' ||
  name === 'damaged' ||
  checking !== undefined ||
  (name === 'failed' && operation?.state === 'failed');

/** In place of every page of the console while an operation runs, or the data are damaged. */
export function StandingIn({ server }: { server: ServerView }) {
  const t = useMessages(operationsMessages);
  const { operation, checking, name } = server;
  if (name === 'damaged') return <Damaged server={server} />;
  if (checking !== undefined)
    return (
      <Verdict
        kind="busy"
        lead={t('operations.checkingLead')}
        remedy={
          <div className={styles.progress}>
            <JobProgress value={checking} what={t('operations.checking')} />
          </div>
        }
      >
        {t('operations.checking')}
      </Verdict>
    );
  const running = underWay(operation);
  if (running) return <OperationProgress operation={running} />;
  if (operation) return <OperationOutcome operation={operation} />;
  return <Verdict kind="busy">{t('operations.runs-other')}</Verdict>;
}
