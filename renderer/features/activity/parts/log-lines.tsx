import { IconChevronRight } from '@tabler/icons-react';
import { memo, useState } from 'react';
import type { LogLine } from '../../../../server/activity/contract.ts';
import { Button, classes, State } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import styles from '../activity.module.css';
import { activityMessages } from '../messages/index.ts';
import { useWords } from '../words.ts';

interface LinesProps {
  lines: readonly LogLine[];
  /** Shows only lines about one request. */
  onRequest: (id: string) => void;
}

/** A sentence for each line; the whole of it on demand. */
export function LogLines({ lines, onRequest }: LinesProps) {
  const t = useMessages(activityMessages);
  return (
    <ol className={styles.lines} aria-label={t('activity.lines')}>
      {lines.map(line => (
        <Line key={line.id} line={line} onRequest={onRequest} />
      ))}
    </ol>
  );
}

const Line = memo(function Line({ line, onRequest }: { line: LogLine; onRequest: LinesProps['onRequest'] }) {
  const t = useMessages(activityMessages);
  const format = useFormat();
  const say = useWords();
  const [open, setOpen] = useState(false);
  const { at, level, role, label, sentence, fields } = line;
  const isError = level === 'error' || level === 'fatal';
  const reason = reasonOf(fields);
  const job = fields['name'];
  const named = typeof job === 'string' ? { ...fields, name: say('job', job, job) } : fields;
  const words = say('label', label, sentence, named);
  return (
    <li className={classes(styles.line, isError && styles.lineBad)}>
      <button
        type="button"
        className={styles.lineHead}
        aria-expanded={open}
        title={t('activity.showLine')}
        onClick={() => setOpen(!open)}
      >
        <IconChevronRight size={16} stroke={1.75} aria-hidden="true" className={open ? styles.turned : undefined} />
        <time dateTime={at ?? undefined} className={styles.lineTime}>
          {at === null ? '–' : `${format.day(at)} ${format.timeWithSeconds(at)}`}
        </time>
        <span className={styles.lineRole}>{roleName(role, t)}</span>
        <span className={styles.lineWords}>
          {isError ? <State kind="bad">{t('activity.error')}</State> : null}
          {level === 'warn' ? <State kind="warn">{t('activity.warn')}</State> : null}
          <span>{words}</span>
          {reason && !words.includes(reason) ? <span className={styles.lineReason}>{reason}</span> : null}
        </span>
      </button>
      {open ? <Details line={line} onRequest={onRequest} /> : null}
    </li>
  );
});

function Details({ line, onRequest }: { line: LogLine; onRequest: LinesProps['onRequest'] }) {
  const t = useMessages(activityMessages);
  const { id: _, sentence: __, ...whole } = line;
  const request = line.fields['requestId'];
  return (
    <div className={styles.lineDetails}>
      <pre>{JSON.stringify(whole, null, 2).replaceAll(String.raw`\n`, '\n')}</pre>
      {typeof request === 'string' ? (
        <Button size="xs" variant="default" onClick={() => onRequest(request)}>
          {t('activity.onlyRequest')}
        </Button>
      ) : null}
    </div>
  );
}

/** What an error said, where the line carries one. */
function reasonOf(fields: LogLine['fields']): string | null {
  const { err } = fields as { err?: { message?: unknown } };
  return typeof err?.message === 'string' ? err.message.slice(0, 300) : null;
}

function roleName(role: string | null, t: ReturnType<typeof useMessages<typeof activityMessages.en>>): string {
  if (role === 'supervisor' || role === 'web' || role === 'jobs') return t(`activity.role-${role}`);
  return role ?? '–';
}
