import { type PageRoute, screen } from '../../../platform/page-routes.tsx';

/** In the console; in the academy the page stands with the person's others. */
export const ownSecurityPages: readonly PageRoute[] = [
  {
    path: '/settings/me',
    access: 'signed-in',
    frame: 'shell',
    screen: screen(() => import('./security.tsx').then(({ SecurityPage }) => SecurityPage)),
  },
];
