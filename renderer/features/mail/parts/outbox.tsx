import { IconMailOff, IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useState } from 'react';
import type { MailMessage, MessageState } from '../../../../server/mail/contract.ts';
import {
  Button,
  type Column,
  DataTable,
  Empty,
  FilterRow,
  Menu,
  type MenuItem,
  SelectField,
  TextField,
} from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useNow } from '../../../platform/server.ts';
import { type OutboxQuery, PAGE_SIZE, useOutbox } from '../api.ts';
import styles from '../mail.module.css';
import { mailMessages } from '../messages/index.ts';
import { type Deal, MessageStateWords, useDeal } from './deal.tsx';
import { MessageDrawer } from './message-drawer.tsx';

const STATES: readonly MessageState[] = ['queued', 'sending', 'sent', 'failed', 'cancelled'];
const ALL: OutboxQuery = { state: undefined, search: '', page: 1 };

/** Every message and what became of it. */
export function Outbox() {
  const t = useMessages(mailMessages);
  const [query, setQuery] = useState(ALL);
  const [open, setOpen] = useState<number | null>(null);
  const messages = useOutbox({ ...query, search: useDeferredValue(query.search.trim()) });
  const deal = useDeal();
  const columns = useColumns(setOpen);
  const show = (change: Partial<OutboxQuery>) => setQuery(before => ({ ...before, page: 1, ...change }));
  const filtered = query.state !== undefined || query.search !== '';
  return (
    <>
      <p className={styles.help}>{t('mail.outboxLead')}</p>
      <FilterRow>
        <TextField
          size="sm"
          type="search"
          aria-label={t('mail.search')}
          placeholder={t('mail.searchHint')}
          maxLength={100}
          leftSection={<IconSearch size={18} stroke={1.75} aria-hidden="true" />}
          value={query.search}
          onChange={event => show({ search: event.currentTarget.value })}
        />
        <SelectField
          aria-label={t('mail.state')}
          value={query.state ?? ''}
          data={[
            { value: '', label: t('mail.anyState') },
            ...STATES.map(state => ({ value: state, label: t(`mail.state-${state}`) })),
          ]}
          onChange={value => show({ state: STATES.find(state => state === value) })}
        />
      </FilterRow>
      <DataTable
        dense
        label={t('mail.partOutbox')}
        rows={messages.data?.items ?? []}
        rowKey={({ id }) => id}
        rowName={({ to_address }) => to_address}
        columns={columns}
        loading={messages.isPending}
        error={messages.isError && !messages.data ? t('mail.outboxFailed') : undefined}
        onRetry={() => void messages.refetch()}
        actions={rowMenuOf(setOpen, deal)}
        pages={{
          page: query.page,
          size: PAGE_SIZE,
          total: messages.data?.pagination.total ?? 0,
          onPage: page => setQuery(before => ({ ...before, page })),
        }}
        empty={
          <Empty
            icon={IconMailOff}
            title={t(filtered ? 'mail.noMatch' : 'mail.noMessages')}
            actions={
              filtered ? (
                <Button variant="default" onClick={() => setQuery(ALL)}>
                  {t('mail.showAll')}
                </Button>
              ) : undefined
            }
          >
            {t(filtered ? 'mail.noMatchLead' : 'mail.noMessagesLead')}
          </Empty>
        }
      />
      <MessageDrawer id={open} onClose={() => setOpen(null)} deal={deal} />
    </>
  );
}

function useColumns(onOpen: (id: number) => void): Column<MailMessage>[] {
  const t = useMessages(mailMessages);
  const format = useFormat();
  const now = useNow(30_000);
  return [
    {
      key: 'to',
      head: t('mail.to'),
      main: true,
      cell: ({ id, to_address, to_name }) => (
        <button type="button" className={styles.open} onClick={() => onOpen(id)}>
          {to_name ?? to_address}
        </button>
      ),
    },
    { key: 'subject', head: t('mail.subject'), drop: 'cards', cell: ({ subject }) => subject },
    { key: 'state', head: t('mail.state'), cell: ({ state }) => <MessageStateWords state={state} /> },
    { key: 'tries', head: t('mail.tries'), align: 'end', drop: 'narrow', cell: ({ attempts }) => attempts || null },
    {
      key: 'answer',
      head: t('mail.lastAnswer'),
      drop: 'narrow',
      cell: ({ answer }) => answer && <span className={styles.answer}>{answer}</span>,
    },
    {
      key: 'when',
      head: t('mail.when'),
      cell: ({ ended_at, created_at }) => (
        <time dateTime={ended_at ?? created_at} className={styles.when}>
          {format.ago(ended_at ?? created_at, now)}
        </time>
      ),
    },
  ];
}

/** The menu of each row. */
const rowMenuOf = (onOpen: RowMenuProps['onOpen'], deal: Deal) => (message: MailMessage) => (
  <RowMenu message={message} onOpen={onOpen} deal={deal} />
);

type RowMenuProps = { message: MailMessage; onOpen: (id: number) => void; deal: Deal };

function RowMenu({ message, onOpen, deal }: RowMenuProps) {
  const t = useMessages(mailMessages);
  const waiting = message.state === 'queued';
  const items: MenuItem[] = [{ key: 'open', label: t('mail.open'), onClick: () => onOpen(message.id) }];
  if (deal.allowed && message.state !== 'sending')
    items.push({
      key: 'resend',
      label: t(waiting ? 'mail.sendNow' : 'mail.resend'),
      onClick: () => deal.run(message, 'resend'),
    });
  if (deal.allowed && waiting)
    items.push({ key: 'cancel', label: t('mail.cancel'), danger: true, onClick: () => deal.run(message, 'cancel') });
  return <Menu label={t('mail.more', { to: message.to_address })} items={items} />;
}
