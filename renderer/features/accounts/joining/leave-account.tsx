import { useState } from 'react';
import { Button, ConfirmDialog, notify, type } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useSession } from '../../../platform/session.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { useLeave, useOwnEmail } from './api.ts';
import styles from './joining.module.css';
import { joiningMessages } from './messages/index.ts';

/** Closing one's own account. What is known of the person stays; erasing is another wish. */
export function LeaveAccount({ email }: { email: string }) {
  const t = useMessages(joiningMessages);
  const { signOut } = useSession();
  // Also when the news of the session's end has taken this page away already.
  const leave = useLeave(() => signOut().then(() => notify.done(t('joining.left'))));
  const byMail = useOwnEmail().data?.by_mail ?? false;
  const [isAsking, setAsking] = useState(false);
  return (
    <section aria-labelledby="leave-account" className={styles.section}>
      <h2 id="leave-account" className={type.section}>
        {t('joining.leaveTitle')}
      </h2>
      <p className={type.ink2}>{t('joining.leaveLead')}</p>
      <Button size="lg" variant="default" onClick={() => setAsking(true)}>
        {t('joining.leave')}
      </Button>
      <ConfirmDialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title={t('joining.leaveAsk')}
        lead={t(byMail ? 'joining.leaveAskMail' : 'joining.leaveAskNoMail')}
        keep={t('joining.leaveKeep')}
        confirm={t('joining.leaveDo')}
        danger
        typed={email}
        busy={leave.isPending}
        onConfirm={() => leave.mutate(email)}
      >
        <Refusal error={leave.error} />
      </ConfirmDialog>
    </section>
  );
}
