import { type PageRoute, screen } from '../../platform/page-routes.tsx';

export const learningPages: readonly PageRoute[] = [
  {
    path: '/',
    access: 'signed-in',
    frame: 'shell',
    screen: screen(() => import('./home.tsx').then(({ HomePage }) => HomePage)),
  },
];
