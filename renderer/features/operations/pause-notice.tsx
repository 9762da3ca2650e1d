import { useCallback, useState } from 'react';
import type { Pause } from '../../../server/operations/contract.ts';
import { OfflineBanner } from '../../kit/index.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { useConnected, useMessage } from '../../platform/socket.ts';
import { operationsMessages } from './messages/index.ts';

/** For learners: the academy is about to pause. Goes when the connection is back after it. */
export function PauseNotice() {
  const t = useMessages(operationsMessages);
  const [pausing, setPausing] = useState(false);
  useMessage(
    'operation.changed',
    useCallback(({ state }: Pause) => setPausing(state === 'draining' || state === 'stopping'), []),
  );
  useConnected(useCallback(() => setPausing(false), []));
  if (!pausing) return null;
  return <OfflineBanner title={t('operations.soon')}>{t('operations.soonLead')}</OfflineBanner>;
}
