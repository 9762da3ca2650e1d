import { IconCloudUpload, IconMarkdown, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import {
  Button,
  Checkbox,
  ConfirmDialog,
  Empty,
  ErrorPanel,
  JobProgress,
  notify,
  OfflineBanner,
  ProgressRing,
  Radio,
  SavedState,
  Segmented,
  SkeletonRows,
  Switch,
  TextAreaField,
  TextField,
  Timer,
  type,
  VisuallyHidden,
} from '../index.ts';
import styles from './board.module.css';

export function Cell({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.cell}>
      <h2 className={type.pane}>{title}</h2>
      {children}
    </section>
  );
}

function Buttons() {
  return (
    <Cell title="Buttons: one filled per view">
      <div className={styles.row}>
        <Button>Back up now</Button>
        <Button variant="default">Look inside</Button>
        <Button variant="subtle" color="gray">
          Later
        </Button>
      </div>
      <div className={styles.row}>
        <Button color="red" leftSection={<IconTrash size={18} stroke={1.75} />}>
          Delete 3 people
        </Button>
        <Button loading aria-label="Restoring">
          Restore
        </Button>
        <Button disabled>Restore</Button>
        <Button variant="light">Make it a course</Button>
      </div>
      <div className={styles.row}>
        <Button size="lg">Continue</Button>
        <Button size="lg" variant="default">
          Notes
        </Button>
      </div>
    </Cell>
  );
}

function Fields() {
  const [note, setNote] = useState('The Thursday lab moves to room 2.14.');
  return (
    <Cell title="Fields: say what is wrong and how to mend it">
      <TextField
        label="Address on the network"
        description="Learners type this once"
        defaultValue="my school.local"
        error="No spaces. Try my-school.local"
      />
      <TextAreaField
        label="Note to the class"
        value={note}
        onChange={event => setNote(event.currentTarget.value)}
        maxLength={500}
        counted
        saved={<SavedState state="saved" draft at="2026-11-20T19:22:00.000Z" />}
      />
    </Cell>
  );
}

function Choices() {
  const [period, setPeriod] = useState('Week');
  return (
    <Cell title="Choices">
      <Checkbox label="Send invitations by mail" defaultChecked />
      <Checkbox label="Enrol in Network defence" />
      <Radio name="version" label="Learners stay on version 4" defaultChecked />
      <Radio name="version" label="Move everyone to version 5" />
      <Switch label="Announce on the network as lyceum.local" defaultChecked />
      <Switch label="Allow open registration" />
      <div>
        <Segmented aria-label="Period" data={['Day', 'Week', 'Month']} value={period} onChange={setPeriod} />
      </div>
    </Cell>
  );
}

function Messages() {
  return (
    <div className={styles.stack}>
      <Cell title="Toast: undo for what can be undone">
        <div className={styles.row}>
          <Button
            variant="default"
            onClick={() =>
              notify.done('Lab: ARP spoofing moved to section 3', { undo: () => notify.info('Moved back') })
            }
          >
            Move the lab
          </Button>
          <Button
            variant="default"
            onClick={() => notify.error('The note could not be sent. Check the mail settings.')}
          >
            Fail
          </Button>
        </div>
      </Cell>
      <Cell title="Connection lost: quiet, and saves later">
        <OfflineBanner>Keep going, 3 answers are kept here.</OfflineBanner>
      </Cell>
      <Cell title="Timers">
        <div className={styles.row}>
          <Timer secondsLeft={1122} />
          <Timer secondsLeft={298} />
          <Timer secondsLeft={42} />
        </div>
      </Cell>
    </div>
  );
}

function Confirm() {
  const [open, setOpen] = useState(false);
  return (
    <Cell title="Confirm: name the thing, offer the way back">
      <div>
        <Button variant="default" onClick={() => setOpen(true)}>
          Archive
        </Button>
      </div>
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        title="Archive Linux fundamentals?"
        lead="38 learners keep access until they finish. You can bring it back for 90 days."
        keep="Keep it"
        confirm="Archive course"
        onConfirm={() => setOpen(false)}
      />
    </Cell>
  );
}

/** The component habits, as in the look's own board. */
export function Habits() {
  return (
    <main className={styles.board}>
      <VisuallyHidden>
        <h1>Habits</h1>
      </VisuallyHidden>
      <Buttons />
      <Fields />
      <Choices />
      <Messages />
      <Cell title="Empty: what it is for, and the first action">
        <Empty
          icon={IconMarkdown}
          title="No courses yet"
          level={3}
          actions={
            <>
              <Button leftSection={<IconCloudUpload size={18} stroke={1.75} />}>Upload</Button>
              <Button variant="default">Open the sample course</Button>
            </>
          }
        >
          Drop a folder, a SCORM package or a video, and it becomes a course you can still change.
        </Empty>
      </Cell>
      <Cell title="Loading: the final shape, no spinner pages">
        <SkeletonRows />
      </Cell>
      <Cell title="Progress: over one second a bar, over ten the time left">
        <JobProgress value={0.48} what="Preparing 480p for phones" detail="about 6 min, in the background" />
        <div className={styles.row}>
          <ProgressRing value={0.41} label="Network defence" size={64} />
          <ProgressRing value={1} label="Linux fundamentals" size={64} />
          <span className={type.ink2}>A ring for a course, a bar for a job.</span>
        </div>
      </Cell>
      <Cell title="Error: what, why, what now">
        <ErrorPanel
          title="Mail could not be sent"
          level={3}
          onRetry={() => undefined}
          retryLabel="Try now"
          actions={<Button variant="subtle">Check mail settings</Button>}
        >
          mail.northgate.test did not answer in 20 s. 14 messages wait and go out by themselves.
        </ErrorPanel>
      </Cell>
      <Confirm />
    </main>
  );
}
