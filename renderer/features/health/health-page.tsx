import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import type { HealthReport } from '../../../server/health/contract.ts';
import { Button, ConsoleAside, ErrorPanel, JobProgress, notify, Skeleton, Verdict } from '../../kit/index.ts';
import { useFormat, useMessages } from '../../platform/messages/index.ts';
import { useNow } from '../../platform/server.ts';
import { usePage } from '../../platform/site.ts';
import { useCheckNow, useHealthReport, useRecording } from './api.ts';
import { KINDS } from './figures.ts';
import styles from './health.module.css';
import { healthMessages } from './messages/index.ts';
import { ScalingAdvice } from './parts/advice.tsx';
import { CheckList } from './parts/check-list.tsx';
import { Issues } from './parts/issues.tsx';
import { Recorder } from './parts/recorder.tsx';
import { TimeLine } from './parts/time-line.tsx';

/** Is all well, what needs somebody, what happened in the last days, and how many people the machine can carry. */
export function HealthPage() {
  const t = useMessages(healthMessages);
  const { data, error, refetch } = useHealthReport();
  usePage(t('health.health'));
  if (data) return <Health report={data} />;
  if (error) {
    return (
      <ErrorPanel title={t('health.failed')} onRetry={() => void refetch()}>
        {error.message}
      </ErrorPanel>
    );
  }
  return (
    <>
      <Skeleton width={360} height={44} />
      <div className={styles.section}>
        <Skeleton height={320} />
      </div>
    </>
  );
}

function Health({ report }: { report: HealthReport }) {
  const [hours, setHours] = useState(1);
  const { data: recording, error, refetch } = useRecording(hours);
  const issues = report.checks.filter(check => check.finding.state !== 'ok' && check.silenced_until === null);
  return (
    <>
      <Head report={report} issues={issues} />
      {issues.length > 0 ? <Issues issues={issues} /> : null}
      <Recorder hours={hours} onHours={setHours} recording={recording} error={error} onRetry={() => void refetch()} />
      <ScalingAdvice />
      <CheckList checks={report.checks} />
      <ConsoleAside>
        <TimeLine events={recording?.events ?? []} />
      </ConsoleAside>
    </>
  );
}

function Head({ report, issues }: { report: HealthReport; issues: HealthReport['checks'] }) {
  const t = useMessages(healthMessages);
  const format = useFormat();
  const now = useNow(10_000);
  const check = useCheckNow();
  const at = report.checked_at === null ? null : Date.parse(report.checked_at);
  const ago = at === null || now - at < 10_000 ? t('health.justNow') : format.ago(at, now);
  const [worst] = issues;
  const well = report.checks.filter(({ finding }) => finding.state === 'ok').length;
  const lead = worst ? t('health.troubleLead', { well, ago }) : t('health.lead', { count: report.checks.length, ago });
  const begin = () => check.mutate(undefined, { onError: error => notify.error(error.message) });
  const busy = report.running !== null || check.isPending;
  return (
    <div className={styles.head}>
      <Verdict kind={at === null ? 'busy' : KINDS[worst?.finding.state ?? 'ok']} lead={at === null ? undefined : lead}>
        {at === null ? t('health.checking') : worst ? t('health.needs', { count: issues.length }) : t('health.well')}
      </Verdict>
      <div className={styles.headAction}>
        {report.running ? (
          <div className={styles.progress}>
            <JobProgress
              value={report.running.done / Math.max(1, report.running.total)}
              what={t('health.checkingNow')}
              detail={t('health.progress', { ...report.running })}
            />
          </div>
        ) : (
          <Button
            variant={worst ? 'default' : 'filled'}
            loading={busy}
            leftSection={<IconRefresh size={18} stroke={1.75} aria-hidden="true" />}
            onClick={begin}
          >
            {t('health.checkNow')}
          </Button>
        )}
      </div>
    </div>
  );
}
