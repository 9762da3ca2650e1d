import { IconDeviceMobileCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReachFinding, ReachTest } from '../../../../server/network/contract.ts';
import { Button, Dialog, QrCode, Refused, State, StateIcon, type StateKind } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useReachTests, useStartReach } from '../api.ts';
import { networkMessages } from '../messages/index.ts';
import styles from '../network.module.css';

const SHOWN = 3;
const kinds: Record<ReachFinding['state'], StateKind> = { ok: 'ok', warning: 'warn', failing: 'bad' };

/** "Can learners reach me?": begins a test and shows what the last phones found. */
export function PhoneTests() {
  const t = useMessages(networkMessages);
  const [open, setOpen] = useState(false);
  const { data: tests = [] } = useReachTests();
  const told = tests.filter(({ state }) => state === 'done').slice(0, SHOWN);
  return (
    <>
      <Button
        variant="light"
        leftSection={<IconDeviceMobileCheck size={18} stroke={1.75} aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        {t('network.testStart')}
      </Button>
      {told.length === 0 ? <p className={styles.quiet}>{t('network.testNone')}</p> : null}
      {told.map(test => (
        <Told key={test.id} test={test} />
      ))}
      {open ? <PhoneTestDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}

/** What one phone reported. */
function Told({ test }: { test: ReachTest }) {
  const format = useFormat();
  return (
    <div className={styles.rows}>
      <p className={styles.quiet}>
        {test.device} · <time dateTime={test.reported_at ?? ''}>{format.dateTime(test.reported_at ?? '')}</time>
      </p>
      <Findings findings={test.findings.filter(({ state }) => state !== 'ok')} verdict={test.verdict} />
    </div>
  );
}

function Findings({ findings, verdict }: { findings: readonly ReachFinding[]; verdict: ReachTest['verdict'] }) {
  const t = useMessages(networkMessages);
  return (
    <>
      <State kind={verdict === 'ok' ? 'proved' : verdict === 'failing' ? 'bad' : 'warn'}>
        {verdict === 'ok'
          ? t('network.testOk')
          : verdict === 'failing'
            ? t('network.testFailing')
            : t('network.testWarning')}
      </State>
      <ul className={styles.findings}>
        {findings.map(finding => (
          <FindingLine key={finding.code} finding={finding} />
        ))}
      </ul>
    </>
  );
}

function FindingLine({ finding: { code, state, values, remedy } }: { finding: ReachFinding }) {
  const t = useMessages(networkMessages);
  // The catalogue holds every code with the values that the server sends for it.
  const say = t as unknown as (key: string, values: ReachFinding['values']) => string;
  return (
    <li>
      <StateIcon kind={kinds[state]} />
      <p>{say(`network.reach-${code}`, values)}</p>
      {remedy === null ? null : <p className={styles.remedy}>{say(`network.reach-${code}-do`, values)}</p>}
    </li>
  );
}

/** The code to scan; as soon as the phone reports, what it found. */
export function PhoneTestDialog({ onClose }: { onClose: () => void }) {
  const t = useMessages(networkMessages);
  const start = useStartReach();
  const { data: tests = [] } = useReachTests();
  const { data, error, mutate, isIdle } = start;
  if (isIdle) mutate();
  const test = tests.find(({ id }) => id === data?.test.id) ?? data?.test;
  const done = test?.state === 'done' || test?.state === 'expired';
  return (
    <Dialog
      open
      onClose={onClose}
      title={done ? (test.device ?? t('network.testExpired')) : t('network.testTitle')}
      lead={done ? undefined : t('network.testScan')}
      actions={
        done ? (
          <>
            <Button variant="default" onClick={onClose}>
              {t('network.testClose')}
            </Button>
            <Button onClick={() => mutate()}>{t('network.testAgain')}</Button>
          </>
        ) : undefined
      }
    >
      {error ? <Refused>{error.message}</Refused> : null}
      <div aria-live="polite">{test && data ? <TestBody test={test} url={data.url} /> : null}</div>
    </Dialog>
  );
}

function TestBody({ test, url }: { test: ReachTest; url: string }) {
  const t = useMessages(networkMessages);
  if (test.state === 'expired') return <State kind="mute">{t('network.testExpired')}</State>;
  if (test.state === 'done') return <Findings findings={test.findings} verdict={test.verdict} />;
  return (
    <div className={styles.code}>
      <div className={styles.paperWhite}>
        <QrCode value={url} size={240} />
      </div>
      <State kind="busy">{test.state === 'running' ? t('network.testRunning') : t('network.testWaiting')}</State>
    </div>
  );
}
