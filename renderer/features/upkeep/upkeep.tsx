import { useState } from 'react';
import type { DataOf } from '../../platform/api-types.ts';
import { Button, ErrorPanel, JobProgress, notify, Refused, Skeleton, Verdict } from '../../kit/index.ts';
import { useFormat, useMessages } from '../../platform/messages/index.ts';
import { useNow } from '../../platform/server.ts';
import { useSession } from '../../platform/session.tsx';
import { usePage } from '../../platform/site.ts';
import { useRun, useUpkeep, useUpkeepDeeds } from './api.ts';
import { judge } from './judgement.ts';
import { upkeepMessages } from './messages/index.ts';
import { EarlierRuns } from './parts/earlier-runs.tsx';
import { SettingsForm } from './parts/settings-form.tsx';
import { StepsTable } from './parts/steps-table.tsx';
import styles from './upkeep.module.css';

type Upkeep = DataOf<'GET /upkeep'>;

/** Whether the nightly upkeep does its rounds, what it did, and when it runs. */
export function UpkeepPage() {
  const t = useMessages(upkeepMessages);
  const { data, error, refetch } = useUpkeep();
  usePage(t('upkeep.title'));
  if (data) return <Page upkeep={data} />;
  if (error)
    return (
      <ErrorPanel title={t('upkeep.failed')} onRetry={() => void refetch()}>
        {error.message}
      </ErrorPanel>
    );
  return (
    <div className={styles.page}>
      <Skeleton width={320} height={44} />
      <Skeleton height={320} />
    </div>
  );
}

function Page({ upkeep }: { upkeep: Upkeep }) {
  const t = useMessages(upkeepMessages);
  const format = useFormat();
  const now = useNow(30_000);
  const [shown, setShown] = useState<number | null>(null);
  const { reports, settings } = upkeep;
  const report = reports.find(({ id }) => id === shown) ?? reports[0];
  return (
    <div className={styles.page}>
      <Headline upkeep={upkeep} now={now} />
      {report ? (
        <section>
          <h2 className={styles.section}>{t('upkeep.last', { time: format.ago(report.started_at, now) })}</h2>
          <StepsTable steps={report.steps} />
        </section>
      ) : null}
      <SettingsForm key={JSON.stringify(settings)} settings={settings} />
      {reports.length > 1 ? <EarlierRuns reports={reports} onShow={setShown} /> : null}
    </div>
  );
}

function Headline({ upkeep: { reports, settings, job_id }, now }: { upkeep: Upkeep; now: number }) {
  const t = useMessages(upkeepMessages);
  const format = useFormat();
  const { may } = useSession();
  const { run } = useUpkeepDeeds();
  const judgement = judge(reports, now);
  const window = { start: settings.window_start, end: settings.window_end };
  const [last] = reports;
  const isWell = judgement.kind === 'well' || judgement.kind === 'young';
  const lead = {
    young: t('upkeep.youngLead', window),
    well: last
      ? t('upkeep.wellLead', {
          time: format.ago(last.started_at, now),
          freed: format.bytes(last.bytes_freed),
          ...window,
        })
      : '',
    late: t('upkeep.lateLead'),
    'cut-short': t('upkeep.cutShortLead'),
    cancelled: t('upkeep.wasCancelledLead'),
    attention: judgement.kind === 'attention' ? judgement.reasons.join(' ') : '',
  }[judgement.kind];
  return (
    <div>
      <Verdict
        kind={isWell ? 'ok' : 'warn'}
        lead={lead}
        remedy={
          job_id === null && may('system:operate') ? (
            <Button
              variant={isWell ? 'default' : 'filled'}
              loading={run.isPending}
              onClick={() => run.mutate(undefined, { onError: error => notify.error(error.message) })}
            >
              {t('upkeep.run')}
            </Button>
          ) : undefined
        }
      >
        {useSentence(judgement)}
      </Verdict>
      {job_id === null ? null : <RunningNow jobId={job_id} />}
    </div>
  );
}

function useSentence(judgement: ReturnType<typeof judge>): string {
  const t = useMessages(upkeepMessages);
  switch (judgement.kind) {
    case 'young':
      return t('upkeep.young');
    case 'well':
      return t('upkeep.well');
    case 'late':
      return t('upkeep.late', { days: judgement.days });
    case 'attention':
      return t('upkeep.attention', { count: judgement.count });
    case 'cut-short':
      return t('upkeep.cutShort');
    case 'cancelled':
      return t('upkeep.wasCancelled');
  }
}

function RunningNow({ jobId }: { jobId: number }) {
  const t = useMessages(upkeepMessages);
  const format = useFormat();
  const { data: job } = useRun(jobId);
  const { cancel } = useUpkeepDeeds();
  const left = job?.seconds_left;
  const say = t as unknown as (key: string) => string;
  return (
    <div className={styles.running}>
      <JobProgress
        value={job?.progress ?? 0}
        what={job?.note ? t('upkeep.runningStep', { step: say(`upkeep.step-${job.note}`) }) : t('upkeep.running')}
        detail={left ? t('upkeep.left', { time: format.duration(left) }) : t('upkeep.background')}
      />
      {cancel.error ? <Refused>{cancel.error.message}</Refused> : null}
      <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate(jobId)}>
        {t('upkeep.cancel')}
      </Button>
    </div>
  );
}
