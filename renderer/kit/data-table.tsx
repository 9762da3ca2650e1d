import { Checkbox } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { useMessages } from '../platform/messages/index.ts';
import { classes } from './classes.ts';
import styles from './data-table.module.css';
import { type Sort, pageSelected, rangeSelected, toggled } from './data-table-rules.ts';
import { DataTableHead } from './data-table-head.tsx';
import { DataTablePages, type Pages } from './data-table-pages.tsx';
import { kitMessages } from './messages/index.ts';
import { ErrorPanel, Skeleton } from './panels.tsx';

export type Column<Row> = {
  key: string;
  /** The head, also the label of the cell where the table becomes cards. */
  head: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the end. */
  align?: 'end';
  sortable?: boolean;
  /** CSS width of the column. */
  width?: string;
  /** What names the row: the card's title, and the label of its checkbox by `rowName`. */
  main?: boolean;
  /** Left out of cards, below 700 px (`cards`), or where columns are tight, from 700 to 900 px (`narrow`). */
  drop?: 'cards' | 'narrow';
};

export type DataTableProps<Row, Key extends string | number> = {
  /** What the table holds, for screen readers. */
  label: string;
  rows: readonly Row[];
  rowKey: (row: Row) => Key;
  /** The row in words: "Select Ama Owusu-Mensah". */
  rowName: (row: Row) => string;
  columns: readonly Column<Row>[];
  sort?: Sort | undefined;
  onSort?: (sort: Sort) => void;
  selected?: ReadonlySet<Key>;
  onSelect?: (selected: Set<Key>) => void;
  /** Tint of a row that wants attention. */
  tone?: (row: Row) => 'bad' | 'warn' | undefined;
  /** Menu or buttons at the end of a row. */
  actions?: (row: Row) => ReactNode;
  loading?: boolean;
  /** What went wrong; shown with a way to try again. */
  error?: ReactNode;
  onRetry?: () => void;
  /** Shown in place of rows when there are none: an `Empty`. */
  empty?: ReactNode;
  pages?: Pages;
  /** 40 px rows for long tables, 46 px for lists to choose from. */
  dense?: boolean;
};

/** Up and down move between the same control of neighbouring rows. */
function moveBetweenRows(event: KeyboardEvent<HTMLTableSectionElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const focused = event.target as HTMLElement;
  const isText = focused.matches('input:not([type=checkbox]), textarea, select, [role=combobox]');
  const cell = focused.closest('td');
  const row = cell?.parentElement;
  if (isText || !cell || !row) return;
  const other = event.key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling;
  const place = Array.from(row.children).indexOf(cell);
  const next = other?.children[place]?.querySelector<HTMLElement>('a, button, input');
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** Rows under hairlines; heads that sort, boxes that select, and cards where there is no room for columns. */
export function DataTable<Row, Key extends string | number>(props: DataTableProps<Row, Key>) {
  const {
    label,
    rows,
    rowKey,
    columns,
    sort,
    onSort,
    selected,
    onSelect,
    loading,
    error,
    onRetry,
    empty,
    pages,
    dense,
    actions,
  } = props;
  const keys = rows.map(rowKey);
  if (error !== undefined && error !== null && error !== false)
    return <ErrorPanel onRetry={onRetry}>{error}</ErrorPanel>;
  if (!loading && rows.length === 0 && empty !== undefined) return empty;
  return (
    <div className={styles.frame}>
      <table className={classes(styles.table, dense && styles.dense)} aria-label={label} aria-busy={loading ?? false}>
        <DataTableHead
          columns={columns}
          sort={sort}
          onSort={onSort}
          hasActions={actions !== undefined}
          selection={
            selected && onSelect ? { keys, selected, onAll: () => onSelect(pageSelected(selected, keys)) } : undefined
          }
        />
        {loading ? (
          <LoadingRows columns={columns} extra={(onSelect ? 1 : 0) + (actions ? 1 : 0)} />
        ) : (
          <Rows {...props} />
        )}
      </table>
      {pages && !loading ? <DataTablePages {...pages} /> : null}
    </div>
  );
}

function Rows<Row, Key extends string | number>(props: DataTableProps<Row, Key>) {
  const { rows, rowKey, rowName, columns, selected, onSelect, tone, actions } = props;
  const t = useMessages(kitMessages);
  const last = useRef<Key>(undefined);
  const choose = (key: Key, shift: boolean) => {
    if (!selected || !onSelect) return;
    onSelect(shift ? rangeSelected(selected, rows.map(rowKey), last.current, key) : toggled(selected, key));
    last.current = key;
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys pressed on the controls inside bubble here
    <tbody onKeyDown={moveBetweenRows}>
      {rows.map(row => {
        const key = rowKey(row);
        const rowTone = tone?.(row);
        return (
          <tr
            key={key}
            className={classes(styles.row, selected?.has(key) && styles.selected, rowTone && styles[rowTone])}
          >
            {selected && onSelect ? (
              <td className={styles.box}>
                <Checkbox
                  size="xs"
                  checked={selected.has(key)}
                  aria-label={t('kit.selectRow', { name: rowName(row) })}
                  onChange={event => choose(key, (event.nativeEvent as unknown as MouseEvent).shiftKey)}
                />
              </td>
            ) : null}
            {columns.map(column => (
              <Cell key={column.key} column={column} content={column.cell(row)} />
            ))}
            {actions ? <td className={styles.actions}>{actions(row)}</td> : null}
          </tr>
        );
      })}
    </tbody>
  );
}

function Cell<Row>({ column, content }: { column: Column<Row>; content: ReactNode }) {
  const isEmpty = content === null || content === undefined;
  return (
    <td
      data-label={column.head}
      className={classes(
        styles.cell,
        column.align === 'end' && styles.end,
        column.main && styles.main,
        isEmpty && styles.empty,
        column.drop && styles[column.drop],
      )}
    >
      {isEmpty ? <span className={styles.none}>–</span> : content}
    </td>
  );
}

function LoadingRows<Row>({ columns, extra }: { columns: readonly Column<Row>[]; extra: number }) {
  return (
    <tbody>
      {Array.from({ length: 8 }, (_, row) => (
        <tr key={row} className={classes(styles.row, styles.awaited)}>
          {Array.from({ length: columns.length + extra }, (_cell, column) => (
            <td key={column} className={styles.cell}>
              <Skeleton width={`${72 - (((row + column) * 17) % 40)}%`} height={12} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
