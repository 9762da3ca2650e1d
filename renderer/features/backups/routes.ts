import { type PageRoute, screen } from '../../platform/page-routes.tsx';

export const backupsPages: readonly PageRoute[] = [
  {
    path: '/backups',
    access: { permission: 'backup:read' },
    frame: 'shell',
    screen: screen(() => import('./backups.tsx').then(({ BackupsPage }) => BackupsPage)),
  },
  {
    path: '/backups/$backupId/inside',
    access: { permission: 'backup:restore' },
    frame: 'shell',
    screen: screen(() => import('./inside/inside.tsx').then(({ InsidePage }) => InsidePage)),
  },
];
