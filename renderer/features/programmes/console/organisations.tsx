import { useNavigate } from '@tanstack/react-router';
import { IconBuilding, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Organisation } from '../../../../server/organisations/contract.ts';
import { Button, type Column, DataTable, Empty, Link, Menu, notify, PageTitle, State } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { usePage } from '../../../platform/site.ts';
import { useArchive, useOrganisations } from './api.ts';
import { ConsentNote } from './consent-note.tsx';
import { managingMessages } from './messages/index.ts';
import { OrganisationDialog } from './organisation-dialog.tsx';

const pageOf = ({ id }: Organisation) => `/console/users/organisations/${id}`;

/** Employers, schools and partners. */
export function OrganisationsPage() {
  const t = useMessages(managingMessages);
  const organisations = useOrganisations();
  const [open, setOpen] = useState<Organisation | 'new' | null>(null);
  const columns = useColumns();
  const rowMenu = useRowMenu(setOpen);
  usePage(t('managing.organisations'));
  const add = (
    <Button leftSection={<IconPlus size={18} stroke={1.75} aria-hidden="true" />} onClick={() => setOpen('new')}>
      {t('managing.add')}
    </Button>
  );
  return (
    <>
      <PageTitle lead={t('managing.organisationsLead')} actions={add}>
        {t('managing.organisations')}
      </PageTitle>
      {organisations.data?.length ? <ConsentNote /> : null}
      <DataTable
        label={t('managing.organisations')}
        rows={organisations.data ?? []}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        columns={columns}
        actions={rowMenu}
        loading={organisations.isPending}
        error={
          organisations.isError && !organisations.data
            ? `${t('managing.organisationsFailed')} ${organisations.error.message}`
            : undefined
        }
        onRetry={() => void organisations.refetch()}
        empty={
          <Empty icon={IconBuilding} title={t('managing.noOrganisations')}>
            {t('managing.noOrganisationsLead')}
          </Empty>
        }
      />
      {open ? <OrganisationDialog organisation={open === 'new' ? null : open} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

function useColumns(): Column<Organisation>[] {
  const t = useMessages(managingMessages);
  const format = useFormat();
  return [
    {
      key: 'name',
      head: t('managing.name'),
      main: true,
      cell: organisation => <Link href={pageOf(organisation)}>{organisation.name}</Link>,
    },
    { key: 'people', head: t('managing.people'), align: 'end', cell: ({ members }) => format.number(members) },
    {
      key: 'representatives',
      head: t('managing.representatives'),
      align: 'end',
      cell: ({ representatives }) => format.number(representatives),
    },
    { key: 'note', head: t('managing.note'), drop: 'narrow', cell: ({ note }) => note },
    {
      key: 'state',
      head: t('managing.state'),
      cell: ({ archived_at }) =>
        archived_at ? <State kind="mute">{t('managing.isArchived')}</State> : t('managing.active'),
    },
  ];
}

function useRowMenu(onChange: (organisation: Organisation) => void) {
  const t = useMessages(managingMessages);
  const navigate = useNavigate();
  const archive = useArchive();
  const set = ({ id, name }: Organisation, archived: boolean) =>
    archive.mutate(
      { id, archived },
      {
        onSuccess: () => notify.done(t(archived ? 'managing.archived' : 'managing.takenBack', { name })),
        onError: error => notify.error(error.message),
      },
    );
  return (organisation: Organisation) => {
    const isArchived = organisation.archived_at !== null;
    return (
      <Menu
        label={t('managing.more', { name: organisation.name })}
        items={[
          {
            key: 'open',
            label: t('managing.open'),
            onClick: () => void navigate({ href: pageOf(organisation) }),
          },
          { key: 'change', label: t('managing.change'), onClick: () => onChange(organisation) },
          {
            key: 'archive',
            label: t(isArchived ? 'managing.takeBack' : 'managing.archive'),
            onClick: () => set(organisation, !isArchived),
          },
        ]}
      />
    );
  };
}
