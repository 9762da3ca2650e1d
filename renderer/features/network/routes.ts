import { type PageRoute, screen } from '../../platform/page-routes.tsx';

export const networkPages: readonly PageRoute[] = [
  {
    path: '/settings/network',
    access: { permission: 'network:read' },
    frame: 'shell',
    screen: screen(() => import('./network.tsx').then(({ NetworkPage }) => NetworkPage)),
  },
  {
    path: '/settings/https',
    access: { permission: 'network:read' },
    frame: 'shell',
    screen: screen(() => import('./https.tsx').then(({ HttpsPage }) => HttpsPage)),
  },
];
