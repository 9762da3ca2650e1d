import { useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, useState } from 'react';
import { useServer } from '../platform/server.ts';
import { isServing } from '../platform/server-view.ts';
import { useSite } from '../platform/site.ts';

const SetupWizard = lazy(() => import('../features/site/wizard.tsx').then(module => ({ default: module.SetupWizard })));

/** An academy that is not set up begins with its wizard; it stays until the person opens the console. */
export function SetupGate({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const site = useSite();
  const serving = isServing(useServer());
  // `asked` outlives a move to another folder, during which no server answers.
  const [phase, setPhase] = useState<'none' | 'asked' | 'finished'>('none');
  if (phase === 'none' && serving && site?.set_up === false) setPhase('asked');
  if (phase === 'asked' && serving && site?.set_up === true) setPhase('none');
  if (phase === 'none') return children;
  const leave = async () => {
    await queries.invalidateQueries({ queryKey: ['site'] });
    setPhase('none');
  };
  return <SetupWizard product="console" onFinished={() => setPhase('finished')} onLeave={() => void leave()} />;
}
