import { IconCloud, IconFolder, IconServer2, IconUsb, IconVideo } from '@tabler/icons-react';
import { useState } from 'react';
import {
  Avatar,
  BarWeek,
  Breadcrumb,
  Button,
  Chip,
  ChoiceCards,
  DateTile,
  DropZone,
  FactList,
  Kbd,
  LineGraph,
  Menu,
  NumberField,
  notify,
  PasswordField,
  Plate,
  PlateButton,
  ProgressBar,
  QrCode,
  ReorderableList,
  SelectField,
  State,
  StepPips,
  Tabs,
  type,
  Verdict,
} from '../index.ts';
import styles from './board.module.css';
import { Cell } from './habits.tsx';

const names = [
  'Thuỳ Dương Nguyễn',
  'DeShawn Carter',
  'Ama Owusu-Mensah',
  'Mateusz Kowalczyk',
  'Priya Raghunathan',
  'Itzel Hernández',
  'Leilani Kahananui',
  'Grace O’Connell',
];
const actions = [
  'Disconnect the laptop from the network',
  'Photograph the ransom note on screen',
  'Tell the incident lead by phone',
  'Capture memory before switching off',
];
const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const minutes = [42, 0, 60, 50, 33, 0, 0];
const start = Date.UTC(2026, 10, 20, 18, 20) / 1000;
const times = Array.from({ length: 60 }, (_, minute) => start + minute * 60);
const values = times.map((_, minute) => Math.round(28 + 6 * Math.sin(minute / 5) + 4 * Math.sin(minute / 2.3)));
const usual = times.map((_, minute) => 20 + 8 * ((minute - 30) / 30) ** 2);

function Pictures() {
  return (
    <div className={`${styles.wide} ${styles.stack}`}>
      <Verdict kind="ok" lead="Twelve checks passed 20 seconds ago. Nothing needs you today.">
        All is well.
      </Verdict>
      <Plate
        siteId="northgate"
        over="Learners open"
        title="lyceum.local"
        lead="or 192.168.1.40, on Wi-Fi “Northgate” and by cable"
        actions={
          <>
            <PlateButton primary onClick={() => undefined}>
              Print poster
            </PlateButton>
            <PlateButton onClick={() => notify.done('Copied')}>Copy</PlateButton>
          </>
        }
        end={<QrCode value="http://lyceum.local" />}
      />
      <LineGraph label="Learning now" times={times} values={values} usual={usual} />
    </div>
  );
}

function Answers() {
  const [order, setOrder] = useState(actions);
  const [place, setPlace] = useState('usb');
  return (
    <>
      <Cell title="Ordering">
        <ReorderableList
          label="First actions"
          items={order}
          itemKey={item => item}
          itemName={item => item}
          render={item => item}
          onChange={setOrder}
        />
      </Cell>
      <Cell title="Choice cards">
        <ChoiceCards
          label="Where should backups go?"
          value={place}
          onChange={setPlace}
          choices={[
            {
              value: 'usb',
              label: 'Backup 2 TB',
              detail: 'USB disk, SanDisk Extreme.',
              icon: IconUsb,
              chip: <Chip kind="ok">Best choice here</Chip>,
              end: '1.24 TB free',
            },
            {
              value: 'nas',
              label: 'Network folder',
              detail: 'A NAS or another computer.',
              icon: IconServer2,
              end: 'Needs a password',
            },
            { value: 's3', label: 'S3-compatible bucket', detail: 'Away from the building.', icon: IconCloud },
            {
              value: 'here',
              label: 'A folder on this computer',
              detail: 'Not against a broken disk.',
              icon: IconFolder,
              end: <Chip kind="warn">Same disk</Chip>,
            },
          ]}
        />
      </Cell>
    </>
  );
}

function Small() {
  const [tab, setTab] = useState('map');
  return (
    <Cell title="Small parts">
      <Breadcrumb crumbs={[{ label: 'Home', href: '#habits' }, { label: 'Network defence' }]} />
      <div className={styles.row}>
        {names.map(name => (
          <Avatar key={name} name={name} />
        ))}
      </div>
      <div className={styles.row}>
        <DateTile at="2026-11-20T20:00:00.000Z" />
        <Kbd>Ctrl</Kbd>
        <Kbd>/</Kbd>
        <Menu
          label="More for Ama Owusu-Mensah"
          items={[
            { key: 'open', label: 'Open', href: '#habits' },
            { key: 'rule', rule: true },
            { key: 'delete', label: 'Delete', danger: true, onClick: () => undefined },
          ]}
        />
        <State kind="proved" size="large">
          Proved restorable
        </State>
      </div>
      <StepPips
        pips={Array.from({ length: 20 }, (_, index) => ({
          key: String(index),
          state: index < 6 ? 'done' : index === 6 ? 'current' : 'ahead',
          flagged: index === 4,
        }))}
      />
      <Tabs
        label="Course"
        value={tab}
        onChange={setTab}
        tabs={[
          { key: 'map', label: 'Map', panel: <ProgressBar value={0.41} label="Network defence" /> },
          { key: 'people', label: 'People', count: 38, panel: 'People' },
          { key: 'grades', label: 'Grades', panel: 'Grades' },
        ]}
      />
      <FactList
        facts={[
          { key: 'daily', name: 'Daily', value: '03:00, kept 14 days' },
          { key: 'encrypted', name: 'Encrypted', value: <State kind="ok">On</State> },
        ]}
      />
      <PasswordField label="Password" aside={<a href="#habits">Forgotten?</a>} size="lg" defaultValue="harbour" />
      <SelectField label="Counts as done" data={['90 % watched', 'Opened', 'Passed']} defaultValue="90 % watched" />
      <NumberField label="Pass mark" suffix=" %" defaultValue={70} min={0} max={100} />
    </Cell>
  );
}

/** Everything else the kit has. */
export function Parts() {
  return (
    <main className={styles.board}>
      <Pictures />
      <Answers />
      <Small />
      <div className={styles.wide}>
        <DropZone
          title="Drop files or folders here"
          lead="Lyceum says what each will become before anything is stored."
          becomes={[
            'Video becomes a lesson',
            'SCORM becomes a course',
            'A folder of Markdown becomes a course',
            'Moodle XML fills the question bank',
          ].map(text => ({ key: text, icon: IconVideo, text }))}
          onFiles={files => notify.done(files.map(({ path }) => path).join(', '))}
        />
      </div>
      <Cell title="This week">
        <BarWeek
          label="This week"
          nameHead="Day"
          figureHead="Learnt"
          bars={days.map((name, index) => ({
            key: name,
            name,
            short: name.slice(0, 1),
            value: minutes[index] ?? 0,
            figure: `${minutes[index]} min`,
            current: index === 4,
          }))}
        />
        <p className={type.ink3}>2 h 35 of 4 h</p>
        <Button variant="light">Plan a day</Button>
      </Cell>
    </main>
  );
}
