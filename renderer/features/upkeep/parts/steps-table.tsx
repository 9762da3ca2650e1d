import type { UpkeepStep } from '../../../../server/upkeep/contract.ts';
import { type Column, DataTable, State } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { en } from '../messages/en.ts';
import { upkeepMessages } from '../messages/index.ts';
import styles from '../upkeep.module.css';

/** What each step counted, freed and took. */
export function StepsTable({ steps }: { steps: readonly UpkeepStep[] }) {
  const t = useMessages(upkeepMessages);
  const columns = useColumns();
  return (
    <DataTable
      dense
      label={t('upkeep.step')}
      rows={steps}
      rowKey={({ name }) => name}
      rowName={({ name }) => name}
      columns={columns}
      tone={({ state }) => (state === 'failed' ? 'bad' : state === 'warning' ? 'warn' : undefined)}
    />
  );
}

function useColumns(): Column<UpkeepStep>[] {
  const t = useMessages(upkeepMessages);
  const format = useFormat();
  return [
    { key: 'step', head: t('upkeep.step'), main: true, cell: step => <StepName name={step.name} /> },
    { key: 'found', head: t('upkeep.found'), cell: step => <Found step={step} /> },
    {
      key: 'freed',
      head: t('upkeep.freed'),
      align: 'end',
      width: '100px',
      cell: ({ bytes_freed }) => (bytes_freed > 0 ? format.bytes(bytes_freed) : null),
    },
    {
      key: 'took',
      head: t('upkeep.took'),
      align: 'end',
      width: '90px',
      drop: 'cards',
      cell: ({ seconds, state }) => (state === 'skipped' ? null : t('upkeep.seconds', { value: seconds })),
    },
    {
      key: 'pause',
      head: t('upkeep.pause'),
      align: 'end',
      width: '170px',
      drop: 'narrow',
      cell: ({ longest_write_ms: ms }) => (ms === null ? null : t('upkeep.ms', { value: ms })),
    },
  ];
}

function StepName({ name }: { name: string }) {
  const say = useMessages(upkeepMessages) as unknown as (key: string) => string;
  const key = `upkeep.step-${name}`;
  return Object.hasOwn(en, key) ? say(key) : name;
}

function Found({ step: { state, counts, reason } }: { step: UpkeepStep }) {
  const t = useMessages(upkeepMessages);
  const format = useFormat();
  const say = t as unknown as (key: string, values: object) => string;
  const words = Object.entries(counts).flatMap(([name, count]) => {
    const key = `upkeep.count-${name}`;
    // An empty total behind "none" would only repeat it.
    if (!Object.hasOwn(en, key) || (name === 'bytes' && count === 0)) return [];
    return say(key, name.startsWith('bytes') ? { size: format.bytes(count) } : { count });
  });
  return (
    <span className={styles.found}>
      {state === 'failed' ? <State kind="bad">{t('upkeep.failedStep')}</State> : null}
      {state === 'warning' ? <State kind="warn">{t('upkeep.warns')}</State> : null}
      {state === 'skipped' ? t('upkeep.skipped') : null}
      {words.length > 0 ? <span>{format.list(words)}</span> : null}
      {reason ? <span className={styles.reason}>{reason}</span> : null}
    </span>
  );
}
