import { useLocation, useNavigate } from '@tanstack/react-router';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { UserListItem } from '../../../../server/accounts/contract.ts';
import { Button, PageTitle, SelectionBar } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { usePage } from '../../../platform/site.ts';
import { useUsers } from './api.ts';
import { usersMessages } from './messages/index.ts';
import { AddPerson } from './parts/add-person.tsx';
import { type Deed, Deeds } from './parts/deeds.tsx';
import { Filters } from './parts/filters.tsx';
import { PersonDrawer } from './parts/person-drawer.tsx';
import { UsersTable } from './parts/users-table.tsx';
import { addressOfUsers, isFiltered, queryOf, type UsersQuery } from './users-query.ts';

/** Everybody of the academy: find, add, change roles, suspend. */
export function UsersPage() {
  const t = useMessages(usersMessages);
  const navigate = useNavigate();
  const searchStr = useLocation({ select: location => location.searchStr });
  const query = queryOf(searchStr);
  const users = useUsers(query);
  const [chosen, setChosen] = useState<ReadonlyMap<number, UserListItem>>(new Map());
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<number | null>(null);
  const [deed, setDeed] = useState<Deed | null>(null);
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
  const ask = (kind: Deed['kind']) => setDeed({ kind, users: [...chosen.values()] });
  return (
    <>
      <PageTitle
        {...(total !== undefined && { count: t(isFiltered(query) ? 'users.found' : 'users.count', { count: total }) })}
        actions={
          <Button leftSection={<IconPlus size={18} stroke={1.75} aria-hidden="true" />} onClick={() => setAdding(true)}>
            {t('users.add')}
          </Button>
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
          { key: 'roles', label: t('users.changeRoles'), onClick: () => ask('roles') },
          { key: 'suspend', label: t('users.suspend'), onClick: () => ask('suspend') },
        ]}
      />
      <AddPerson open={adding} onClose={() => setAdding(false)} />
      <PersonDrawer user={rows.find(row => row.id === open)} onClose={() => setOpen(null)} onDeed={setDeed} />
      <Deeds deed={deed} onEnd={() => setDeed(null)} onDone={() => setChosen(new Map())} />
    </>
  );
}
