import { useQueryClient } from '@tanstack/react-query';
import { IconDownload, IconLifebuoy } from '@tabler/icons-react';
import { type MouseEvent, useEffect, useState } from 'react';
import type { Diagnostics } from '../../../../server/activity/contract.ts';
import {
  Button,
  type Column,
  DataTable,
  Drawer,
  Empty,
  ErrorPanel,
  JobProgress,
  Refused,
  Skeleton,
  SkeletonText,
} from '../../../kit/index.ts';
import { addressOf } from '../../../platform/call.ts';
import { credentials } from '../../../platform/credentials.ts';
import { useJob } from '../../../platform/jobs.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useNow } from '../../../platform/server.ts';
import { useSession } from '../../../platform/session.tsx';
import styles from '../activity.module.css';
import { useDiagnostics, useDiagnosticsPart, useMakeDiagnostics } from '../api.ts';
import { activityMessages } from '../messages/index.ts';
import { useWords } from '../words.ts';

type Bundle = NonNullable<Diagnostics['bundle']>;

/** One file for somebody who helps from afar: made, read, and only then handed on. */
export function DiagnosticsView() {
  const t = useMessages(activityMessages);
  const { data, error, refetch } = useDiagnostics();
  const making = useMaking(data?.job_id ?? null);
  if (error) return <ErrorPanel onRetry={() => void refetch()}>{error.message}</ErrorPanel>;
  if (!data) return <Skeleton height={180} radius={12} />;
  const { bundle } = data;
  return (
    <div className={styles.diagnostics}>
      <p className={styles.lead}>{t('activity.diagnosticsLead')}</p>
      {making.failed ? <Refused>{`${t('activity.diagnosticsFailed')} ${making.failed}`}</Refused> : null}
      {making.progress !== null ? (
        <JobProgress
          value={making.progress}
          what={making.part ? t('activity.makingPart', { part: making.part }) : t('activity.making')}
        />
      ) : bundle ? null : (
        <Empty icon={IconLifebuoy} title={t('activity.noBundle')} actions={<MakeButton onMake={making.begin} filled />}>
          {t('activity.noBundleLead')}
        </Empty>
      )}
      {bundle ? <Made bundle={bundle} onMake={making.begin} busy={making.progress !== null} /> : null}
    </div>
  );
}

/** The job that makes the file: how far it is, and why it failed. */
function useMaking(jobId: number | null) {
  const queries = useQueryClient();
  const make = useMakeDiagnostics();
  const { data: job } = useJob(jobId);
  const state = job?.state;
  useEffect(() => {
    if (state === 'done') void queries.invalidateQueries({ queryKey: ['diagnostics'] });
  }, [state, queries]);
  const busy = make.isPending || state === 'queued' || state === 'running';
  return {
    begin: () => make.mutate(),
    progress: busy ? (job?.progress ?? 0) : null,
    part: state === 'running' ? job?.note : null,
    failed: make.error?.message ?? (state === 'failed' ? job?.last_error : null),
  };
}

function MakeButton({
  onMake,
  filled = false,
  busy = false,
}: {
  onMake: () => void;
  filled?: boolean;
  busy?: boolean;
}) {
  const t = useMessages(activityMessages);
  const { may } = useSession();
  if (!may('system:operate')) return null;
  return (
    <Button variant={filled ? 'filled' : 'default'} disabled={busy} onClick={onMake}>
      {t(filled ? 'activity.make' : 'activity.makeNew')}
    </Button>
  );
}

function Made({ bundle, onMake, busy }: { bundle: Bundle; onMake: () => void; busy: boolean }) {
  const t = useMessages(activityMessages);
  const format = useFormat();
  const now = useNow(10_000);
  const [reading, setReading] = useState<string | null>(null);
  const address = addressOf('/diagnostics/bundle', {});
  const download = (event: MouseEvent) => {
    event.preventDefault();
    void credentials.freshen().then(() => window.location.assign(address));
  };
  return (
    <>
      <div className={styles.bundle}>
        <div>
          <p className={styles.bundleName}>{bundle.name}</p>
          <p className={styles.jobNote}>
            {t('activity.made', { time: format.ago(bundle.made_at, now), size: format.bytes(bundle.bytes) })}
          </p>
        </div>
        <div className={styles.bundleDeeds}>
          <MakeButton onMake={onMake} busy={busy} />
          <Button
            component="a"
            href={address}
            download
            leftSection={<IconDownload size={18} stroke={1.75} aria-hidden="true" />}
            onClick={download}
          >
            {t('activity.download', { size: format.bytes(bundle.bytes) })}
          </Button>
        </div>
      </div>
      <h2 className={styles.section}>{t('activity.files')}</h2>
      <Parts bundle={bundle} onRead={setReading} />
      <Drawer open={reading !== null} onClose={() => setReading(null)} title={reading ?? ''} side="end" size={640}>
        <PartText name={reading} madeAt={bundle.made_at} />
      </Drawer>
    </>
  );
}

type Part = Bundle['files'][number];

function Parts({ bundle, onRead }: { bundle: Bundle; onRead: (name: string) => void }) {
  const t = useMessages(activityMessages);
  const columns = usePartColumns();
  return (
    <DataTable
      label={t('activity.files')}
      rows={bundle.files}
      rowKey={({ name }) => name}
      rowName={({ name }) => name}
      columns={columns}
      actions={readButtonOf(onRead)}
    />
  );
}

function usePartColumns(): Column<Part>[] {
  const t = useMessages(activityMessages);
  const format = useFormat();
  const say = useWords();
  return [
    {
      key: 'name',
      head: t('activity.file'),
      main: true,
      cell: ({ name }) => (
        <span className={styles.job}>
          <span>{say('part', name, name)}</span>
          <span className={styles.jobNote}>{name}</span>
        </span>
      ),
    },
    { key: 'size', head: t('activity.size'), align: 'end', width: '110px', cell: ({ bytes }) => format.bytes(bytes) },
  ];
}

const readButtonOf = (onRead: (name: string) => void) => (part: Part) => <ReadButton part={part} onRead={onRead} />;

function ReadButton({ part: { name }, onRead }: { part: Part; onRead: (name: string) => void }) {
  const t = useMessages(activityMessages);
  return (
    <Button size="xs" variant="default" aria-label={t('activity.readFile', { name })} onClick={() => onRead(name)}>
      {t('activity.read')}
    </Button>
  );
}

function PartText({ name, madeAt }: { name: string | null; madeAt: string }) {
  const t = useMessages(activityMessages);
  const { data, error } = useDiagnosticsPart(name, madeAt);
  if (error) return <ErrorPanel>{error.message}</ErrorPanel>;
  if (!data) return <SkeletonText lines={8} />;
  if (data.text.trim() === '') return <p className={styles.jobNote}>{t('activity.empty')}</p>;
  return <pre className={styles.part}>{data.text}</pre>;
}
