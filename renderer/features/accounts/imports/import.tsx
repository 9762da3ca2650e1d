import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Import } from '../../../../server/accounts/import/contract.ts';
import { Breadcrumb, Button, ErrorPanel, JobProgress, Link, Skeleton, Verdict } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useId } from '../../../platform/page-routes.tsx';
import { usePage } from '../../../platform/site.ts';
import { isWorking, useDeeds, useImport } from './api.ts';
import styles from './imports.module.css';
import { importsMessages } from './messages/index.ts';
import { Preview } from './parts/preview.tsx';
import { Result } from './parts/result.tsx';

/** One import, from the file to what became of each row. */
export function ImportPage() {
  const t = useMessages(importsMessages);
  const { data, error, refetch } = useImport(useId('importId'));
  usePage(t('imports.title'));
  const crumbs = [
    { label: t('imports.title'), href: '/console/users/import' },
    { label: data?.name || t('imports.pasted') },
  ];
  return (
    <div className={styles.page}>
      <div>
        <Breadcrumb crumbs={crumbs} />
        {data ? <Stage made={data} /> : null}
      </div>
      {!data && error ? (
        <ErrorPanel title={t('imports.oneFailed')} onRetry={() => void refetch()}>
          {error.message}
        </ErrorPanel>
      ) : null}
      {!data && !error ? <Skeleton height={320} /> : null}
    </div>
  );
}

function Stage({ made }: { made: Import }): ReactNode {
  if (isWorking(made)) return <Working made={made} />;
  if (made.state === 'refused') return <Unreadable made={made} />;
  if (made.state === 'preview') return <Preview made={made} />;
  return <Result made={made} />;
}

function Working({ made }: { made: Import }) {
  const t = useMessages(importsMessages);
  const { undo } = useDeeds(made.id);
  const name = made.name || t('imports.pasted');
  const what = {
    reading: t('imports.readingWhat', { name }),
    applying: t('imports.applyingWhat', { name }),
    undoing: t('imports.undoingWhat', { name }),
  }[made.state as 'reading' | 'applying' | 'undoing'];
  return (
    <div className={styles.working} role="status">
      <JobProgress value={made.progress} what={what} />
      {made.state === 'applying' ? (
        <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
          {t('imports.stop')}
        </Button>
      ) : null}
    </div>
  );
}

function Unreadable({ made }: { made: Import }) {
  const t = useMessages(importsMessages);
  const navigate = useNavigate();
  const { remove } = useDeeds(made.id);
  const away = () => void navigate({ href: '/console/users/import' });
  return (
    <Verdict
      kind="bad"
      lead={made.reason_code ? t(`imports.file-${made.reason_code}`) : (made.reason ?? t('imports.refusedUnknown'))}
      remedy={
        <>
          <Button component={Link} href="/console/users/import">
            {t('imports.another')}
          </Button>
          <Button
            variant="default"
            loading={remove.isPending}
            onClick={() => remove.mutate(undefined, { onSuccess: away })}
          >
            {t('imports.forget')}
          </Button>
        </>
      }
    >
      {t('imports.refusedTitle')}
    </Verdict>
  );
}
