import { type PageRoute, screen } from '../../platform/page-routes.tsx';

export const accountsPages: readonly PageRoute[] = [
  {
    path: '/sign-in',
    access: 'anyone',
    frame: 'plain',
    screen: screen(() => import('./sign-in.tsx').then(({ SignIn }) => SignIn)),
  },
  {
    path: '/register',
    access: 'anyone',
    frame: 'plain',
    screen: screen(() => import('./register.tsx').then(({ Register }) => Register)),
  },
  {
    path: '/me',
    access: 'signed-in',
    frame: 'shell',
    screen: screen(() => import('./profile.tsx').then(({ ProfilePage }) => ProfilePage)),
  },
];
