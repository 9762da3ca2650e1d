import { type PageRoute, screen } from '../../platform/page-routes.tsx';

export const computerPages: readonly PageRoute[] = [
  {
    path: '/settings/computer',
    access: { permission: 'settings:read' },
    frame: 'shell',
    screen: screen(() => import('./computer.tsx').then(({ ComputerPage }) => ComputerPage)),
  },
];
