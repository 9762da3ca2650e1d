import { type PageRoute, screen } from '../../../platform/page-routes.tsx';

export const usersPages: readonly PageRoute[] = [
  {
    path: '/users',
    access: { permission: 'user:read' },
    frame: 'shell',
    screen: screen(() => import('./users.tsx').then(({ UsersPage }) => UsersPage)),
  },
  {
    path: '/users/duplicates',
    access: { permission: 'user:update' },
    frame: 'shell',
    screen: screen(() => import('./duplicates.tsx').then(({ DuplicatesPage }) => DuplicatesPage)),
  },
  {
    path: '/users/invitations',
    access: { permission: 'user:create' },
    frame: 'shell',
    screen: screen(() => import('./invitations/invitations.tsx').then(({ InvitationsPage }) => InvitationsPage)),
  },
];
