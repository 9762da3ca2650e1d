import { useQuery } from '@tanstack/react-query';
import { IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import type { Pair } from '../../../../server/accounts/merging/contract.ts';
import { Button, type Column, DataTable, Empty, PageTitle } from '../../../kit/index.ts';
import { call } from '../../../platform/call.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { usePage } from '../../../platform/site.ts';
import { usersMessages } from './messages/index.ts';
import { MergeDialog } from './parts/merge-dialog.tsx';
import { nameOf } from './parts/users-table.tsx';
import styles from './users.module.css';

/** Accounts that may belong to one person. */
export function DuplicatesPage() {
  const t = useMessages(usersMessages);
  const [pair, setPair] = useState<Pair | null>(null);
  const pairs = useQuery({
    queryKey: ['users', 'pairs'],
    queryFn: ({ signal }) => call('GET /users/pairs', {}, { signal }),
    staleTime: 0,
  });
  usePage(t('users.duplicates'));
  const columns = useColumns();
  return (
    <>
      <PageTitle lead={t('users.duplicatesLead')}>{t('users.duplicates')}</PageTitle>
      <DataTable
        label={t('users.duplicates')}
        rows={pairs.data ?? []}
        rowKey={({ first, second }) => `${first.id} ${second.id}`}
        rowName={({ first }) => nameOf(first)}
        columns={columns}
        actions={compareButtonOf(setPair)}
        loading={pairs.isPending}
        error={pairs.isError && !pairs.data ? `${t('users.failed')} ${pairs.error.message}` : undefined}
        onRetry={() => void pairs.refetch()}
        empty={
          <Empty icon={IconUsers} title={t('users.duplicatesNone')}>
            {t('users.duplicatesNoneLead')}
          </Empty>
        }
      />
      {pair ? <MergeDialog first={pair.first} second={pair.second} onClose={() => setPair(null)} /> : null}
    </>
  );
}

function useColumns(): Column<Pair>[] {
  const t = useMessages(usersMessages);
  return [
    { key: 'name', head: t('users.name'), main: true, cell: ({ first }) => nameOf(first) },
    { key: 'first', head: t('users.email'), cell: ({ first }) => <span className={styles.email}>{first.email}</span> },
    {
      key: 'second',
      head: t('users.mergeOther'),
      cell: ({ first, second }) => (
        <span className={styles.email}>
          {nameOf(second) === nameOf(first) ? second.email : `${nameOf(second)}, ${second.email}`}
        </span>
      ),
    },
    { key: 'reason', head: t('users.pairWhy'), cell: ({ reason }) => t(`users.pair-${reason}`) },
  ];
}

/** The button of each pair. */
const compareButtonOf = (onOpen: (pair: Pair) => void) => (pair: Pair) => <CompareButton onOpen={() => onOpen(pair)} />;

function CompareButton({ onOpen }: { onOpen: () => void }) {
  const t = useMessages(usersMessages);
  return (
    <Button size="xs" variant="light" onClick={onOpen}>
      {t('users.mergeLook')}
    </Button>
  );
}
