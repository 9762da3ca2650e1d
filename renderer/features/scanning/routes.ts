import { type PageRoute, screen } from '../../platform/page-routes.tsx';

export const scanningPages: readonly PageRoute[] = [
  {
    path: '/settings/scanning',
    access: { permission: 'settings:read' },
    frame: 'shell',
    screen: screen(() => import('./scanning.tsx').then(({ ScanningPage }) => ScanningPage)),
  },
];
