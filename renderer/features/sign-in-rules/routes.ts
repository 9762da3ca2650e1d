import { type PageRoute, screen } from '../../platform/page-routes.tsx';

export const signInRulesPages: readonly PageRoute[] = [
  {
    path: '/settings/sign-in',
    access: { permission: 'settings:read' },
    frame: 'shell',
    screen: screen(() => import('./sign-in-rules.tsx').then(({ SignInRulesPage }) => SignInRulesPage)),
  },
];
