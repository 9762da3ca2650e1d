import { use, useState } from 'react';
import type { Inside, InsideKind } from '../../../../server/backups/inside/contract.ts';
import {
  Breadcrumb,
  Button,
  ConsoleAside,
  ErrorPanel,
  FactList,
  JobProgress,
  NavigateContext,
  PageTitle,
  SkeletonRows,
  Tabs,
  type as text,
  Verdict,
} from '../../../kit/index.ts';
import { useJob } from '../../../platform/jobs.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useText } from '../../../platform/page-routes.tsx';
import { usePage } from '../../../platform/site.ts';
import { useCancel } from '../api.ts';
import { useNaming } from '../naming.ts';
import { useClose, useInside, useOpen } from './api.ts';
import styles from './inside.module.css';
import { Items } from './items.tsx';
import { insideMessages } from './messages/index.ts';

const KINDS = ['courses', 'people', 'attempts'] as const;

/** A backup beside the academy: what it holds, what is missing now, one thing taken back. */
export function InsidePage() {
  const t = useMessages(insideMessages);
  const naming = useNaming();
  const id = useText('backupId');
  const inside = useInside(id);
  const title = inside.data ? naming.made(inside.data.made_at) : t('inside.backups');
  usePage(title);
  return (
    <>
      <div className={styles.crumbs}>
        <Breadcrumb crumbs={[{ label: t('inside.backups'), href: '/console/backups' }, { label: title }]} />
      </div>
      {inside.data ? (
        <Look inside={inside.data} />
      ) : inside.isError ? (
        <ErrorPanel title={t('inside.failed')} onRetry={() => void inside.refetch()}>
          {inside.error.message}
        </ErrorPanel>
      ) : (
        <SkeletonRows rows={5} picture={false} />
      )}
    </>
  );
}

function Look({ inside }: { inside: Inside }) {
  if (inside.state === 'open') return <Opened inside={inside} />;
  return inside.state === 'opening' && inside.job_id !== null ? (
    <Opening jobId={inside.job_id} />
  ) : (
    <Closed inside={inside} />
  );
}

function Closed({ inside }: { inside: Inside }) {
  const t = useMessages(insideMessages);
  const open = useOpen(inside.backup_id);
  return (
    <>
      <PageTitle
        lead={t('inside.closedLead')}
        actions={
          <Button loading={open.isPending} onClick={() => open.mutate()}>
            {t('inside.open')}
          </Button>
        }
      >
        {t('inside.closed')}
      </PageTitle>
      {open.isError ? <ErrorPanel title={t('inside.failed')}>{open.error.message}</ErrorPanel> : null}
    </>
  );
}

function Opening({ jobId }: { jobId: number }) {
  const t = useMessages(insideMessages);
  const format = useFormat();
  const cancel = useCancel();
  const { data: job } = useJob(jobId);
  const left = job?.seconds_left;
  return (
    <div className={styles.opening}>
      <PageTitle
        lead={t('inside.openingLead')}
        actions={
          <Button variant="default" onClick={() => cancel.mutate(jobId)}>
            {t('inside.cancel')}
          </Button>
        }
      >
        {t('inside.opening')}
      </PageTitle>
      <JobProgress
        value={job?.progress ?? 0}
        what={t('inside.opening')}
        {...(left ? { detail: t('inside.left', { time: format.duration(left) }) } : {})}
      />
    </div>
  );
}

function Opened({ inside }: { inside: Inside }) {
  const t = useMessages(insideMessages);
  const [kind, setKind] = useState<InsideKind>('courses');
  const lost = inside.comparison.reduce((sum, each) => sum + each.gone, 0);
  const different = inside.comparison.reduce((sum, each) => sum + each.changed, 0);
  const goneOf = (name: InsideKind) => inside.comparison.find(each => each.kind === name)?.gone ?? 0;
  return (
    <>
      {lost > 0 ? (
        <Verdict kind="warn" lead={t('inside.lostLead')}>
          {t('inside.lost', { count: lost })}
        </Verdict>
      ) : different > 0 ? (
        <PageTitle lead={t('inside.differentLead')}>{t('inside.different', { count: different })}</PageTitle>
      ) : (
        <PageTitle lead={t('inside.nothingLostLead')}>{t('inside.nothingLost')}</PageTitle>
      )}
      <div className={styles.tabs}>
        <Tabs
          label={t('inside.kinds')}
          value={kind}
          onChange={chosen => setKind(KINDS.find(each => each === chosen) ?? 'courses')}
          tabs={KINDS.map(each => ({
            key: each,
            label: t(`inside.${each}`),
            ...(goneOf(each) > 0 && { count: goneOf(each) }),
            panel: <Items key={each} inside={inside} kind={each} />,
          }))}
        />
      </div>
      <ConsoleAside>
        <Figures inside={inside} />
      </ConsoleAside>
    </>
  );
}

/** Then and now in numbers, and the way out. */
function Figures({ inside }: { inside: Inside }) {
  const t = useMessages(insideMessages);
  const format = useFormat();
  const navigate = use(NavigateContext);
  const close = useClose(inside.backup_id);
  const leave = () => {
    // First away from here: what is shown could not be asked for any more.
    navigate?.('/console/backups');
    close.mutate();
  };
  return (
    <div className={styles.aside}>
      <h2 className={text.pane}>{t('inside.figures')}</h2>
      {inside.comparison.map(({ kind, then, now, gone, changed, newer }) => (
        <section key={kind}>
          <h3 className={styles.kind}>{t(`inside.${kind}`)}</h3>
          <FactList
            nameWidth={150}
            facts={[
              { key: 'then', name: t('inside.figure-then'), value: format.number(then) },
              { key: 'now', name: t('inside.figure-now'), value: format.number(now) },
              { key: 'gone', name: t('inside.gone'), value: format.number(gone) },
              { key: 'changed', name: t('inside.changed'), value: format.number(changed) },
              { key: 'newer', name: t('inside.figure-newer'), value: format.number(newer) },
            ]}
          />
        </section>
      ))}
      <Button variant="default" fullWidth onClick={leave}>
        {t('inside.close')}
      </Button>
    </div>
  );
}
