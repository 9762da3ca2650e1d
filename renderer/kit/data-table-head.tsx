import { Checkbox } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useMessages } from '../platform/messages/index.ts';
import { classes } from './classes.ts';
import type { Column } from './data-table.tsx';
import styles from './data-table.module.css';
import { nextSort, type Sort } from './data-table-rules.ts';
import { VisuallyHidden } from './hidden.tsx';
import { kitMessages } from './messages/index.ts';

type Selection = { keys: readonly (string | number)[]; selected: ReadonlySet<string | number>; onAll: () => void };
type HeadProps<Row> = {
  columns: readonly Column<Row>[];
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
  selection: Selection | undefined;
  hasActions: boolean;
};

/** The heads of a table: a box for all, columns that sort when pressed. */
export function DataTableHead<Row>({ columns, sort, onSort, selection, hasActions }: HeadProps<Row>) {
  const t = useMessages(kitMessages);
  const chosen = selection?.keys.filter(key => selection.selected.has(key)).length ?? 0;
  return (
    <thead className={styles.heads}>
      <tr>
        {selection ? (
          <th scope="col" className={styles.box}>
            <Checkbox
              size="xs"
              aria-label={t('kit.selectAll')}
              checked={chosen > 0 && chosen === selection.keys.length}
              indeterminate={chosen > 0 && chosen < selection.keys.length}
              onChange={selection.onAll}
            />
          </th>
        ) : null}
        {columns.map(column => {
          const sorted = sort?.key === column.key ? sort.direction : undefined;
          const Arrow = sorted === 'desc' ? IconArrowDown : IconArrowUp;
          return (
            <th
              key={column.key}
              scope="col"
              aria-sort={sorted ? (sorted === 'asc' ? 'ascending' : 'descending') : undefined}
              className={classes(
                styles.head,
                column.sortable && onSort && styles.sorts,
                column.align === 'end' && styles.end,
                column.drop && styles[column.drop],
              )}
              style={{ inlineSize: column.width }}
            >
              {column.sortable && onSort ? (
                <button
                  type="button"
                  className={styles.sort}
                  aria-label={t('kit.sortBy', { column: column.head })}
                  onClick={() => onSort(nextSort(sort, column.key))}
                >
                  {column.head}
                  <Arrow
                    size={14}
                    stroke={1.75}
                    aria-hidden="true"
                    className={classes(styles.arrow, sorted && styles.sorted)}
                  />
                </button>
              ) : (
                column.head
              )}
            </th>
          );
        })}
        {hasActions ? (
          <th scope="col" className={styles.actions}>
            <VisuallyHidden>{t('kit.menu')}</VisuallyHidden>
          </th>
        ) : null}
      </tr>
    </thead>
  );
}
