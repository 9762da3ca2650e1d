import { IconBuilding, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Member, Organisation } from '../../../../server/organisations/contract.ts';
import {
  Breadcrumb,
  Button,
  type Column,
  DataTable,
  Empty,
  ErrorPanel,
  Link,
  notify,
  PageTitle,
  SearchField,
  SelectionBar,
  SkeletonRows,
  State,
} from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useId } from '../../../platform/page-routes.tsx';
import { usePage } from '../../../platform/site.ts';
import { nameOf } from '../parts/names.ts';
import { AddPeopleDialog } from './add-people-dialog.tsx';
import { PAGE_SIZE, useAddMembers, useMembers, useOrganisations, useRemoveMembers } from './api.ts';
import { ConsentNote } from './consent-note.tsx';
import styles from './managing.module.css';
import { managingMessages } from './messages/index.ts';
import { PersonName } from './parts.tsx';

/** One organisation with its people. */
export function OrganisationPage() {
  const t = useMessages(managingMessages);
  const id = useId('organisationId');
  const organisations = useOrganisations();
  const organisation = organisations.data?.find(one => one.id === id);
  usePage(organisation?.name ?? t('managing.organisations'));
  if (organisation) return <People organisation={organisation} />;
  return (
    <>
      <PageTitle>{t('managing.organisations')}</PageTitle>
      {organisations.isPending ? <SkeletonRows rows={6} /> : null}
      {organisations.isError ? (
        <ErrorPanel title={t('managing.organisationsFailed')} onRetry={() => void organisations.refetch()}>
          {organisations.error.message}
        </ErrorPanel>
      ) : null}
      {organisations.data ? (
        <Empty
          icon={IconBuilding}
          title={t('managing.organisationGone')}
          actions={
            <Button component={Link} href="/console/users/organisations" variant="default">
              {t('managing.toOrganisations')}
            </Button>
          }
        >
          {t('managing.organisationGoneLead')}
        </Empty>
      ) : null}
    </>
  );
}

function People({ organisation }: { organisation: Organisation }) {
  const t = useMessages(managingMessages);
  const { id, name, note, members: count, archived_at } = organisation;
  const [{ search, page }, setQuery] = useState({ search: '', page: 1 });
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [adding, setAdding] = useState(false);
  const members = useMembers(id, search, page);
  const columns = useColumns();
  const actions = useActions(id, selected, () => setSelected(new Set()));
  return (
    <>
      <PageTitle
        above={
          <Breadcrumb
            crumbs={[{ label: t('managing.organisations'), href: '/console/users/organisations' }, { label: name }]}
          />
        }
        {...(count > 0 && { count: t('managing.members', { count }) })}
        lead={note ?? undefined}
        actions={
          <Button leftSection={<IconPlus size={18} stroke={1.75} aria-hidden="true" />} onClick={() => setAdding(true)}>
            {t('managing.addPeople')}
          </Button>
        }
      >
        {name}
      </PageTitle>
      {archived_at ? <p className={styles.note}>{t('managing.archived', { name })}</p> : <ConsentNote />}
      {count > 0 ? (
        <div className={styles.filters}>
          <SearchField
            className={styles.search}
            label={t('managing.chooseSearch')}
            placeholder={t('managing.chooseSearch')}
            value={search}
            onChange={wanted => setQuery({ search: wanted, page: 1 })}
          />
        </div>
      ) : null}
      <DataTable
        dense
        label={t('managing.people')}
        rows={members.data?.items ?? []}
        rowKey={({ user }) => user.id}
        rowName={({ user }) => nameOf(user)}
        columns={columns}
        selected={selected}
        onSelect={setSelected}
        loading={members.isPending}
        error={members.isError && !members.data ? `${t('managing.membersFailed')} ${members.error.message}` : undefined}
        onRetry={() => void members.refetch()}
        pages={{
          page,
          size: PAGE_SIZE,
          total: members.data?.pagination.total ?? 0,
          onPage: next => setQuery({ search, page: next }),
        }}
        empty={
          <Empty icon={IconBuilding} title={t(search ? 'managing.noMatch' : 'managing.noMembers')}>
            {t(search ? 'managing.chooseNone' : 'managing.noMembersLead')}
          </Empty>
        }
      />
      <SelectionBar count={selected.size} onClear={() => setSelected(new Set())} actions={actions} />
      {adding ? <AddPeopleDialog organisation={organisation} onClose={() => setAdding(false)} /> : null}
    </>
  );
}

/** What can be done with the chosen people. */
function useActions(id: number, selected: ReadonlySet<number>, onDone: () => void) {
  const t = useMessages(managingMessages);
  const add = useAddMembers(id);
  const remove = useRemoveMembers(id);
  const userIds = [...selected];
  const onError = (error: Error) => notify.error(error.message);
  const represent = (isRepresentative: boolean) =>
    add.mutate(
      { user_ids: userIds, is_representative: isRepresentative },
      {
        onSuccess: ({ changed }) => {
          notify.done(t('managing.changedPeople', { count: changed }));
          onDone();
        },
        onError,
      },
    );
  const takeOut = () =>
    remove.mutate(userIds, {
      onSuccess: ({ removed }) => {
        notify.done(t('managing.removed', { count: removed }));
        onDone();
      },
      onError,
    });
  return [
    { key: 'represent', label: t('managing.makeRepresentative'), onClick: () => represent(true) },
    { key: 'not', label: t('managing.noRepresentative'), onClick: () => represent(false) },
    { key: 'remove', label: t('managing.remove'), onClick: takeOut },
  ];
}

function useColumns(): Column<Member>[] {
  const t = useMessages(managingMessages);
  const format = useFormat();
  return [
    {
      key: 'name',
      head: t('managing.memberName'),
      main: true,
      cell: ({ user }) => (
        <span className={styles.named}>
          <PersonName person={user} />
          {user.is_active ? null : <State kind="bad">{t('managing.suspended')}</State>}
        </span>
      ),
    },
    { key: 'email', head: t('managing.email'), cell: ({ user }) => user.email },
    {
      key: 'represents',
      head: t('managing.part'),
      cell: ({ is_representative, has_role }) =>
        is_representative ? (
          <span className={styles.named}>
            {t('managing.representative')}
            {has_role ? null : <State kind="warn">{t('managing.roleMissing')}</State>}
          </span>
        ) : (
          t('managing.member')
        ),
    },
    { key: 'since', head: t('managing.since'), drop: 'cards', cell: ({ since }) => format.date(since) },
  ];
}
