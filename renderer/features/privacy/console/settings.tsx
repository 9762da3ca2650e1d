import { Button, ErrorPanel, SkeletonText, Verdict } from '../../../kit/index.ts';
import { useState } from 'react';
import { useMessages } from '../../../platform/messages/index.ts';
import { useSession } from '../../../platform/session.tsx';
import { usePage } from '../../../platform/site.ts';
import { useConsents } from '../api.ts';
import { privacyMessages } from '../messages/index.ts';
import styles from '../privacy.module.css';
import { Documents } from './documents.tsx';
import { KeysSection } from './keys.tsx';
import { UnusedAccounts } from './unused.tsx';
import { WaitingTimes } from './waiting-times.tsx';
import { WriteDialog } from './write-dialog.tsx';

/** What people agree to, how long they may change their mind, and the keys that encrypt. */
export function PrivacySettingsPage() {
  const t = useMessages(privacyMessages);
  const { may } = useSession();
  const { data, error, refetch } = useConsents();
  const [writing, setWriting] = useState(false);
  usePage(t('privacy.consolePage'));
  if (error) return <ErrorPanel title={t('privacy.loadFailed')} onRetry={() => void refetch()} level={2} />;
  if (!data) return <SkeletonText lines={8} />;
  const count = data.filter(document => !document.retired).length;
  const write = may('settings:update') ? (
    <Button variant={count === 0 ? 'filled' : 'default'} onClick={() => setWriting(true)}>
      {t('privacy.newDocument')}
    </Button>
  ) : undefined;
  return (
    <>
      <div className={styles.verdict}>
        <Verdict kind="info" lead={t(count === 0 ? 'privacy.noneAskedLead' : 'privacy.allAskedLead')} remedy={write}>
          {count === 0 ? t('privacy.noneAsked') : t('privacy.allAsked', { count })}
        </Verdict>
      </div>
      {data.length > 0 ? <Documents documents={data} /> : null}
      <WaitingTimes />
      <UnusedAccounts />
      <KeysSection />
      <WriteDialog open={writing} document={null} onClose={() => setWriting(false)} />
    </>
  );
}
