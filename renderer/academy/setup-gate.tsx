import { useLocation } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { EnrolGate } from '../features/factors/enrol-gate.tsx';
import { ConsentGate } from '../features/privacy/consent-gate.tsx';
import { useSite } from '../platform/site.ts';

const NotSetUp = lazy(() => import('../features/site/not-set-up.tsx').then(module => ({ default: module.NotSetUp })));

/** An academy without an administrator has one page: where its set-up link is found. */
export function SetupGate({ children }: { children: ReactNode }) {
  const site = useSite();
  const path = useLocation({ select: location => location.pathname });
  if (site?.set_up !== false || path === '/setup')
    return (
      <EnrolGate>
        <ConsentGate>{children}</ConsentGate>
      </EnrolGate>
    );
  return (
    <Suspense>
      <NotSetUp />
    </Suspense>
  );
}
