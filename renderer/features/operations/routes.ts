import { type PageRoute, screen } from '../../platform/page-routes.tsx';

export const operationsPages: readonly PageRoute[] = [
  {
    path: '/backups/$backupId/restore',
    access: { permission: 'backup:restore' },
    frame: 'shell',
    screen: screen(() => import('./restore.tsx').then(({ RestorePage }) => RestorePage)),
  },
];
