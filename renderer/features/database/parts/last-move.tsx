import type { DatabaseMove, MovedTable } from '../../../../server/database/contract.ts';
import { type Column, DataTable, State, Section } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { databaseMessages } from '../messages/index.ts';

/** What was moved, table by table. */
export function LastMove({ move }: { move: DatabaseMove }) {
  const t = useMessages(databaseMessages);
  const format = useFormat();
  return (
    <Section
      title={t('database.lastMove')}
      lead={t('database.lastMoveLead', {
        from: t(`database.engine-${move.from}`),
        to: t(`database.engine-${move.to}`),
        when: format.dateTime(move.at),
        time: format.duration(Math.max(1, move.seconds)),
        kept: move.kept,
      })}
    >
      <State kind="ok">{t('database.same', { count: move.tables.length })}</State>
      <DataTable
        dense
        label={t('database.lastMove')}
        rows={move.tables}
        rowKey={({ name }) => name}
        rowName={({ name }) => name}
        columns={useColumns()}
      />
    </Section>
  );
}

function useColumns(): Column<MovedTable>[] {
  const t = useMessages(databaseMessages);
  const format = useFormat();
  return [
    { key: 'name', head: t('database.table'), main: true, cell: ({ name }) => <code>{name}</code> },
    { key: 'rows', head: t('database.tableRows'), align: 'end', cell: ({ rows }) => format.number(rows) },
    {
      key: 'sum',
      head: t('database.checksum'),
      cell: ({ checksum }) => <code title={checksum}>{checksum.slice(0, 16)}</code>,
    },
  ];
}
