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
    path: '/forgotten',
    access: 'anyone',
    frame: 'plain',
    screen: screen(() => import('./forgotten.tsx').then(({ Forgotten }) => Forgotten)),
  },
  {
    path: '/welcome',
    access: 'anyone',
    frame: 'plain',
    screen: screen(() => import('./welcome.tsx').then(({ Welcome }) => Welcome)),
  },
  {
    path: '/verify-email',
    access: 'anyone',
    frame: 'plain',
    screen: screen(() => import('./joining/verify-email.tsx').then(({ VerifyEmail }) => VerifyEmail)),
  },
  {
    path: '/confirm-email',
    access: 'anyone',
    frame: 'plain',
    screen: screen(() => import('./joining/confirm-email.tsx').then(({ ConfirmEmail }) => ConfirmEmail)),
  },
  {
    path: '/return',
    access: 'anyone',
    frame: 'plain',
    screen: screen(() => import('./joining/come-back.tsx').then(({ ComeBack }) => ComeBack)),
  },
  {
    path: '/me',
    access: 'signed-in',
    frame: 'shell',
    screen: screen(() => import('./profile.tsx').then(({ ProfilePage }) => ProfilePage)),
  },
  {
    path: '/me/security',
    access: 'signed-in',
    frame: 'shell',
    screen: screen(() => import('./security/security.tsx').then(({ SecurityPage }) => SecurityPage)),
  },
];
