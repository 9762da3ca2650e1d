import { type PageRoute, screen } from '../../platform/page-routes.tsx';

export const upkeepPages: readonly PageRoute[] = [
  {
    path: '/settings/upkeep',
    access: { permission: 'settings:read' },
    frame: 'shell',
    screen: screen(() => import('./upkeep.tsx').then(({ UpkeepPage }) => UpkeepPage)),
  },
];
