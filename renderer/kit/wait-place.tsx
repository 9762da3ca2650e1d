import { lazy, Suspense, useSyncExternalStore } from 'react';
import { patience } from '../platform/patience.ts';

const WaitNotice = lazy(() => import('./wait-notice.tsx').then(m => ({ default: m.WaitNotice })));

/** Where it is told that the pages wait because the server was asked too often. Its code is fetched when it happens. */
export function WaitPlace() {
  const until = useSyncExternalStore(patience.onChange, patience.until, () => null);
  return until === null ? null : (
    <Suspense fallback={null}>
      <WaitNotice until={until} />
    </Suspense>
  );
}
