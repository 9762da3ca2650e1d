import { IconMailShare, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { InvitationState, RegistrationInvitation } from '../../../../../server/registration/contract.ts';
import {
  Button,
  type Column,
  ConfirmDialog,
  DataTable,
  Empty,
  Link,
  Menu,
  notify,
  PageTitle,
  State,
} from '../../../../kit/index.ts';
import { useFormat, useMessages } from '../../../../platform/messages/index.ts';
import { usePage, useSite } from '../../../../platform/site.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { useInvitations, useTakeBack } from './api.ts';
import users from '../users.module.css';
import styles from './invitations.module.css';
import { invitationsMessages } from './messages/index.ts';
import { MakeInvitation } from './parts/make-invitation.tsx';
import { ShownInvitation } from './parts/shown-invitation.tsx';
import { WhoCame } from './parts/who-came.tsx';

type Open = { kind: 'show' | 'who' | 'take back'; invitation: RegistrationInvitation } | { kind: 'make' };

/** Invitations that many people use: make, show, print, see who came, take back. */
export function InvitationsPage() {
  const t = useMessages(invitationsMessages);
  const site = useSite();
  const invitations = useInvitations();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  usePage(t('invitations.title'));
  const make = (
    <Button
      leftSection={<IconPlus size={18} stroke={1.75} aria-hidden="true" />}
      onClick={() => setOpen({ kind: 'make' })}
    >
      {t('invitations.make')}
    </Button>
  );
  return (
    <>
      <PageTitle lead={t('invitations.lead')} actions={make}>
        {t('invitations.title')}
      </PageTitle>
      {site?.registration === 'closed' ? (
        <p className={styles.closed}>
          {t('invitations.closedNow')} <Link href="/console/settings">{t('invitations.toSettings')}</Link>
        </p>
      ) : null}
      <InvitationsTable invitations={invitations} onOpen={setOpen} />
      {open?.kind === 'make' ? (
        <MakeInvitation onClose={close} onMade={invitation => setOpen({ kind: 'show', invitation })} />
      ) : null}
      {open?.kind === 'show' ? <ShownInvitation invitation={open.invitation} onClose={close} /> : null}
      {open?.kind === 'who' ? <WhoCame invitation={open.invitation} onClose={close} /> : null}
      {open?.kind === 'take back' ? <TakeBack invitation={open.invitation} onClose={close} /> : null}
    </>
  );
}

type TableProps = { invitations: ReturnType<typeof useInvitations>; onOpen: (open: Open) => void };

function InvitationsTable({ invitations, onOpen }: TableProps) {
  const t = useMessages(invitationsMessages);
  const columns = useColumns(onOpen);
  return (
    <DataTable
      label={t('invitations.title')}
      rows={invitations.data ?? []}
      rowKey={({ id }) => id}
      rowName={({ label }) => label}
      columns={columns}
      loading={invitations.isPending}
      error={invitations.isError && !invitations.data ? t('invitations.failed') : undefined}
      onRetry={() => void invitations.refetch()}
      empty={
        <Empty icon={IconMailShare} title={t('invitations.none')}>
          {t('invitations.noneLead')}
        </Empty>
      }
      actions={rowMenuOf(onOpen)}
    />
  );
}

const rowMenuOf = (onOpen: (open: Open) => void) => (invitation: RegistrationInvitation) => (
  <RowMenu invitation={invitation} onOpen={onOpen} />
);

function RowMenu({ invitation, onOpen }: { invitation: RegistrationInvitation; onOpen: (open: Open) => void }) {
  const t = useMessages(invitationsMessages);
  const isOver = invitation.state === 'revoked';
  return (
    <Menu
      label={t('invitations.more', { name: invitation.label })}
      items={[
        { key: 'show', label: t('invitations.show'), onClick: () => onOpen({ kind: 'show', invitation }) },
        { key: 'who', label: t('invitations.who'), onClick: () => onOpen({ kind: 'who', invitation }) },
        ...(isOver
          ? []
          : [
              {
                key: 'back',
                label: t('invitations.takeBack'),
                onClick: () => onOpen({ kind: 'take back', invitation }),
              },
            ]),
      ]}
    />
  );
}

const KINDS: Record<InvitationState, 'ok' | 'mute'> = {
  open: 'ok',
  'used up': 'mute',
  expired: 'mute',
  revoked: 'mute',
};

function useColumns(onOpen: (open: Open) => void): Column<RegistrationInvitation>[] {
  const t = useMessages(invitationsMessages);
  const format = useFormat();
  return [
    {
      key: 'label',
      head: t('invitations.label'),
      main: true,
      cell: invitation => (
        <button type="button" className={users.name} onClick={() => onOpen({ kind: 'show', invitation })}>
          <span>{invitation.label}</span>
        </button>
      ),
    },
    { key: 'code', head: t('invitations.code'), cell: ({ code }) => <span className={styles.code}>{code}</span> },
    {
      key: 'used',
      head: t('invitations.used'),
      align: 'end',
      cell: ({ used, max_uses: most }) =>
        most === null
          ? format.number(used)
          : t('invitations.usedOf', { used: format.number(used), most: format.number(most) }),
    },
    {
      key: 'courses',
      head: t('invitations.coursesHead'),
      drop: 'narrow',
      cell: ({ courses }) => (courses.length > 0 ? format.list(courses.map(({ title }) => title)) : null),
    },
    {
      key: 'ends',
      head: t('invitations.ends'),
      drop: 'cards',
      cell: ({ expires_at }) => (expires_at === null ? t('invitations.noEnd') : format.date(expires_at)),
    },
    {
      key: 'state',
      head: t('invitations.state'),
      cell: ({ state }) => <State kind={KINDS[state]}>{t(`invitations.state-${state}`)}</State>,
    },
  ];
}

function TakeBack({
  invitation: { id, label: name },
  onClose,
}: {
  invitation: RegistrationInvitation;
  onClose: () => void;
}) {
  const t = useMessages(invitationsMessages);
  const takeBack = useTakeBack();
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('invitations.takeBackAsk', { name })}
      lead={t('invitations.takeBackLead')}
      keep={t('invitations.keep')}
      confirm={t('invitations.takeBack')}
      busy={takeBack.isPending}
      onConfirm={() =>
        takeBack.mutate(id, {
          onSuccess: () => {
            notify.done(t('invitations.takenBack', { name }));
            onClose();
          },
        })
      }
    >
      <Refusal error={takeBack.error} />
    </ConfirmDialog>
  );
}
