import { IconStack2 } from '@tabler/icons-react';
import type { Job } from '../../../../server/platform/jobs/contract.ts';
import {
  Button,
  type Column,
  DataTable,
  Empty,
  FilterRow,
  notify,
  ProgressBar,
  State,
  type StateKind,
  Switch,
} from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useNow } from '../../../platform/server.ts';
import { useSession } from '../../../platform/session.tsx';
import { type ActivityQuery, JOB_STATES } from '../activity-query.ts';
import styles from '../activity.module.css';
import { PAGE_SIZE, useJobDeed, useJobs } from '../api.ts';
import { activityMessages } from '../messages/index.ts';
import { useWords } from '../words.ts';
import { Choice } from './choice.tsx';

interface ViewProps {
  query: ActivityQuery;
  onShow: (change: Partial<ActivityQuery>) => void;
}

const KINDS: Record<Job['state'], StateKind> = {
  queued: 'mute',
  running: 'busy',
  done: 'ok',
  failed: 'bad',
  cancelled: 'mute',
};

/** Background jobs, newest first, moving as they move. */
export function JobsView({ query, onShow }: ViewProps) {
  const t = useMessages(activityMessages);
  const { may } = useSession();
  const jobs = useJobs(query);
  const columns = useColumns();
  return (
    <>
      <FilterRow>
        <Choice
          label={t('activity.state')}
          any={t('activity.anyState')}
          value={query.state}
          choices={JOB_STATES.map(state => ({ value: state, label: t(`activity.state-${state}`) }))}
          onChange={state => onShow({ state })}
        />
        <Switch
          label={t('activity.hideRoutine')}
          title={t('activity.hideRoutineLead')}
          checked={!query.routine}
          onChange={({ currentTarget }) => onShow({ routine: !currentTarget.checked })}
        />
      </FilterRow>
      <DataTable
        label={t('activity.jobs')}
        rows={jobs.data?.items ?? []}
        rowKey={({ id }) => id}
        rowName={({ name, id }) => `${name} ${id}`}
        columns={columns}
        actions={may('job:update') ? deedOf : undefined}
        loading={jobs.isPending}
        error={jobs.isError && !jobs.data ? t('activity.jobsFailed') : undefined}
        onRetry={() => void jobs.refetch()}
        pages={{
          page: query.page,
          size: PAGE_SIZE,
          total: jobs.data?.pagination.total ?? 0,
          onPage: page => onShow({ page }),
        }}
        empty={
          <Empty
            icon={IconStack2}
            title={t('activity.noJobs')}
            actions={
              query.state || !query.routine ? (
                <Button variant="default" onClick={() => onShow({ state: undefined, routine: true })}>
                  {t('activity.showAllJobs')}
                </Button>
              ) : undefined
            }
          >
            {t('activity.noJobsLead')}
          </Empty>
        }
      />
    </>
  );
}

const deedOf = (job: Job) => <JobDeed job={job} />;

function useColumns(): Column<Job>[] {
  const t = useMessages(activityMessages);
  const format = useFormat();
  const say = useWords();
  const now = useNow(10_000);
  return [
    {
      key: 'name',
      head: t('activity.job'),
      main: true,
      cell: job => (
        <span className={styles.job}>
          <span>{say('job', job.name, job.name)}</span>
          <JobNote job={job} />
        </span>
      ),
    },
    {
      key: 'state',
      head: t('activity.state'),
      width: '150px',
      cell: ({ state }) =>
        state === 'done' ? t('activity.state-done') : <State kind={KINDS[state]}>{t(`activity.state-${state}`)}</State>,
    },
    {
      key: 'progress',
      head: t('activity.progress'),
      width: '170px',
      cell: job => (job.state === 'running' ? <Running job={job} /> : null),
    },
    {
      key: 'tries',
      head: t('activity.tries'),
      width: '90px',
      align: 'end',
      drop: 'narrow',
      cell: ({ attempts, max_attempts }) =>
        attempts > 1 || max_attempts < attempts
          ? t('activity.triesOf', { count: attempts, most: max_attempts })
          : format.number(attempts),
    },
    {
      key: 'added',
      head: t('activity.added'),
      width: '130px',
      drop: 'cards',
      cell: ({ created_at }) => (
        <time dateTime={created_at} className={styles.when}>
          {format.ago(created_at, now)}
        </time>
      ),
    },
  ];
}

/** Why it failed, what it does now, or when it is tried again. */
function JobNote({ job: { state, note, last_error, run_at, attempts } }: { job: Job }) {
  const t = useMessages(activityMessages);
  const format = useFormat();
  const now = useNow(10_000);
  const isRetried = state === 'queued' && attempts > 0;
  const words = state === 'failed' || isRetried ? last_error : note;
  if (!words) return null;
  return (
    <span className={state === 'failed' ? styles.jobError : styles.jobNote}>
      {words}
      {isRetried ? ` (${t('activity.again', { time: format.relative(run_at, now) })})` : null}
    </span>
  );
}

function Running({ job: { name, progress, seconds_left } }: { job: Job }) {
  const t = useMessages(activityMessages);
  const format = useFormat();
  const say = useWords();
  return (
    <span className={styles.running}>
      <ProgressBar value={progress} label={t('activity.progressOf', { name: say('job', name, name) })} />
      <span>
        {seconds_left !== null && seconds_left > 0
          ? t('activity.left', { time: format.duration(seconds_left) })
          : format.percent(progress)}
      </span>
    </span>
  );
}

function JobDeed({ job: { id, state } }: { job: Job }) {
  const t = useMessages(activityMessages);
  const retry = useJobDeed('retry');
  const cancel = useJobDeed('cancel');
  const failed = (error: Error) => notify.error(error.message);
  if (state === 'failed' || state === 'cancelled')
    return (
      <Button
        size="xs"
        variant="default"
        loading={retry.isPending}
        onClick={() => retry.mutate(id, { onSuccess: () => notify.done(t('activity.retried')), onError: failed })}
      >
        {t('activity.retry')}
      </Button>
    );
  if (state === 'done') return null;
  return (
    <Button
      size="xs"
      variant="default"
      loading={cancel.isPending}
      onClick={() => cancel.mutate(id, { onSuccess: () => notify.info(t('activity.cancelling')), onError: failed })}
    >
      {t('activity.cancel')}
    </Button>
  );
}
