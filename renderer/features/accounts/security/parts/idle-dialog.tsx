import { useEffect, useRef, useState } from 'react';
import { Button, Dialog } from '../../../../kit/index.ts';
import { attendance } from '../../../../platform/attendance.ts';
import { call } from '../../../../platform/call.ts';
import { useFormat, useMessages } from '../../../../platform/messages/index.ts';
import { useSession } from '../../../../platform/session.tsx';
import { isNews, secondsToTell } from '../idle-rules.ts';
import { securityMessages } from '../messages/index.ts';

/** Looks every second; the tabs of a browser share when somebody was last there. */
function useSecondsToTell(minutes: number): number | null {
  const [left, setLeft] = useState<number | null>(null);
  const toldAt = useRef(0);
  useEffect(() => {
    toldAt.current = Date.now();
    const look = () => {
      const [seenAt, now] = [attendance.at(), Date.now()];
      setLeft(secondsToTell(seenAt, minutes, now));
      if (!isNews(seenAt, toldAt.current, now)) return;
      toldAt.current = now;
      // What the server does not hear now it hears with the next request.
      void call('POST /auth/activity', {}).catch(() => {});
    };
    const ticking = setInterval(look, 1000);
    return () => clearInterval(ticking);
  }, [minutes]);
  return left;
}

/** Warns a minute before the session ends because nobody is there, and ends it. Any key or movement keeps it. */
export function IdleDialog({ minutes }: { minutes: number }) {
  const t = useMessages(securityMessages);
  const format = useFormat();
  const { signOut } = useSession();
  const left = useSecondsToTell(minutes);
  const over = left === 0;
  useEffect(() => {
    if (over) void signOut(true);
  }, [over, signOut]);
  return (
    <Dialog
      open={left !== null && !over}
      onClose={attendance.note}
      title={t('security.idleTitle', { time: format.clock(left ?? 0) })}
      lead={t('security.idleLead', { count: minutes })}
      closable={false}
      actions={
        <>
          <Button variant="default" onClick={() => void signOut()}>
            {t('security.signOutNow')}
          </Button>
          <Button onClick={attendance.note} data-autofocus>
            {t('security.stay')}
          </Button>
        </>
      }
    />
  );
}
