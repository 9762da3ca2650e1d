import { useLocation, useNavigate } from '@tanstack/react-router';
import { IconChevronDown, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { UserListItem } from '../../../../server/accounts/contract.ts';
import { Button, Menu, notify, PageTitle, SelectionBar } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { usePage } from '../../../platform/site.ts';
import { MOST_CHOSEN, useEverybody, useExport, useUsers } from './api.ts';
import { usersMessages } from './messages/index.ts';
import { AddPerson } from './parts/add-person.tsx';
import { type Deed, Deeds } from './parts/deeds.tsx';
import { Filters } from './parts/filters.tsx';
import { InviteSeveral } from './parts/invite-several.tsx';
import { PersonDrawer } from './parts/person-drawer.tsx';
import { UsersTable } from './parts/users-table.tsx';
import { addressOfUsers, isFiltered, queryOf, type UsersQuery } from './users-query.ts';

const icon = { size: 18, stroke: 1.75, 'aria-hidden': 'true' } as const;

/** Everybody of the academy: find, add, change roles, suspend. */
export function UsersPage() {
  const t = useMessages(usersMessages);
  const navigate = useNavigate();
  const searchStr = useLocation({ select: location => location.searchStr });
  const query = queryOf(searchStr);
  const users = useUsers(query);
  const everybody = useEverybody();
  const taking = useExport();
  const [chosen, setChosen] = useState<ReadonlyMap<number, UserListItem>>(new Map());
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<number | null>(null);
  const [deed, setDeed] = useState<Deed | null>(null);
  const [inviting, setInviting] = useState(false);
  usePage(t('users.title'));

  const rows = users.data?.items ?? [];
  const total = users.data?.pagination.total;
  const show = (change: Partial<UsersQuery>) =>
    void navigate({ href: addressOfUsers({ ...query, page: 1, ...change }), replace: true });
  // Chosen people stay chosen on other pages; of those on this page the newest facts are kept.
  const choose = (keys: ReadonlySet<number>) => {
    const known = new Map([...chosen, ...rows.map(row => [row.id, row] as const)]);
    setChosen(new Map([...keys].flatMap(key => (known.has(key) ? [[key, known.get(key) as UserListItem]] : []))));
  };
  const go = (href: string) => void navigate({ href });
  const take = (some: { ids?: readonly number[] }) =>
    taking.mutate(
      { ...query, ...some },
      { onError: error => notify.error(t('users.exportFailed', { reason: error.message })) },
    );
  // Offered to whoever has chosen a whole page, and there are more.
  const most = Math.min(total ?? 0, MOST_CHOSEN);
  const isPageChosen = rows.length > 0 && rows.every(({ id }) => chosen.has(id));
  const canChooseAll = isPageChosen && most > rows.length && chosen.size !== most;
  const chooseAll = () =>
    everybody.mutate(query, {
      onSuccess: people => setChosen(new Map(people.map(person => [person.id, person]))),
      onError: error => notify.error(t('users.chooseAllFailed', { reason: error.message })),
    });
  const allWords = () => {
    if (everybody.isPending) return t('users.choosing');
    return t(total === most ? 'users.chooseAll' : 'users.chooseFirst', { count: most });
  };
  const isAllSuspended = chosen.size > 0 && [...chosen.values()].every(user => !user.is_active);
  const ask = (kind: Deed['kind']) => setDeed({ kind, users: [...chosen.values()] });
  return (
    <>
      <PageTitle
        {...(total !== undefined && { count: t(isFiltered(query) ? 'users.found' : 'users.count', { count: total }) })}
        actions={
          <>
            <Menu
              label={t('users.moreDeeds')}
              items={[
                { key: 'invite', label: t('users.inviteSeveral'), onClick: () => setInviting(true) },
                { key: 'import', label: t('users.import'), onClick: () => go('/console/users/import') },
                { key: 'export', label: t('users.export'), onClick: () => take({}) },
              ]}
            >
              <Button variant="default" loading={taking.isPending} rightSection={<IconChevronDown {...icon} />}>
                {t('users.moreDeeds')}
              </Button>
            </Menu>
            <Button leftSection={<IconPlus {...icon} />} onClick={() => setAdding(true)}>
              {t('users.add')}
            </Button>
          </>
        }
      >
        {t('users.title')}
      </PageTitle>
      <Filters query={query} onChange={show} />
      <UsersTable
        {...{ query, users, onShow: show, onOpen: setOpen, onDeed: setDeed }}
        selected={new Set(chosen.keys())}
        onSelect={choose}
      />
      <SelectionBar
        count={chosen.size}
        onClear={() => setChosen(new Map())}
        actions={[
          ...(canChooseAll ? [{ key: 'all', label: allWords(), onClick: chooseAll }] : []),
          { key: 'roles', label: t('users.changeRoles'), onClick: () => ask('roles') },
          { key: 'sign-out', label: t('users.signOut'), onClick: () => ask('sign-out') },
          { key: 'links', label: t('users.links'), onClick: () => ask('links') },
          { key: 'export', label: t('users.exportChosen'), onClick: () => take({ ids: [...chosen.keys()] }) },
          ...(chosen.size === 2 ? [{ key: 'merge', label: t('users.merge'), onClick: () => ask('merge') }] : []),
          // Who was suspended together is let in together.
          isAllSuspended
            ? { key: 'reactivate', label: t('users.reactivate'), onClick: () => ask('reactivate') }
            : { key: 'suspend', label: t('users.suspend'), onClick: () => ask('suspend') },
        ]}
      />
      {inviting ? <InviteSeveral onClose={() => setInviting(false)} /> : null}
      <AddPerson open={adding} onClose={() => setAdding(false)} />
      <PersonDrawer user={rows.find(row => row.id === open)} onClose={() => setOpen(null)} onDeed={setDeed} />
      <Deeds deed={deed} onEnd={() => setDeed(null)} onDone={() => setChosen(new Map())} />
    </>
  );
}
