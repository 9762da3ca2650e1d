import { type PageRoute, screen } from '../../../platform/page-routes.tsx';

const access = { permission: 'user:create' };

export const importsPages: readonly PageRoute[] = [
  {
    path: '/users/import',
    access,
    frame: 'shell',
    screen: screen(() => import('./imports.tsx').then(({ ImportsPage }) => ImportsPage)),
  },
  {
    path: '/users/import/$importId',
    access,
    frame: 'shell',
    screen: screen(() => import('./import.tsx').then(({ ImportPage }) => ImportPage)),
  },
];
