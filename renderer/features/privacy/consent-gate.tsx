import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { onConsentNeeded } from '../../platform/consent.ts';
import { screen } from '../../platform/page-routes.tsx';
import { useSession } from '../../platform/session.tsx';

const ConsentPage = screen(() => import('./consent-page.tsx').then(module => module.ConsentPage));

/** Once the server has said that something must be agreed to, that stands in place of every page until it is done. */
export function ConsentGate({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const { me } = useSession();
  const [needed, setNeeded] = useState<number | null>(null);
  const userId = me?.id ?? null;
  useEffect(() => onConsentNeeded(() => setNeeded(userId)), [userId]);
  if (needed === null || needed !== userId) return children;
  const done = () => {
    setNeeded(null);
    void queries.resetQueries({ predicate: ({ queryKey: [first] }) => first !== 'me' && first !== 'site' });
  };
  return <ConsentPage onDone={done} />;
}
