import type { Me } from '../../../../../server/accounts/contract.ts';
import { useThisSession } from '../api.ts';
import { IdleDialog } from './idle-dialog.tsx';
import { ImpersonationStrip } from './impersonation-strip.tsx';
import { SecurityNotices } from './security-notices.tsx';

/**
 * Who looks on, what happened meanwhile, and when the session ends because nobody is there. It is shown above whatever page is open,
 * and stands after it in the document: the page's way to its content comes first for the keyboard.
 */
export function WatchedSession({ me }: { me: Me }) {
  const { data } = useThisSession(me.id);
  if (!data) return null;
  return (
    <>
      {data.impersonator ? <ImpersonationStrip me={me} /> : null}
      <SecurityNotices session={data} />
      {data.idle_minutes > 0 ? <IdleDialog minutes={data.idle_minutes} /> : null}
    </>
  );
}
