import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type ComponentType, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { ConfirmIdentity } from '../features/accounts/security/confirm-identity.tsx';
import { SessionWatch } from '../features/accounts/security/session-watch.tsx';
import { countDoubleClicksOnce } from '../platform/double-clicks.ts';
import { refuseHtml } from '../platform/no-html.ts';
import { createPageRouter, screen } from '../platform/page-routes.tsx';
import { preferences } from '../platform/preferences.ts';
import { createQueries } from '../platform/queries.ts';
import { SessionProvider } from '../platform/session.tsx';
import { SiteProviders } from '../platform/site-providers.tsx';
import { Frame } from './frame.tsx';
import { Loading } from './loading.tsx';
import { pages } from './routes.ts';
import { SetupGate } from './setup-gate.tsx';

refuseHtml();
countDoubleClicksOnce(document);

// Before anything is painted: a chosen scheme that is not the system's would flash otherwise.
const { colorScheme } = preferences();
const dark = colorScheme === 'dark' || (colorScheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
document.documentElement.dataset['mantineColorScheme'] = dark ? 'dark' : 'light';

/** A page fetched when it is needed. It waits in its own place, so that what it replaces is gone at once. */
function later(load: () => Promise<ComponentType>): ComponentType {
  const Page = screen(load);
  return () => (
    <Suspense fallback={<Loading />}>
      <Page />
    </Suspense>
  );
}

const router = createPageRouter(pages, {
  gate: SetupGate,
  shell: Frame,
  signIn: later(() => import('../features/accounts/sign-in.tsx').then(({ SignIn }) => SignIn)),
  forbidden: later(() => import('./notices.tsx').then(({ Forbidden }) => Forbidden)),
  notFound: later(() => import('./notices.tsx').then(({ NotFound }) => NotFound)),
  loading: <Loading />,
});
const queries = createQueries();

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <SiteProviders navigate={href => router.history.push(href)}>
        <SessionProvider>
          <Suspense>
            <RouterProvider router={router} />
          </Suspense>
          <Suspense>
            <SessionWatch />
          </Suspense>
          <Suspense>
            <ConfirmIdentity />
          </Suspense>
        </SessionProvider>
      </SiteProviders>
    </QueryClientProvider>
  </StrictMode>,
);
