import {
  IconActivity,
  IconBell,
  IconBooks,
  IconCalendar,
  IconDatabase,
  IconHeartbeat,
  IconHome,
  IconLayoutGrid,
  IconMessage,
  IconSettings,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
import { useState } from 'react';
import {
  AcademyShell,
  ActionIcon,
  Avatar,
  Brand,
  Button,
  ConsoleAside,
  ConsoleShell,
  Cover,
  DataTable,
  FactList,
  FocusShell,
  Menu,
  type NavItem,
  PageTitle,
  PasswordField,
  ProgressBar,
  SavedState,
  SelectionBar,
  type Sort,
  SplitShell,
  State,
  StepPips,
  StudioShell,
  TextField,
  Timer,
  type,
  WizardShell,
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
        actions={([name]) => (
          <Menu label={`More for ${name}`} items={[{ key: 'open', label: 'Open', onClick: () => undefined }]} />
        )}
        pages={{ page: 1, size: 6, total: 1284, onPage: () => undefined }}
        columns={[
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
        ]}
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

const places: NavItem[] = [
  { key: 'home', label: 'Home', href: '#academy', icon: IconHome, current: true },
  { key: 'catalogue', label: 'Catalogue', href: '#academy', icon: IconLayoutGrid },
  { key: 'calendar', label: 'Calendar', href: '#academy', icon: IconCalendar },
  { key: 'messages', label: 'Messages', href: '#academy', icon: IconMessage, badge: '2 new' },
  { key: 'me', label: 'Me', href: '#academy', icon: IconUser },
];

export function AcademyBoard() {
  return (
    <AcademyShell
      brand={<Brand name="Northgate Academy" size={28} />}
      homeHref="#academy"
      nav={places}
      end={
        <>
          <ActionIcon aria-label="Notices" size={44}>
            <IconBell size={22} stroke={1.6} />
          </ActionIcon>
          <Avatar name="DeShawn Carter" />
        </>
      }
    >
      <div className={styles.stack}>
        <p className={type.ink2}>Good evening, DeShawn</p>
        <div style={{ maxInlineSize: 560 }}>
          <Cover id="course-7" width={560} height={292} progress={0.39} />
        </div>
        <h1 className={type.t6}>Reading a packet capture</h1>
        <Button size="lg" fullWidth maw={400}>
          Continue
        </Button>
      </div>
    </AcademyShell>
  );
}

export function FocusBoard() {
  return (
    <FocusShell
      backHref="#academy"
      leave="close"
      over="Attempt 1 of 3"
      title="Security+ mock exam 2"
      titleFirst
      measure="form"
      end={<Timer secondsLeft={1122} />}
      footer={
        <>
          <Button size="lg" variant="default">
            Previous
          </Button>
          <SavedState state="saved" at="2026-11-20T19:14:32.000Z" seconds />
          <Button size="lg">Next</Button>
        </>
      }
    >
      <StepPips
        pips={Array.from({ length: 20 }, (_, index) => ({
          key: String(index),
          state: index < 6 ? 'done' : index === 6 ? 'current' : 'ahead',
        }))}
      />
      <h1 className={type.t4} style={{ marginBlockStart: 24 }}>
        A laptop shows a ransom note. Put the first five actions in order.
      </h1>
    </FocusShell>
  );
}

export function StudioBoard() {
  return (
    <StudioShell
      homeHref="#academy"
      homeLabel="Home"
      context={<span className={type.strong}>Network defence</span>}
      rooms={['Build', 'Questions', 'Gradebook', 'Students', 'Media'].map((label, index) => ({
        key: label,
        label,
        href: '#studio',
        current: index === 0,
      }))}
      end={
        <>
          <SavedState state="saved" at="2026-11-20T19:22:00.000Z" />
          <Button>Publish</Button>
        </>
      }
      left={{ label: 'Outline', content: <h2 className={type.pane}>Outline</h2> }}
      right={{ label: 'This lesson', content: <h2 className={type.pane}>This lesson</h2> }}
      footer="23 students"
    >
      <h1 className={type.t5} style={{ padding: 40 }}>
        Firewalls that fail closed
      </h1>
    </StudioShell>
  );
}

export function SplitBoard() {
  return (
    <SplitShell
      siteId="northgate"
      siteName="Northgate Academy"
      motto="Cyber security for people who served, and everyone starting over."
      footer={<span>By signing in you agree that use of this system is logged.</span>}
    >
      <div className={styles.column}>
        <h1 className={type.t5}>Sign in</h1>
        <TextField size="lg" label="E-mail" defaultValue="deshawn.carter@mail.test" />
        <PasswordField
          size="lg"
          label="Password"
          aside={<a href="#split">Forgotten?</a>}
          defaultValue="harbour-lantern"
        />
        <Button size="lg" fullWidth>
          Sign in
        </Button>
      </div>
    </SplitShell>
  );
}

export function WizardBoard() {
  return (
    <WizardShell
      brand={<Brand name="Northgate Academy" detail="Setting up" />}
      current={2}
      onStep={() => undefined}
      steps={[
        { key: 'name', label: 'Name and logo', answer: 'Northgate Academy' },
        { key: 'you', label: 'Your account', answer: 'marisol.vega@northgate.test' },
        { key: 'backup', label: 'Where backups go' },
        { key: 'mail', label: 'Mail' },
      ]}
      note="About 1 minute left. Every choice can be changed later in Settings."
      title="Where should backups go?"
      lead="Choose a place that survives if this computer does not."
      footer={
        <>
          <Button size="md" variant="subtle" color="gray">
            Back
          </Button>
          <Button size="md">Continue</Button>
        </>
      }
    >
      <TextField label="Folder" defaultValue="/media/backup" />
    </WizardShell>
  );
}
