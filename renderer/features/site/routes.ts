import { type PageRoute, screen } from '../../platform/page-routes.tsx';

export const sitePages: readonly PageRoute[] = [
  {
    path: '/setup',
    access: 'anyone',
    frame: 'plain',
    screen: screen(() => import('./setup-page.tsx').then(({ SetupPage }) => SetupPage)),
  },
];
