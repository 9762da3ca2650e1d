import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { notify } from '../kit/index.ts';
import { call } from '../platform/call.ts';
import { useMessages } from '../platform/messages/index.ts';
import { useSession } from '../platform/session.tsx';
import { consoleMessages } from './messages/index.ts';

/** The tray's "Back up now" opens `/backups?now=1`; once somebody who may is signed in, it is done, and the address says so no more. */
export function useBackUpNow(): void {
  const t = useMessages(consoleMessages);
  const navigate = useNavigate();
  const { may } = useSession();
  const wanted = useLocation({
    select: ({ pathname, searchStr }) =>
      /\/backups\/?$/.test(pathname) && new URLSearchParams(searchStr).get('now') === '1',
  });
  const allowed = may('backup:create');
  const begun = useRef(false);
  useEffect(() => {
    if (!wanted) begun.current = false;
    if (!wanted || !allowed || begun.current) return;
    begun.current = true;
    void navigate({ href: '/console/backups', replace: true });
    call('POST /backups', { body: {} }).then(
      () => notify.done(t('console.backupBegun')),
      (error: unknown) => notify.error(t('console.failedToAct', { reason: (error as Error).message })),
    );
  }, [wanted, allowed, navigate, t]);
}
