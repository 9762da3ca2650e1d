import { type PageRoute, screen } from '../../platform/page-routes.tsx';

export const updatesPages: readonly PageRoute[] = [
  {
    path: '/settings/updates',
    access: { permission: 'update:read' },
    frame: 'shell',
    screen: screen(() => import('./updates.tsx').then(({ UpdatesPage }) => UpdatesPage)),
  },
];
