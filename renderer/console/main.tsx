import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { ConfirmIdentity } from '../features/accounts/security/confirm-identity.tsx';
import { SessionWatch } from '../features/accounts/security/session-watch.tsx';
import { LockGate } from '../features/computer/lock-gate.tsx';
import { SkeletonText } from '../kit/index.ts';
import { bridge } from '../platform/bridge.ts';
import { countDoubleClicksOnce } from '../platform/double-clicks.ts';
import { refuseHtml } from '../platform/no-html.ts';
import { createPageRouter } from '../platform/page-routes.tsx';
import { preferences } from '../platform/preferences.ts';
import { createQueries } from '../platform/queries.ts';
import { SessionProvider } from '../platform/session.tsx';
import { SiteProviders } from '../platform/site-providers.tsx';
import { Entrance } from './entrance.tsx';
import styles from './console.module.css';
import { Frame } from './frame.tsx';
import { Forbidden, NotFound } from './notices.tsx';
import { pages } from './routes.ts';
import { SetupGate } from './setup-gate.tsx';

refuseHtml();
countDoubleClicksOnce(document);

// Before anything is painted: a chosen scheme that is not the system's would flash otherwise.
const { colorScheme } = preferences();
const dark = colorScheme === 'dark' || (colorScheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
document.documentElement.dataset['mantineColorScheme'] = dark ? 'dark' : 'light';

// The window of the machine opens `app://console/console`, so that both have their pages behind the same path.
const router = createPageRouter(
  pages,
  {
    shell: Frame,
    signIn: Entrance,
    forbidden: Forbidden,
    notFound: NotFound,
    loading: (
      <div className={styles.loading}>
        <SkeletonText />
      </div>
    ),
  },
  '/console',
);
const queries = createQueries();

async function openInBrowser(href: string): Promise<void> {
  const address = await bridge?.socketAddress();
  if (address) await bridge?.openAddress(address + href);
}

/** Pages of the console are routed to; those of the academy are another product, opened in the browser. */
function navigate(href: string): void {
  if (/^\/console(\/|\?|$)/.test(href)) router.history.push(href);
  else if (bridge) void openInBrowser(href);
  else window.location.assign(href);
}

// The tray and notifications lead to pages of the console.
bridge?.onGo(path => router.history.push(`/console${path}`));

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <SiteProviders navigate={navigate}>
        <Suspense>
          <LockGate>
            <SessionProvider>
              <Suspense>
                <SetupGate>
                  <RouterProvider router={router} />
                </SetupGate>
              </Suspense>
              <Suspense>
                <SessionWatch />
              </Suspense>
              <Suspense>
                <ConfirmIdentity />
              </Suspense>
            </SessionProvider>
          </LockGate>
        </Suspense>
      </SiteProviders>
    </QueryClientProvider>
  </StrictMode>,
);
