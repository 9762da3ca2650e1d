import { type PageRoute, screen } from '../../platform/page-routes.tsx';

const verify = screen(() => import('./verify.tsx').then(({ VerifyPage }) => VerifyPage));

export const certificatesPages: readonly PageRoute[] = [
  {
    path: '/achievements',
    access: 'signed-in',
    frame: 'shell',
    screen: screen(() => import('./achievements.tsx').then(({ AchievementsPage }) => AchievementsPage)),
  },
  { path: '/verify', access: 'anyone', frame: 'plain', screen: verify },
  { path: '/verify/$hash', access: 'anyone', frame: 'plain', screen: verify },
];
