import { type PageRoute, screen } from '../../platform/page-routes.tsx';
import type { Audience } from './pages.ts';

const pagesAt = (base: string, audiences: readonly Audience[]): readonly PageRoute[] => [
  {
    path: '/help',
    access: 'anyone',
    frame: 'shell',
    screen: screen(async () => {
      const { HelpIndex } = await import('./help.tsx');
      return () => <HelpIndex base={base} audiences={audiences} />;
    }),
  },
  {
    path: '/help/$page',
    access: 'anyone',
    frame: 'shell',
    screen: screen(async () => {
      const { HelpPageScreen } = await import('./help.tsx');
      return () => <HelpPageScreen base={base} />;
    }),
  },
];

export const academyHelpPages = pagesAt('/help', ['learner', 'instructor']);
export const consoleHelpPages = pagesAt('/console/help', ['admin', 'runbook', 'instructor']);
