import { type PageRoute, screen } from '../../platform/page-routes.tsx';

export const settingsPages: readonly PageRoute[] = [
  {
    path: '/settings',
    access: { permission: 'settings:read' },
    frame: 'shell',
    screen: screen(() => import('./academy.tsx').then(({ AcademySettings }) => AcademySettings)),
  },
];
