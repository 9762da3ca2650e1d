import { lazy, type ReactNode, Suspense } from 'react';
import { useSession } from '../../platform/session.tsx';

const MustSetUp = lazy(() => import('./must-set-up.tsx').then(module => ({ default: module.MustSetUp })));

/** Whoever owes a second factor is led to setting one up; the server refuses everything else. */
export function EnrolGate({ children }: { children: ReactNode }) {
  const { me } = useSession();
  if (!me?.second_factor.overdue) return children;
  return (
    <Suspense>
      <MustSetUp />
    </Suspense>
  );
}
