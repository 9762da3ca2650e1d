import type { ReactNode } from 'react';
import { AppProviders } from '../kit/index.ts';
import { setAcademysLanguage } from './messages/index.ts';
import { keptSite, useSite } from './site.ts';

setAcademysLanguage(keptSite()?.language ?? 'en');

type Props = { children: ReactNode; navigate: (href: string) => void };

/** The ground under every screen, in the academy's own accent. */
export function SiteProviders({ children, navigate }: Props) {
  const hue = useSite()?.accent_hue ?? null;
  return (
    <AppProviders navigate={navigate} {...(hue !== null && { accentHue: hue })}>
      {children}
    </AppProviders>
  );
}
