import { type PageRoute, screen } from '../../platform/page-routes.tsx';

const mailScreen = screen(() => import('./mail.tsx').then(({ MailPage }) => MailPage));
const access = { permission: 'mail:read' };

export const mailPages: readonly PageRoute[] = [
  { path: '/settings/mail', access, frame: 'shell', screen: mailScreen },
  { path: '/settings/mail/outbox', access, frame: 'shell', screen: mailScreen },
  { path: '/settings/mail/texts', access, frame: 'shell', screen: mailScreen },
];
