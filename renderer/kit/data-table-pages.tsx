import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useMessages } from '../platform/messages/index.ts';
import styles from './data-table.module.css';
import { spanOf } from './data-table-rules.ts';
import { kitMessages } from './messages/index.ts';

/** Page (from 1), rows a page, rows in all. */
export type Pages = { page: number; size: number; total: number; onPage: (page: number) => void };

/** "1–50 of 1,284" with the ways back and on; no arrows when everything is on one page. */
export function DataTablePages({ page, size, total, onPage }: Pages) {
  const t = useMessages(kitMessages);
  const last = Math.max(1, Math.ceil(total / size));
  return (
    <div className={styles.pages}>
      <span aria-live="polite">{t('kit.rowsOf', { ...spanOf(page, size, total), total })}</span>
      {last > 1 ? (
        <span className={styles.arrows}>
          <ActionIcon aria-label={t('kit.previousPage')} disabled={page <= 1} onClick={() => onPage(page - 1)}>
            <IconChevronLeft size={18} stroke={1.75} className={styles.flips} />
          </ActionIcon>
          <ActionIcon aria-label={t('kit.nextPage')} disabled={page >= last} onClick={() => onPage(page + 1)}>
            <IconChevronRight size={18} stroke={1.75} className={styles.flips} />
          </ActionIcon>
        </span>
      ) : null}
    </div>
  );
}
