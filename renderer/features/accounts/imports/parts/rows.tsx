import { type ReactNode, useState } from 'react';
import type { Import, ImportRow } from '../../../../../server/accounts/import/contract.ts';
import { Button, type Column, DataTable, Empty, FilterRow, SearchField, Segmented } from '../../../../kit/index.ts';
import { useFormat, useMessages } from '../../../../platform/messages/index.ts';
import { usersMessages } from '../../users/messages/index.ts';
import { PAGE_OF_ROWS, useDeeds, useRows } from '../api.ts';
import styles from '../imports.module.css';
import { importsMessages } from '../messages/index.ts';
import { Cell, editableFields } from './cell.tsx';
import { RowResult } from './row-result.tsx';

type Filter = 'all' | 'refused' | 'noted' | 'changed' | 'new';

/** Every row with what would happen, or what became of it. */
export function Rows({ made }: { made: Import }) {
  const t = useMessages(importsMessages);
  const [filter, setFilter] = useState<Filter>(made.figures.refused > 0 ? 'refused' : 'all');
  const [search, setSearch] = useState('');
  const [page, setPage] = useState(1);
  const { figures, state } = made;
  const query = {
    page,
    ...(search && { search }),
    ...(filter === 'noted' && { noted: 'true' as const }),
    ...(filter !== 'noted' && filter !== 'all' && { verdict: filter }),
  };
  const rows = useRows(made.id, query, JSON.stringify([state, figures, made.columns, made.options]));
  const columns = useColumns(state === 'preview' ? made.id : null);
  const show = (next: Filter) => {
    setFilter(next);
    setPage(1);
  };
  const choices: [Filter, string, number][] = [
    ['all', t('imports.all'), figures.new + figures.changed + figures.unchanged + figures.refused + figures.skipped],
    ['refused', t(state === 'preview' ? 'imports.toFix' : 'imports.refused'), figures.refused],
    ['noted', t('imports.noted'), figures.noted],
    ['changed', t('imports.rowChanged'), figures.changed],
    ['new', t('imports.rowNew'), figures.new],
  ];
  return (
    <>
      <FilterRow>
        <div className={styles.filter}>
          <Segmented
            aria-label={t('imports.filter')}
            value={filter}
            onChange={value => show(value as Filter)}
            data={choices
              .filter(([value, , count]) => count > 0 || value === 'all' || value === filter)
              .map(([value, label, count]) => ({ value, label: `${label} ${count}` }))}
          />
        </div>
        <SearchField
          label={t('imports.search')}
          placeholder={t('imports.search')}
          value={search}
          onChange={text => {
            setSearch(text);
            setPage(1);
          }}
        />
      </FilterRow>
      <DataTable
        dense
        label={t('imports.rows')}
        rows={rows.data?.items ?? []}
        rowKey={({ id }) => id}
        rowName={nameOf}
        columns={columns}
        tone={({ verdict, outcome }) => (verdict === 'refused' || outcome === 'refused' ? 'bad' : undefined)}
        {...(state === 'preview' && { actions: skipButtonOf(made.id) })}
        loading={rows.isPending}
        error={rows.isError && !rows.data ? t('imports.oneFailed') : undefined}
        onRetry={() => void rows.refetch()}
        pages={{ page, size: PAGE_OF_ROWS, total: rows.data?.pagination.total ?? 0, onPage: setPage }}
        empty={<Empty title={t('imports.noRows')}>{t('imports.noRowsLead')}</Empty>}
      />
    </>
  );
}

const nameOf = ({ person, line }: ImportRow) =>
  `${person.first_name} ${person.last_name}`.trim() || person.email || String(line);

/** `importId`: of an import whose rows can still be corrected. */
function useColumns(importId: number | null): Column<ImportRow>[] {
  const t = useMessages(importsMessages);
  const u = useMessages(usersMessages);
  const format = useFormat();
  const roles = (names: ImportRow['person']['roles']) => format.list(names.map(role => u(`users.role-${role}`)));
  return [
    { key: 'line', head: t('imports.line'), align: 'end', width: '64px', cell: ({ line }) => format.number(line) },
    {
      key: 'name',
      head: t('imports.name'),
      main: true,
      cell: row => <NameCell row={row} importId={importId} />,
    },
    {
      key: 'email',
      head: t('imports.email'),
      cell: row =>
        importId !== null && editableFields(row).has('email') ? (
          <Cell importId={importId} row={row} field="email" />
        ) : (
          <span className={styles.any}>{row.person.email}</span>
        ),
    },
    {
      key: 'roles',
      head: t('imports.roles'),
      cell: row =>
        importId !== null && editableFields(row).has('roles') ? (
          <Cell importId={importId} row={row} field="roles" />
        ) : row.verdict === 'refused' && row.person.roles.length === 0 ? null : (
          <Changed now={roles(row.person.roles)} before={row.before.roles && roles(row.before.roles)} />
        ),
    },
    {
      key: 'organisation',
      head: t('imports.organisation'),
      drop: 'narrow',
      cell: ({ person, before }) =>
        person.organization === null && before.organization === undefined ? null : (
          <Changed now={person.organization} before={before.organization} />
        ),
    },
    { key: 'result', head: t('imports.result'), cell: row => <RowResult row={row} importId={importId} /> },
  ];
}

/** The name, or where it is written when it is what keeps the row out. */
function NameCell({ row, importId }: { row: ImportRow; importId: number | null }) {
  const { person, before } = row;
  const fields = editableFields(row);
  if (importId !== null && (fields.has('first_name') || fields.has('last_name')))
    return (
      <span className={styles.cells}>
        <Cell importId={importId} row={row} field="first_name" />
        <Cell importId={importId} row={row} field="last_name" />
      </span>
    );
  return (
    <Changed
      now={`${person.first_name} ${person.last_name}`.trim()}
      before={
        before.first_name === undefined && before.last_name === undefined
          ? undefined
          : `${before.first_name ?? person.first_name} ${before.last_name ?? person.last_name}`
      }
    />
  );
}

/** A value, with what stands there now where it would change. */
function Changed({ now, before }: { now: string | null; before: string | null | undefined }): ReactNode {
  const t = useMessages(importsMessages);
  if (before === undefined) return now;
  return (
    <span className={styles.changed}>
      <span className={styles.now}>{now}</span>
      <span className={styles.before}>{t('imports.was', { value: before || t('imports.empty') })}</span>
    </span>
  );
}

/** The button of each row. */
const skipButtonOf = (importId: number) => (row: ImportRow) => <SkipButton importId={importId} row={row} />;

function SkipButton({ importId, row }: { importId: number; row: ImportRow }) {
  const t = useMessages(importsMessages);
  const { skip } = useDeeds(importId);
  if (row.verdict !== 'new' && row.verdict !== 'changed') return null;
  const name = nameOf(row);
  return (
    <Button
      size="xs"
      variant="subtle"
      aria-label={t(row.skip ? 'imports.takeRow' : 'imports.skipRow', { name })}
      loading={skip.isPending}
      onClick={() => skip.mutate({ rowId: row.id, skip: !row.skip })}
    >
      {t(row.skip ? 'imports.take' : 'imports.skip')}
    </Button>
  );
}
