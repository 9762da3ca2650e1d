import { IconDatabaseExport } from '@tabler/icons-react';
import { useState } from 'react';
import type { BackupState } from '../../../server/backups/contract.ts';
import {
  Button,
  ConsoleAside,
  ErrorPanel,
  notify,
  PageTitle,
  Skeleton,
  SkeletonRows,
  Verdict,
} from '../../kit/index.ts';
import { useFormat, useMessages } from '../../platform/messages/index.ts';
import { usePage } from '../../platform/site.ts';
import { useBackUpNow, useBackupState } from './api.ts';
import styles from './backups.module.css';
import { backupsMessages } from './messages/index.ts';
import { useNaming } from './naming.ts';
import { Asides } from './parts/asides.tsx';
import { BackupsTable } from './parts/backups-table.tsx';
import { Nights } from './parts/nights.tsx';
import { Running } from './parts/running.tsx';
import { judge } from './verdict.ts';

/** Are backups made, are they proved, where do they go. */
export function BackupsPage() {
  const t = useMessages(backupsMessages);
  const { data: state, error, refetch } = useBackupState();
  usePage(t('backups.title'));
  if (state) return <Room state={state} />;
  if (error)
    return (
      <ErrorPanel title={t('backups.failed')} onRetry={() => void refetch()}>
        {error.message}
      </ErrorPanel>
    );
  return (
    <>
      <Skeleton width="60%" height={34} />
      <div className={styles.nights}>
        <Skeleton height={112} />
      </div>
      <SkeletonRows rows={6} picture={false} />
    </>
  );
}

function Room({ state }: { state: BackupState }) {
  // Asked for here and not known to the state yet: shown at once.
  const [asked, setAsked] = useState<number | null>(null);
  const backUp = useBackUpNow();
  const running = state.job_id ?? (backUp.isPending ? asked : null);
  const start = () =>
    backUp.mutate(undefined, {
      onSuccess: ({ job_id }) => setAsked(job_id),
      onError: error => notify.error(error.message),
    });
  return (
    <>
      <Head state={state} busy={running !== null || backUp.isPending} onBackUp={start} />
      {running === null ? null : <Running jobId={running} />}
      {state.total > 0 ? <Nights nights={state.nights} /> : <div className={styles.gap} />}
      <BackupsTable />
      <ConsoleAside>
        <Asides state={state} />
      </ConsoleAside>
    </>
  );
}

type HeadProps = { state: BackupState; busy: boolean; onBackUp: () => void };

function Head({ state, busy, onBackUp }: HeadProps) {
  const t = useMessages(backupsMessages);
  const judgement = judge(state);
  const { sentence, lead } = useSentence(state);
  const isBad = judgement.kind === 'missing' || judgement.kind === 'failed' || judgement.kind === 'none-proved';
  const button = (
    <Button
      leftSection={<IconDatabaseExport size={18} stroke={1.75} />}
      disabled={busy}
      onClick={onBackUp}
      {...(isBad && judgement.kind !== 'none-proved' && { variant: 'default' })}
    >
      {t(judgement.kind === 'failed' ? 'backups.tryAgain' : 'backups.now')}
    </Button>
  );
  if (!isBad)
    return (
      <PageTitle lead={lead} actions={button}>
        {sentence}
      </PageTitle>
    );
  return (
    <Verdict kind="warn" lead={lead} remedy={button}>
      {sentence}
    </Verdict>
  );
}

function useSentence(state: BackupState): { sentence: string; lead: string } {
  const t = useMessages(backupsMessages);
  const format = useFormat();
  const naming = useNaming();
  const judgement = judge(state);
  switch (judgement.kind) {
    case 'missing': {
      const { place, isDisk } = judgement;
      const { text = '', remedy = '' } = place.trouble ?? {};
      const since = place.missing_since
        ? ` ${t('backups.missingSince', { when: naming.made(place.missing_since) })}`
        : '';
      const sentence = t(isDisk ? 'backups.diskMissing' : 'backups.placeMissing');
      return { sentence, lead: t('backups.missingLead', { text, remedy }) + since };
    }
    case 'failed':
      return { sentence: t('backups.lastFailed'), lead: t('backups.lastFailedLead', judgement) };
    case 'first':
      return {
        sentence: t('backups.first'),
        lead: state.next_at ? t('backups.firstLead', { when: naming.next(state.next_at) }) : t('backups.firstOff'),
      };
    case 'first-running':
      return { sentence: t('backups.firstRunning'), lead: t('backups.firstRunningLead') };
    case 'none-proved':
      return { sentence: t('backups.noneProved'), lead: t('backups.noneProvedLead') };
    case 'some-proved':
      return {
        sentence: t('backups.someProved', { proved: format.number(state.proved), total: format.number(state.total) }),
        lead: t('backups.someProvedLead', { when: naming.made(judgement.lastProvedAt) }),
      };
    case 'all-proved':
      return { sentence: t('backups.allProved'), lead: t('backups.allProvedLead') };
  }
}
