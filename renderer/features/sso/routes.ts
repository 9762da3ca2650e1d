import { type PageRoute, screen } from '../../platform/page-routes.tsx';

/** Where a provider sends the browser back to. */
export const ssoPages: readonly PageRoute[] = [
  {
    path: '/sso/callback',
    access: 'anyone',
    frame: 'plain',
    screen: screen(() => import('./callback.tsx').then(({ CallbackPage }) => CallbackPage)),
  },
];

export const ssoConsolePages: readonly PageRoute[] = [
  {
    path: '/settings/sso',
    access: { permission: 'settings:read' },
    frame: 'shell',
    screen: screen(() => import('./providers.tsx').then(({ ProvidersPage }) => ProvidersPage)),
  },
];
