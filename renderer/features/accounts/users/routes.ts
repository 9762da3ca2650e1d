import { type PageRoute, screen } from '../../../platform/page-routes.tsx';

export const usersPages: readonly PageRoute[] = [
  {
    path: '/users',
    access: { permission: 'user:read' },
    frame: 'shell',
    screen: screen(() => import('./users.tsx').then(({ UsersPage }) => UsersPage)),
  },
];
