import { IconBell, IconCalendar, IconHome, IconLayoutGrid, IconMessage, IconUser } from '@tabler/icons-react';
import {
  AcademyShell,
  ActionIcon,
  Avatar,
  Brand,
  Button,
  Cover,
  FocusShell,
  type NavItem,
  PasswordField,
  SavedState,
  SplitShell,
  StepPips,
  StudioShell,
  TextField,
  Timer,
  type,
  WizardShell,
} from '../index.ts';
import styles from './board.module.css';

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
