import { type PageRoute, screen } from '../../../platform/page-routes.tsx';

export const rolesPages: readonly PageRoute[] = [
  {
    path: '/users/roles',
    access: { permission: 'user:read' },
    frame: 'shell',
    screen: screen(() => import('./roles.tsx').then(({ RolesPage }) => RolesPage)),
  },
];
