import { useState } from 'react';
import type { Inside, InsideItem, InsideKind } from '../../../../server/backups/inside/contract.ts';
import {
  Button,
  type Column,
  ConfirmDialog,
  DataTable,
  Empty,
  FilterRow,
  notify,
  Refused,
  SearchField,
  SelectField,
  State,
} from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useNaming } from '../naming.ts';
import { PAGE_SIZE, type Shown, useInsideItems, useTakeBack } from './api.ts';
import styles from './inside.module.css';
import { insideMessages } from './messages/index.ts';

const STATES = ['gone', 'changed', 'same'] as const;

/** Things of one kind in the backup, each with what became of it and the way to take it back. */
export function Items({ inside, kind }: { inside: Inside; kind: InsideKind }) {
  const t = useMessages(insideMessages);
  const lost = (inside.comparison.find(each => each.kind === kind)?.gone ?? 0) > 0;
  const [shown, setShown] = useState<Shown>({ kind, search: '', state: lost ? 'gone' : undefined, page: 1 });
  const [asked, setAsked] = useState<InsideItem | null>(null);
  const items = useInsideItems(inside.backup_id, shown);
  const show = (change: Partial<Shown>) => setShown(before => ({ ...before, page: 1, ...change }));
  return (
    <>
      <FilterRow>
        <SearchField
          label={t('inside.search')}
          placeholder={t('inside.search')}
          value={shown.search}
          onChange={search => show({ search })}
        />
        <SelectField
          aria-label={t('inside.states')}
          value={shown.state ?? ''}
          data={[
            { value: '', label: t('inside.all') },
            ...STATES.map(state => ({ value: state, label: t(`inside.${state}`) })),
          ]}
          onChange={value => show({ state: STATES.find(state => state === value) })}
        />
      </FilterRow>
      <DataTable
        label={t(`inside.${kind}`)}
        rows={items.data?.items ?? []}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        columns={useColumns(kind)}
        loading={items.isPending}
        error={items.isError && !items.data ? items.error.message : undefined}
        onRetry={() => void items.refetch()}
        actions={takeBackButton(setAsked)}
        empty={<Empty title={t('inside.none')}>{t('inside.noneLead')}</Empty>}
        pages={{
          page: shown.page,
          size: PAGE_SIZE,
          total: items.data?.pagination.total ?? 0,
          onPage: page => show({ page }),
        }}
      />
      {asked ? <TakeBack inside={inside} kind={kind} item={asked} onClose={() => setAsked(null)} /> : null}
    </>
  );
}

/** The button of each row. */
const takeBackButton = (onAsk: (item: InsideItem) => void) => (item: InsideItem) =>
  item.state === 'same' ? null : <TakeBackButton item={item} onAsk={onAsk} />;

function TakeBackButton({ item, onAsk }: { item: InsideItem; onAsk: (item: InsideItem) => void }) {
  const t = useMessages(insideMessages);
  return (
    <Button
      variant="light"
      size="xs"
      aria-label={t('inside.takeBackOf', { name: item.name })}
      onClick={() => onAsk(item)}
    >
      {t('inside.takeBack')}
    </Button>
  );
}

function useColumns(kind: InsideKind): Column<InsideItem>[] {
  const t = useMessages(insideMessages);
  const format = useFormat();
  const amount = (value: number | null) =>
    value === null ? null : kind === 'attempts' ? format.percent(value / 100) : format.number(value);
  return [
    {
      key: 'name',
      head: t('inside.name'),
      main: true,
      cell: ({ name }) => <span className={styles.name}>{name}</span>,
    },
    {
      key: 'detail',
      head: t(`inside.detail-${kind}`),
      cell: ({ detail }) => <span className={styles.detail}>{detail}</span>,
    },
    {
      key: 'at',
      head: t(`inside.at-${kind}`),
      drop: 'narrow',
      cell: ({ at }) => <time dateTime={at}>{format.date(at)}</time>,
    },
    { key: 'then', head: t(`inside.amount-${kind}`), align: 'end', cell: item => amount(item.then) },
    { key: 'now', head: t('inside.now'), align: 'end', drop: 'cards', cell: item => amount(item.now) },
    {
      key: 'state',
      head: t('inside.state'),
      cell: ({ state }) =>
        state === 'same' ? (
          t('inside.same')
        ) : (
          <State kind={state === 'gone' ? 'warn' : 'info'}>{t(`inside.${state}`)}</State>
        ),
    },
  ];
}

type TakeBackProps = { inside: Inside; kind: InsideKind; item: InsideItem; onClose: () => void };

function TakeBack({ inside, kind, item, onClose }: TakeBackProps) {
  const t = useMessages(insideMessages);
  const naming = useNaming();
  const takeBack = useTakeBack(inside.backup_id, kind);
  const confirm = () =>
    takeBack.mutate(item, {
      onSuccess() {
        notify.done(t('inside.taken', { name: item.name }));
        onClose();
      },
    });
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('inside.askTitle', { name: item.name })}
      lead={t(`inside.ask-${kind}`, { when: naming.made(inside.made_at) })}
      keep={t('inside.keep')}
      confirm={t('inside.takeBack')}
      busy={takeBack.isPending}
      onConfirm={confirm}
    >
      {takeBack.isError ? <Refused>{takeBack.error.message}</Refused> : null}
    </ConfirmDialog>
  );
}
