import { lazy, Suspense } from 'react';
import { useSession } from '../../../platform/session.tsx';

// Nothing of it is needed before somebody is in.
const Watched = lazy(() => import('./parts/watched-session.tsx').then(module => ({ default: module.WatchedSession })));

/** Stands once in every product, above its pages: what must be told of the session itself. */
export function SessionWatch() {
  const { me, leaving } = useSession();
  if (!me || leaving) return null;
  return (
    <Suspense>
      <Watched key={me.id} me={me} />
    </Suspense>
  );
}
