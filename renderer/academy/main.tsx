import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { AppProviders, SkeletonText, SplitShell } from '../kit/index.ts';

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <AppProviders>
      <SplitShell siteId="lyceum" siteName="Lyceum">
        <SkeletonText />
      </SplitShell>
    </AppProviders>
  </StrictMode>,
);
