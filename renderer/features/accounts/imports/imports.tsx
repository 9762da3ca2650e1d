import { useNavigate } from '@tanstack/react-router';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useState } from 'react';
import type { Import } from '../../../../server/accounts/import/contract.ts';
import {
  Button,
  type Column,
  DataTable,
  DropZone,
  Empty,
  Link,
  PageTitle,
  Refused,
  TextAreaField,
} from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { usePage } from '../../../platform/site.ts';
import { useImports, useStart } from './api.ts';
import styles from './imports.module.css';
import { importsMessages } from './messages/index.ts';
import { ImportStateWord } from './parts/import-state.tsx';

const MAX_BYTES = 10 * 1024 * 1024;

/** Where an import begins, and what was imported before. */
export function ImportsPage() {
  const t = useMessages(importsMessages);
  usePage(t('imports.title'));
  return (
    <div className={styles.page}>
      <PageTitle lead={t('imports.lead')}>{t('imports.title')}</PageTitle>
      <Begin />
      <Earlier />
    </div>
  );
}

function Begin() {
  const t = useMessages(importsMessages);
  const navigate = useNavigate();
  const start = useStart();
  const [pasting, setPasting] = useState(false);
  const [text, setText] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const take = (name: string, file: Blob) => {
    setTrouble(file.size > MAX_BYTES ? t('imports.tooLarge') : null);
    if (file.size > MAX_BYTES) return;
    start.mutate(
      { name, file },
      {
        onSuccess: ({ id }) => void navigate({ href: `/console/users/import/${id}` }),
        onError: error => setTrouble(error.message || t('imports.unreadable')),
      },
    );
  };
  return (
    <section className={styles.begin}>
      {pasting ? (
        <form
          className={styles.paste}
          onSubmit={event => {
            event.preventDefault();
            if (text.trim() !== '') take('', new Blob([text]));
          }}
        >
          <TextAreaField
            label={t('imports.pasteLabel')}
            value={text}
            onChange={event => setText(event.currentTarget.value)}
            minRows={8}
            autosize
            spellCheck={false}
            data-autofocus
          />
          <div className={styles.buttons}>
            <Button type="submit" loading={start.isPending} disabled={text.trim() === ''}>
              {t('imports.pasteRead')}
            </Button>
            <Button variant="subtle" onClick={() => setPasting(false)}>
              {t('imports.cancel')}
            </Button>
          </div>
        </form>
      ) : (
        <>
          <DropZone
            single
            title={t('imports.drop')}
            lead={t('imports.dropLead')}
            accept=".csv,.txt,.tsv,text/csv,text/plain"
            disabled={start.isPending}
            onFiles={([first]) => {
              if (first) take(first.file.name, first.file);
            }}
            onFailed={() => setTrouble(t('imports.unreadable'))}
          />
          <Button variant="subtle" className={styles.other} onClick={() => setPasting(true)}>
            {t('imports.paste')}
          </Button>
        </>
      )}
      {trouble ? <Refused>{trouble}</Refused> : null}
    </section>
  );
}

function Earlier() {
  const t = useMessages(importsMessages);
  const [page, setPage] = useState(1);
  const imports = useImports(page);
  const columns = useColumns();
  return (
    <section>
      <h2 className={styles.section}>{t('imports.earlier')}</h2>
      <DataTable
        label={t('imports.earlier')}
        rows={imports.data?.items ?? []}
        rowKey={({ id }) => id}
        rowName={({ name }) => name || t('imports.pasted')}
        columns={columns}
        loading={imports.isPending}
        error={imports.isError && !imports.data ? t('imports.failed') : undefined}
        onRetry={() => void imports.refetch()}
        pages={{ page, size: 20, total: imports.data?.pagination.total ?? 0, onPage: setPage }}
        empty={
          <Empty icon={IconFileSpreadsheet} title={t('imports.none')}>
            {t('imports.noneLead')}
          </Empty>
        }
      />
    </section>
  );
}

function useColumns(): Column<Import>[] {
  const t = useMessages(importsMessages);
  const format = useFormat();
  return [
    {
      key: 'name',
      head: t('imports.file'),
      main: true,
      cell: ({ id, name }) => <Link href={`/console/users/import/${id}`}>{name || t('imports.pasted')}</Link>,
    },
    { key: 'when', head: t('imports.when'), cell: ({ created_at }) => format.dateTime(created_at) },
    {
      key: 'who',
      head: t('imports.who'),
      drop: 'narrow',
      cell: ({ created_by }) => created_by ?? t('imports.byMachine'),
    },
    { key: 'new', head: t('imports.new'), align: 'end', cell: ({ figures }) => format.number(figures.new) },
    {
      key: 'changed',
      head: t('imports.changed'),
      align: 'end',
      drop: 'narrow',
      cell: ({ figures }) => format.number(figures.changed),
    },
    {
      key: 'refused',
      head: t('imports.refused'),
      align: 'end',
      drop: 'cards',
      cell: ({ figures }) => format.number(figures.refused),
    },
    { key: 'state', head: t('imports.stateHead'), cell: ({ state }) => <ImportStateWord state={state} /> },
  ];
}
