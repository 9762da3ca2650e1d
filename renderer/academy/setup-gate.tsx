import { type AnyRouter, RouterProvider } from '@tanstack/react-router';
import { lazy, useSyncExternalStore } from 'react';
import { useSite } from '../platform/site.ts';

const NotSetUp = lazy(() => import('../features/site/not-set-up.tsx').then(module => ({ default: module.NotSetUp })));

/** An academy without an administrator has one page: where its set-up link is found. */
export function SetupGate({ router }: { router: AnyRouter }) {
  const site = useSite();
  const path = useSyncExternalStore(
    changed => router.history.subscribe(changed),
    () => router.history.location.pathname,
  );
  return site?.set_up === false && path !== '/setup' ? <NotSetUp /> : <RouterProvider router={router} />;
}
