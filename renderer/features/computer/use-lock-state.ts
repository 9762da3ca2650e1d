import { useEffect, useState } from 'react';
import type { LockState } from '../../../app/ipc/contract.ts';
import { consoleLock } from './lock-state.ts';

/** null before the first answer. */
export function useLockState(): LockState | null {
  const [state, setState] = useState<LockState | null>(null);
  useEffect(() => {
    let told = false;
    const stop = consoleLock.onState(next => {
      told = true;
      setState(next);
    });
    void consoleLock.state().then(first => told || setState(first));
    return stop;
  }, []);
  return state;
}
