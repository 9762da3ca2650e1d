import { type PageRoute, screen } from '../../platform/page-routes.tsx';

export const privacyPages: readonly PageRoute[] = [
  {
    path: '/me/privacy',
    access: 'signed-in',
    frame: 'shell',
    screen: screen(() => import('./privacy.tsx').then(({ PrivacyPage }) => PrivacyPage)),
  },
];

export const consolePrivacyPages: readonly PageRoute[] = [
  {
    path: '/settings/privacy',
    access: { permission: 'settings:read' },
    frame: 'shell',
    screen: screen(() => import('./console/settings.tsx').then(({ PrivacySettingsPage }) => PrivacySettingsPage)),
  },
];
