import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { AppProviders } from '../kit/index.ts';
import { createPageRouter } from '../platform/page-routes.tsx';
import { preferences } from '../platform/preferences.ts';
import { createQueries } from '../platform/queries.ts';
import { SessionProvider } from '../platform/session.tsx';
import { Frame } from './frame.tsx';
import { Loading } from './loading.tsx';
import { pages } from './routes.ts';
import { SetupGate } from './setup-gate.tsx';

// Before anything is painted: a chosen scheme that is not the system's would flash otherwise.
const { colorScheme } = preferences();
const dark = colorScheme === 'dark' || (colorScheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
document.documentElement.dataset['mantineColorScheme'] = dark ? 'dark' : 'light';

const router = createPageRouter(pages, {
  shell: Frame,
  signIn: lazy(() => import('../features/accounts/sign-in.tsx').then(({ SignIn }) => ({ default: SignIn }))),
  forbidden: lazy(() => import('./notices.tsx').then(({ Forbidden }) => ({ default: Forbidden }))),
  notFound: lazy(() => import('./notices.tsx').then(({ NotFound }) => ({ default: NotFound }))),
  loading: <Loading />,
});
const queries = createQueries();

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <AppProviders navigate={href => router.history.push(href)}>
      <QueryClientProvider client={queries}>
        <SessionProvider>
          <Suspense>
            <SetupGate router={router} />
          </Suspense>
        </SessionProvider>
      </QueryClientProvider>
    </AppProviders>
  </StrictMode>,
);
