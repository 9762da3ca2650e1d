import {
  IconActivity,
  IconBooks,
  IconDatabase,
  IconHeartbeat,
  IconHome,
  IconSettings,
  IconUsers,
} from '@tabler/icons-react';
import { useState } from 'react';
import {
  Avatar,
  Brand,
  Button,
  type Column,
  ConsoleAside,
  ConsoleShell,
  DataTable,
  FactList,
  Menu,
  type NavItem,
  PageTitle,
  ProgressBar,
  SelectionBar,
  type Sort,
  State,
  type,
} from '../index.ts';
import styles from './board.module.css';

const brand = <Brand name="Northgate Academy" detail="Lyceum 1.4.1" />;
const rooms: NavItem[] = [
  { key: 'home', label: 'Home', href: '#console', icon: IconHome },
  { key: 'users', label: 'Users', href: '#table', icon: IconUsers },
  { key: 'courses', label: 'Courses & uploads', href: '#console', icon: IconBooks },
  { key: 'backups', label: 'Backups', href: '#console', icon: IconDatabase, badge: 'disk missing', badgeKind: 'warn' },
  { key: 'health', label: 'Health', href: '#console', icon: IconHeartbeat },
  { key: 'activity', label: 'Activity', href: '#console', icon: IconActivity },
  { key: 'settings', label: 'Settings', href: '#console', icon: IconSettings },
];
const at = (key: string) => rooms.map(room => ({ ...room, current: room.key === key }));

const server = (
  <div className={styles.column}>
    <div className={styles.spread}>
      <State kind="ok">Server running</State>
      <span className={`${type.t1} ${type.ink3}`}>14 d 6 h</span>
    </div>
    <div className={styles.row}>
      <Button size="xs" variant="default" style={{ flex: 1 }}>
        Restart
      </Button>
      <Button size="xs" variant="default" style={{ flex: 1 }}>
        Stop
      </Button>
    </div>
  </div>
);
const user = (
  <div className={styles.row}>
    <Avatar name="Marisol Vega" size={28} />
    <span className={type.medium}>Marisol Vega</span>
  </div>
);

export function ConsoleBoard() {
  return (
    <ConsoleShell brand={brand} nav={at('home')} server={server} user={user}>
      <ConsoleAside>
        <FactList
          facts={[
            { key: 'daily', name: 'Daily', value: '03:00, kept 14 days' },
            { key: 'next', name: 'Next', value: 'Tomorrow 03:00' },
          ]}
        />
      </ConsoleAside>
      <PageTitle
        lead="Each copy is opened, checked and served from a scratch server before it counts."
        actions={<Button>Back up now</Button>}
      >
        Every backup is proved restorable.
      </PageTitle>
    </ConsoleShell>
  );
}

const people = [
  ['Ama Owusu-Mensah', 'ama.owusu@mail.test', 'Student', 3, 0.72, 'Active'],
  ['Arjun Venkataraman', 'a.venkat@acme.test', 'Student', 2, 0.41, 'Active'],
  ['Beatriz Fonseca', 'b.fonseca@northgate.test', 'Instructor, Mentor', 6, null, 'Active'],
  ['DeShawn Carter', 'deshawn.carter@mail.test', 'Student', 4, 0.88, 'Active'],
  ['Elif Yıldız', 'elif.yildiz@mail.test', 'Student', 1, 0.12, 'Invited'],
  ['Leilani Kahananui', 'l.kahananui@acme.test', 'Student', 2, 0.61, 'Suspended'],
] as const;

const columns: Column<(typeof people)[number]>[] = [
  {
    key: 'name',
    head: 'Name',
    sortable: true,
    main: true,
    cell: ([name]) => (
      <span className={styles.row}>
        <Avatar name={name} size={24} /> {name}
      </span>
    ),
  },
  { key: 'email', head: 'E-mail', drop: 'narrow', cell: ([, email]) => email },
  { key: 'role', head: 'Role', cell: ([, , role]) => role },
  { key: 'courses', head: 'Courses', align: 'end', sortable: true, cell: ([, , , courses]) => courses },
  {
    key: 'progress',
    head: 'Progress',
    width: '120px',
    cell: ([name, , , , progress]) =>
      progress === null ? null : <ProgressBar value={progress} label={`Progress of ${name}`} />,
  },
  {
    key: 'state',
    head: 'State',
    cell: ([, , , , , state]) =>
      state === 'Active' ? state : <State kind={state === 'Invited' ? 'warn' : 'bad'}>{state}</State>,
  },
];

const more = ([name]: (typeof people)[number]) => (
  <Menu label={`More for ${name}`} items={[{ key: 'open', label: 'Open', onClick: () => undefined }]} />
);

export function TableBoard() {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(['DeShawn Carter', 'Elif Yıldız']));
  const [sort, setSort] = useState<Sort>({ key: 'name', direction: 'asc' });
  return (
    <ConsoleShell brand={brand} nav={at('users')} server={server} user={user} dense>
      <PageTitle
        count="1,284 people, 61 active today"
        actions={
          <>
            <Button variant="default">Import CSV</Button>
            <Button>Add people</Button>
          </>
        }
      >
        Users
      </PageTitle>
      <DataTable
        label="Users"
        rows={people}
        rowKey={([name]) => name}
        rowName={([name]) => name}
        sort={sort}
        onSort={setSort}
        selected={selected}
        onSelect={setSelected}
        dense
        actions={more}
        pages={{ page: 1, size: 6, total: 1284, onPage: () => undefined }}
        columns={columns}
      />
      <SelectionBar
        count={selected.size}
        onClear={() => setSelected(new Set())}
        actions={['Enrol in a course', 'Change role', 'Suspend'].map(label => ({
          key: label,
          label,
          onClick: () => undefined,
        }))}
      />
    </ConsoleShell>
  );
}
