import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Button, classes, JobProgress, Refused, Skeleton, StateIcon } from '../../../kit/index.ts';
import type { DataOf } from '../../../platform/api-types.ts';
import { useJob } from '../../../platform/jobs.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useNow } from '../../../platform/server.ts';
import styles from '../activity.module.css';
import { useJobDeed, useLedger, useVerifyLedger } from '../api.ts';
import { activityMessages } from '../messages/index.ts';
import { SealInterval } from './seal-interval.tsx';

type Ledger = DataOf<'GET /ledger'>;

/** Whether the record is as it was written, and the button that finds out. */
export function LedgerVerdict() {
  const { data } = useLedger();
  if (!data) return <Skeleton height={76} radius={12} />;
  return <Plate ledger={data} />;
}

function Plate({ ledger }: { ledger: Ledger }) {
  const t = useMessages(activityMessages);
  const verify = useVerifyLedger();
  const running = useRunning(ledger.job_id);
  const { verdict } = ledger;
  const kind = verdict === null ? 'mute' : verdict.ok ? 'ok' : 'bad';
  const head = { mute: t('activity.unverified'), ok: t('activity.intact'), bad: t('activity.broken') }[kind];
  const failed = verify.error?.message ?? running.failed;
  return (
    <section className={classes(styles.verdict, kind === 'bad' && styles.verdictBad)} aria-label={head}>
      <StateIcon kind={kind} size={32} fill />
      <div className={styles.verdictWords} role="status">
        <h2 className={styles.verdictHead}>{head}</h2>
        <p>{verdict ? <Lead verdict={verdict} /> : t('activity.unverifiedLead')}</p>
        {running.progress !== null ? (
          <JobProgress value={running.progress} what={t('activity.verifying')} detail={running.note ?? undefined} />
        ) : null}
        {failed ? <Refused>{`${t('activity.verifyFailed')} ${failed}`}</Refused> : null}
      </div>
      <SealInterval minutes={ledger.settings.seal_minutes} />
      {running.progress === null ? (
        <Button variant="default" loading={verify.isPending} onClick={() => verify.mutate()}>
          {t('activity.verify')}
        </Button>
      ) : (
        <Button variant="default" loading={running.cancelling} onClick={running.cancel}>
          {t('activity.cancel')}
        </Button>
      )}
    </section>
  );
}

function Lead({ verdict }: { verdict: NonNullable<Ledger['verdict']> }) {
  const t = useMessages(activityMessages);
  const format = useFormat();
  const now = useNow(30_000);
  const { trouble, entries, at, sealed } = verdict;
  if (trouble) {
    const { kind, entry, until } = trouble;
    return `${t(`activity.trouble-${kind}`, { entry, until })} ${t('activity.brokenAdvice')}`;
  }
  const verified = t('activity.intactLead', { count: entries, time: format.ago(at, now) });
  return sealed > 0 ? `${verified} ${t('activity.sealedTo', { sealed: format.number(sealed) })}` : verified;
}

/** The job that verifies: how far it is, and why it failed. */
function useRunning(jobId: number | null) {
  const queries = useQueryClient();
  const { data: job } = useJob(jobId);
  const cancel = useJobDeed('cancel');
  const state = job?.state;
  const isOver = state === 'done' || state === 'failed' || state === 'cancelled';
  useEffect(() => {
    if (isOver) void queries.invalidateQueries({ queryKey: ['ledger'] });
  }, [isOver, queries]);
  return {
    progress: jobId !== null && !isOver ? (job?.progress ?? 0) : null,
    note: job?.note,
    failed: state === 'failed' ? job?.last_error : null,
    cancelling: cancel.isPending,
    cancel: () => cancel.mutate(jobId ?? 0),
  };
}
