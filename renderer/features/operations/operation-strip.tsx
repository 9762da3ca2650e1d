import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { Button, Link, ProgressBar, State } from '../../kit/index.ts';
import { useFormat, useMessages } from '../../platform/messages/index.ts';
import { useNow } from '../../platform/server.ts';
import type { OperationView } from '../../platform/server-view.ts';
import { underWay, useOperation } from './api.ts';
import { operationsMessages } from './messages/index.ts';
import styles from './operations.module.css';
import { currentStep, roughly, stepKeys, wordsOf } from './steps.ts';

const SEEN = 'lyceum.operation-seen';
/** An outcome that nobody dismissed is shown for a day. */
const SHOWN_MS = 24 * 60 * 60 * 1000;
const HOME = /^(\/console)?\/?$/;

/** Above every page of the console: the operation that is under way, and how the last one ended until somebody has seen it. */
export function OperationStrip() {
  const operation = useOperation();
  const path = useLocation({ select: ({ pathname }) => pathname });
  const now = useNow(60_000);
  const [seen, setSeen] = useState(() => localStorage.getItem(SEEN));
  const running = underWay(operation);
  // The page of the restore tells the same at length.
  if (running) return path.endsWith('/restore') ? null : <Running operation={running} />;
  if (!operation) return null;
  const { id, ended_at, state } = operation;
  // The home says at length what did not work.
  if (state !== 'done' && HOME.test(path)) return null;
  if (!id || !ended_at || id === seen || now - Date.parse(ended_at) > SHOWN_MS) return null;
  const dismiss = () => {
    localStorage.setItem(SEEN, id);
    setSeen(id);
  };
  return <Ended operation={operation} onDismiss={dismiss} />;
}

function Running({ operation }: { operation: OperationView }) {
  const t = useMessages(operationsMessages);
  const format = useFormat();
  const { kind, state, progress, seconds_left } = operation;
  const step = stepKeys[currentStep(state)];
  const name = t(`operations.runs-${wordsOf(kind)}`);
  return (
    <div className={styles.strip} role="status">
      <div className={styles.stripWords}>
        <State kind="busy">{name}</State> {step ? t(`operations.step-${step}`) : null}
      </div>
      <div className={styles.stripBar}>
        <ProgressBar value={progress} label={name} />
      </div>
      <span>
        {seconds_left === null ? null : t('operations.left', { time: format.duration(roughly(seconds_left)) })}
      </span>
    </div>
  );
}

function Ended({ operation, onDismiss }: { operation: OperationView; onDismiss(): void }) {
  const t = useMessages(operationsMessages);
  const { state, kind, reason } = operation;
  const done = state === 'done';
  return (
    <div className={styles.strip} role="status">
      <div className={styles.stripWords}>
        <State kind={done ? 'ok' : state === 'failed' ? 'bad' : 'warn'}>
          {done
            ? t(`operations.done-${wordsOf(kind)}`)
            : t(state === 'failed' ? 'operations.failed' : 'operations.rolledBack')}
        </State>{' '}
        {reason}
      </div>
      {kind === 'restore' ? <Link href="/console/backups">{t('operations.toBackups')}</Link> : null}
      <Button variant="subtle" size="xs" onClick={onDismiss}>
        {t('operations.dismiss')}
      </Button>
    </div>
  );
}
