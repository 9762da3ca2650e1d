import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconChevronsLeft, IconChevronsRight } from '@tabler/icons-react';
import { useMessages } from '../platform/messages/index.ts';
import styles from './data-table.module.css';
import { spanOf } from './data-table-rules.ts';
import { kitMessages } from './messages/index.ts';

/** Page (from 1), rows a page, rows in all. */
export type Pages = { page: number; size: number; total: number; onPage: (page: number) => void };

/** "1–50 of 1,284" with the ways back and on, and to both ends; no arrows when everything is on one page. */
export function DataTablePages({ page, size, total, onPage }: Pages) {
  const t = useMessages(kitMessages);
  const last = Math.max(1, Math.ceil(total / size));
  const go = (to: number) => {
    onPage(to);
    // The arrows stand below the rows; the next ones are read from the first.
    window.scrollTo({ top: 0 });
  };
  const arrow = (label: string, to: number, Icon: typeof IconChevronLeft) => (
    <ActionIcon aria-label={label} disabled={to < 1 || to > last || to === page} onClick={() => go(to)}>
      <Icon size={18} stroke={1.75} className={styles.flips} />
    </ActionIcon>
  );
  return (
    <div className={styles.pages}>
      <span aria-live="polite">{t('kit.rowsOf', { ...spanOf(page, size, total), total })}</span>
      {last > 1 ? (
        <span className={styles.arrows}>
          {last > 2 ? arrow(t('kit.firstPage'), 1, IconChevronsLeft) : null}
          {arrow(t('kit.previousPage'), page - 1, IconChevronLeft)}
          {arrow(t('kit.nextPage'), page + 1, IconChevronRight)}
          {last > 2 ? arrow(t('kit.lastPage'), last, IconChevronsRight) : null}
        </span>
      ) : null}
    </div>
  );
}
