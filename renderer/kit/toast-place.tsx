import { lazy, Suspense, useSyncExternalStore } from 'react';
import { isWanted, onWanted } from './notify.ts';

const Toasts = lazy(() => import('./toasts.tsx').then(m => ({ default: m.Toasts })));

/** Where toasts appear. Their code is fetched with the first one. */
export function ToastPlace() {
  const wanted = useSyncExternalStore(onWanted, isWanted, () => false);
  return wanted ? (
    <Suspense fallback={null}>
      <Toasts />
    </Suspense>
  ) : null;
}
