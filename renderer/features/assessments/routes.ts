import { type PageRoute, screen } from '../../platform/page-routes.tsx';

export const assessmentsPages: readonly PageRoute[] = [
  {
    path: '/attempts/$attemptId',
    access: 'signed-in',
    frame: 'plain',
    screen: screen(() => import('./take.tsx').then(({ TakePage }) => TakePage)),
  },
  {
    path: '/attempts/$attemptId/result',
    access: 'signed-in',
    frame: 'plain',
    screen: screen(() => import('./result.tsx').then(({ ResultPage }) => ResultPage)),
  },
];
