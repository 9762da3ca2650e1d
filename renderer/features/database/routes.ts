import { type PageRoute, screen } from '../../platform/page-routes.tsx';

export const databasePages: readonly PageRoute[] = [
  {
    path: '/settings/database',
    access: { permission: 'settings:read' },
    frame: 'shell',
    screen: screen(() => import('./database.tsx').then(({ DatabasePage }) => DatabasePage)),
  },
];
