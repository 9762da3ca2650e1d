import { useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, useState } from 'react';
import { ConsentGate } from '../features/privacy/consent-gate.tsx';
import { isUnfinished } from '../features/site/answers.ts';
import { useServer } from '../platform/server.ts';
import { isServing } from '../platform/server-view.ts';
import { useSession } from '../platform/session.tsx';
import { EnrolGate } from '../features/factors/enrol-gate.tsx';
import { useSite } from '../platform/site.ts';

const SetupWizard = lazy(() => import('../features/site/wizard.tsx').then(module => ({ default: module.SetupWizard })));

/**
 * An academy that is not set up begins with its wizard; it stays until the person opens the console. One that was left with
 * questions open goes on where it was.
 */
export function SetupGate({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const site = useSite();
  const { me } = useSession();
  const serving = isServing(useServer());
  // `asked` outlives a move to another folder or a restore, during which no server answers.
  const [phase, setPhase] = useState<'none' | 'asked' | 'begun'>('none');
  if (phase === 'none' && serving && site?.set_up === false) setPhase('asked');
  if (phase === 'none' && site?.set_up && me?.permissions.includes('*') && isUnfinished(localStorage))
    setPhase('begun');
  if (phase === 'none')
    return (
      <EnrolGate>
        <ConsentGate>{children}</ConsentGate>
      </EnrolGate>
    );
  const leave = async () => {
    await queries.invalidateQueries({ queryKey: ['site'] });
    setPhase('none');
  };
  const begin = () => setPhase('begun');
  return <SetupWizard product="console" onBegun={begin} onFinished={begin} onLeave={() => void leave()} />;
}
