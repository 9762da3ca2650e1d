import { type PageRoute, screen } from '../../platform/page-routes.tsx';

export const activityPages: readonly PageRoute[] = [
  {
    path: '/activity',
    access: { permission: 'log:read' },
    frame: 'shell',
    screen: screen(() => import('./activity.tsx').then(({ ActivityPage }) => ActivityPage)),
  },
];
