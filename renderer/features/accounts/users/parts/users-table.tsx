import { IconClock } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { UserListItem } from '../../../../../server/accounts/contract.ts';
import {
  Avatar,
  Button,
  type Column,
  DataTable,
  Empty,
  Menu,
  type MenuItem,
  ProgressBar,
  State,
} from '../../../../kit/index.ts';
import type { PageOf } from '../../../../platform/api-types.ts';
import { useFormat, useMessages } from '../../../../platform/messages/index.ts';
import { useNow } from '../../../../platform/server.ts';
import { usersMessages } from '../messages/index.ts';
import { EVERYBODY, PAGE_SIZE, SORTS, type UsersQuery } from '../users-query.ts';
import styles from '../users.module.css';
import type { Deed } from './deeds.tsx';

export const nameOf = ({ first_name, last_name }: Pick<UserListItem, 'first_name' | 'last_name'>) =>
  `${first_name} ${last_name}`;

type TableProps = {
  query: UsersQuery;
  users: UseQueryResult<PageOf<UserListItem>>;
  selected: ReadonlySet<number>;
  onSelect: (selected: ReadonlySet<number>) => void;
  onShow: (change: Partial<UsersQuery>) => void;
  onOpen: (id: number) => void;
  onDeed: (deed: Deed) => void;
};

/** People as rows of 40 px; on phones as cards. */
export function UsersTable({ query, users, selected, onSelect, onShow, onOpen, onDeed }: TableProps) {
  const t = useMessages(usersMessages);
  const columns = useColumns(onOpen);
  return (
    <DataTable
      dense
      label={t('users.title')}
      rows={users.data?.items ?? []}
      rowKey={({ id }) => id}
      rowName={nameOf}
      columns={columns}
      sort={{ key: query.sort, direction: query.order }}
      onSort={({ key, direction }) => onShow({ sort: SORTS.find(sort => sort === key) ?? 'name', order: direction })}
      selected={selected}
      onSelect={onSelect}
      loading={users.isPending}
      error={users.isError && !users.data ? `${t('users.failed')} ${users.error.message}` : undefined}
      onRetry={() => void users.refetch()}
      actions={rowMenuOf(onOpen, onDeed)}
      pages={{
        page: query.page,
        size: PAGE_SIZE,
        total: users.data?.pagination.total ?? 0,
        onPage: page => onShow({ page }),
      }}
      empty={
        <Empty
          title={t('users.none')}
          actions={
            <Button variant="default" onClick={() => onShow(EVERYBODY)}>
              {t('users.showAll')}
            </Button>
          }
        >
          {t('users.noneLead')}
        </Empty>
      }
    />
  );
}

function useColumns(onOpen: (id: number) => void): Column<UserListItem>[] {
  const t = useMessages(usersMessages);
  const format = useFormat();
  const now = useNow(30_000);
  return [
    {
      key: 'name',
      head: t('users.name'),
      sortable: true,
      main: true,
      cell: user => (
        <button type="button" className={styles.name} onClick={() => onOpen(user.id)}>
          <Avatar name={nameOf(user)} size={24} /> <span>{nameOf(user)}</span>
        </button>
      ),
    },
    {
      key: 'email',
      head: t('users.email'),
      sortable: true,
      cell: ({ email }) => (
        <span className={styles.email} title={email}>
          {email}
        </span>
      ),
    },
    {
      key: 'roles',
      head: t('users.roles'),
      cell: ({ roles }) => (
        <span className={styles.roleNames}>{roles.map(role => t(`users.role-${role}`)).join(', ')}</span>
      ),
    },
    {
      key: 'organisation',
      head: t('users.organisation'),
      drop: 'narrow',
      cell: ({ organization }) => organization && <span className={styles.organisation}>{organization}</span>,
    },
    {
      key: 'courses',
      head: t('users.courses'),
      align: 'end',
      drop: 'narrow',
      cell: ({ course_count }) => (course_count > 0 ? format.number(course_count) : null),
    },
    {
      key: 'progress',
      head: t('users.progress'),
      width: '120px',
      drop: 'narrow',
      cell: user =>
        user.progress_percentage === null ? null : (
          <span className={styles.progress}>
            <ProgressBar value={user.progress_percentage / 100} label={t('users.progressOf', { name: nameOf(user) })} />
            <span>{format.percent(user.progress_percentage / 100)}</span>
          </span>
        ),
    },
    {
      key: 'last_sign_in_at',
      head: t('users.lastSignIn'),
      sortable: true,
      drop: 'narrow',
      cell: ({ last_sign_in_at }) =>
        last_sign_in_at === null ? (
          t('users.never')
        ) : (
          <time dateTime={last_sign_in_at} className={styles.when}>
            {format.ago(last_sign_in_at, now)}
          </time>
        ),
    },
    {
      key: 'state',
      head: t('users.state'),
      cell: user => <UserState user={user} />,
    },
  ];
}

/** The menu of each row. */
const rowMenuOf = (onOpen: RowMenuProps['onOpen'], onDeed: RowMenuProps['onDeed']) => (user: UserListItem) => (
  <RowMenu user={user} onOpen={onOpen} onDeed={onDeed} />
);

/** Silent for whoever is as usual. */
export function UserState({ user }: { user: Pick<UserListItem, 'is_active' | 'invited'> }) {
  const t = useMessages(usersMessages);
  if (!user.is_active) return <State kind="bad">{t('users.suspended')}</State>;
  if (!user.invited) return t('users.active');
  return (
    <State kind="warn" icon={<IconClock size={16} stroke={1.75} aria-hidden="true" />}>
      {t('users.invited')}
    </State>
  );
}

type RowMenuProps = { user: UserListItem; onOpen: (id: number) => void; onDeed: (deed: Deed) => void };

function RowMenu({ user, onOpen, onDeed }: RowMenuProps) {
  const t = useMessages(usersMessages);
  const users = [user];
  const items: MenuItem[] = [
    { key: 'open', label: t('users.open'), onClick: () => onOpen(user.id) },
    { key: 'edit', label: t('users.edit'), onClick: () => onDeed({ kind: 'edit', users }) },
    { key: 'roles', label: t('users.changeRoles'), onClick: () => onDeed({ kind: 'roles', users }) },
    ...(user.is_active
      ? [{ key: 'link', label: t('users.makeLink'), onClick: () => onDeed({ kind: 'link', users }) }]
      : []),
    { key: 'sign-out', label: t('users.signOut'), onClick: () => onDeed({ kind: 'sign-out', users }) },
    user.is_active
      ? { key: 'suspend', label: t('users.suspend'), danger: true, onClick: () => onDeed({ kind: 'suspend', users }) }
      : { key: 'reactivate', label: t('users.reactivate'), onClick: () => onDeed({ kind: 'reactivate', users }) },
  ];
  return <Menu label={t('users.more', { name: nameOf(user) })} items={items} />;
}
