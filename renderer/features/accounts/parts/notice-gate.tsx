import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { Button, ErrorPanel, PlainText, SkeletonText } from '../../../kit/index.ts';
import { acceptedNotice, acceptNotice, forgetNotice } from '../../../platform/accepted-notice.ts';
import { CallError } from '../../../platform/call.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useNotice } from '../api.ts';
import { accountsMessages } from '../messages/index.ts';
import { Entrance } from './entrance.tsx';
import styles from './entrance.module.css';

/** Whether somebody may go on to sign in, and what is in the way. */
function useGate() {
  const { data, error, refetch } = useNotice();
  const queries = useQueryClient();
  const [accepted, setAccepted] = useState(() => acceptedNotice().notice);
  useEffect(
    () =>
      queries.getMutationCache().subscribe(event => {
        if (event.type !== 'updated' || event.action.type !== 'error') return;
        const refused: unknown = event.action.error;
        if (!(refused instanceof CallError) || refused.code !== 'NOTICE_NOT_ACCEPTED') return;
        // There is a newer one than this page has shown.
        forgetNotice();
        setAccepted(undefined);
        void queries.invalidateQueries({ queryKey: ['notice'] });
      }),
    [queries],
  );
  const isOpen = data !== undefined && (data.text === '' || accepted === data.version);
  const accept = (version: number) => {
    acceptNotice(version);
    setAccepted(version);
  };
  return { data, error, isOpen, accept, retry: () => void refetch() };
}

/** What has to be accepted before signing in, where the academy has such a notice; then what stands behind it. */
export function NoticeGate({ children }: { children: ReactNode }) {
  const gate = useGate();
  return gate.isOpen ? children : <Notice gate={gate} />;
}

/** The same before a page of its own that lets somebody in: what a link opens, registering, coming back from a provider. */
export function NoticeFirst({ children }: { children: ReactNode }) {
  const t = useMessages(accountsMessages);
  const gate = useGate();
  if (gate.isOpen) return children;
  return (
    <Entrance title={gate.data ? t('accounts.noticeTitle') : t('accounts.signIn')}>
      <Notice gate={gate} titled={false} />
    </Entrance>
  );
}

function Notice({ gate, titled = true }: { gate: ReturnType<typeof useGate>; titled?: boolean }) {
  const t = useMessages(accountsMessages);
  const { data, error, accept, retry } = gate;
  if (!data)
    return (
      <div className={styles.form}>
        {error ? (
          <ErrorPanel title={t('accounts.noticeFailed')} onRetry={retry}>
            {error.message}
          </ErrorPanel>
        ) : (
          <SkeletonText />
        )}
      </div>
    );
  const { text, version } = data;
  return (
    <div className={styles.form}>
      {titled ? <h2 className={styles.noticeTitle}>{t('accounts.noticeTitle')}</h2> : null}
      <div className={styles.noticeText}>
        <PlainText>{text}</PlainText>
      </div>
      <Button size="lg" fullWidth onClick={() => accept(version)}>
        {t('accounts.noticeAccept')}
      </Button>
    </div>
  );
}
