import { type PageRoute, screen } from '../../platform/page-routes.tsx';

export const healthPages: readonly PageRoute[] = [
  {
    path: '/health',
    access: { permission: 'health:read' },
    frame: 'shell',
    screen: screen(() => import('./health-page.tsx').then(({ HealthPage }) => HealthPage)),
  },
  {
    path: '/settings/alerts',
    access: { permission: 'settings:read' },
    frame: 'shell',
    screen: screen(() => import('./alerts-page.tsx').then(({ AlertsPage }) => AlertsPage)),
  },
];
