import { type RouterHistory, useLocation, useRouter } from '@tanstack/react-router';
import { Button } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { usePage } from '../../../platform/site.ts';
import { Entrance } from '../parts/entrance.tsx';
import { NoticeFirst } from '../parts/notice-gate.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { useReturn } from './api.ts';
import styles from './joining.module.css';
import { joiningMessages } from './messages/index.ts';
import { LinkOver, troubleOf } from './parts/link-over.tsx';

/** What the link opens that somebody got who closed their account. */
export function ComeBack() {
  return (
    <NoticeFirst>
      <Returning />
    </NoticeFirst>
  );
}

function Returning() {
  const t = useMessages(joiningMessages);
  const history = useRouter().history as RouterHistory;
  const token = useLocation({ select: location => location.hash });
  const comeBack = useReturn();
  usePage(t('joining.return'));
  // Where a second factor is due, signing in asks for it.
  const run = () => comeBack.mutate(token, { onSuccess: ({ user }) => history.replace(user ? '/' : '/sign-in') });
  if (comeBack.error && troubleOf(comeBack.error)) return <LinkOver error={comeBack.error} onRetry={run} />;
  return (
    <Entrance title={t('joining.return')} lead={t('joining.returnLead')}>
      <div className={styles.stack}>
        <Refusal error={comeBack.error} />
        <Button size="lg" fullWidth loading={comeBack.isPending} onClick={run}>
          {t('joining.returnDo')}
        </Button>
      </div>
    </Entrance>
  );
}
