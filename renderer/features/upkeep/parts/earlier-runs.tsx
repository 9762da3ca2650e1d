import type { UpkeepReport } from '../../../../server/upkeep/contract.ts';
import { Button, type Column, DataTable, State } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { upkeepMessages } from '../messages/index.ts';
import styles from '../upkeep.module.css';

interface RunsProps {
  reports: readonly UpkeepReport[];
  onShow: (id: number) => void;
}

/** The runs before, each to be looked at. */
export function EarlierRuns({ reports, onShow }: RunsProps) {
  const t = useMessages(upkeepMessages);
  const format = useFormat();
  const columns = useColumns();
  return (
    <section>
      <h2 className={styles.section}>{t('upkeep.earlier')}</h2>
      <DataTable
        dense
        label={t('upkeep.earlier')}
        rows={reports}
        rowKey={({ id }) => id}
        rowName={({ started_at }) => format.dateTime(started_at)}
        columns={columns}
        actions={showButtonOf(onShow)}
      />
    </section>
  );
}

function useColumns(): Column<UpkeepReport>[] {
  const t = useMessages(upkeepMessages);
  const format = useFormat();
  return [
    { key: 'when', head: t('upkeep.when'), main: true, cell: ({ started_at }) => format.dateTime(started_at) },
    { key: 'occasion', head: t('upkeep.occasion'), drop: 'cards', cell: ({ occasion }) => t(`upkeep.${occasion}`) },
    {
      key: 'outcome',
      head: t('upkeep.outcome'),
      cell: ({ state }) =>
        state === 'done' ? (
          t('upkeep.outcome-done')
        ) : (
          <State kind={state === 'cancelled' ? 'mute' : 'warn'}>{t(`upkeep.outcome-${state}`)}</State>
        ),
    },
    { key: 'freed', head: t('upkeep.freed'), align: 'end', cell: ({ bytes_freed }) => format.bytes(bytes_freed) },
  ];
}

const showButtonOf = (onShow: RunsProps['onShow']) => (report: UpkeepReport) => (
  <ShowButton report={report} onShow={onShow} />
);

function ShowButton({ report: { id, started_at }, onShow }: { report: UpkeepReport; onShow: RunsProps['onShow'] }) {
  const t = useMessages(upkeepMessages);
  const format = useFormat();
  const label = t('upkeep.showRun', { time: format.dateTime(started_at) });
  return (
    <Button size="xs" variant="default" aria-label={label} onClick={() => onShow(id)}>
      {t('upkeep.show')}
    </Button>
  );
}
