import { type PageRoute, screen } from '../../../platform/page-routes.tsx';

export const mediaPages: readonly PageRoute[] = [
  {
    path: '/media',
    access: { permission: 'media:read' },
    frame: 'shell',
    screen: screen(() => import('./media.tsx').then(({ MediaPage }) => MediaPage)),
  },
];
