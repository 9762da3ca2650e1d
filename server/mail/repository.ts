/** The outbox and the texts that administrators changed. */
import type { Database, Tx } from '../platform/db/database.ts';
import { anywhere, folded, insertedId } from '../platform/db/dialect.ts';
import type { MailLanguage, MailMessage, MessageState, Outcome, TemplateName } from './contract.ts';

export interface MessageRow {
  id: number;
  message_id: string;
  to_address: string;
  to_folded: string;
  to_name: string | null;
  user_id: number | null;
  template: TemplateName;
  language: MailLanguage;
  subject: string;
  /** Sealed JSON of the text and the HTML. */
  content: string;
  state: MessageState;
  attempts: number;
  next_try_at: string;
  answer: string | null;
  outcome: Outcome | null;
  transcript: string | null;
  created_at: string;
  queued_at: string;
  ended_at: string | null;
}

export interface NewMessage
  extends Pick<
    MessageRow,
    'message_id' | 'to_address' | 'to_name' | 'user_id' | 'template' | 'language' | 'subject' | 'content'
  > {
  at: string;
}

export interface StoredWording {
  template: TemplateName;
  language: MailLanguage;
  subject: string;
  body: string;
}

const UNSETTLED: readonly MessageState[] = ['queued', 'sending'];

export type MailRepository = ReturnType<typeof createMailRepository>;

export function createMailRepository(db: Database) {
  return {
    async insert(tx: Tx, { at, ...message }: NewMessage): Promise<number> {
      const row = {
        ...message,
        to_folded: folded(`${message.to_address} ${message.to_name ?? ''}`).slice(0, 254),
        state: 'queued',
        next_try_at: at,
        created_at: at,
        queued_at: at,
      };
      return insertedId(await tx('mail_messages').insert(row).returning('id'));
    },
    read: (id: number, queries: Tx | Database['reader'] = db.reader) =>
      queries<MessageRow>('mail_messages').where({ id }).first<MessageRow | undefined>(),
    async list(filter: {
      state?: MessageState | undefined;
      search?: string | undefined;
      page: number;
      per_page: number;
    }) {
      const matching = () => {
        const query = db.reader<MessageRow>('mail_messages');
        if (filter.state) void query.where({ state: filter.state });
        if (filter.search) void query.whereRaw(`to_folded like ? escape '\\'`, [anywhere(filter.search)]);
        return query;
      };
      const [count] = (await matching().count({ n: '*' })) as unknown as [{ n: number }];
      const rows = await matching()
        .orderBy('id', 'desc')
        .limit(filter.per_page)
        .offset((filter.page - 1) * filter.per_page);
      return { items: rows.map(toMessage), total: Number(count.n) };
    },
    async counts(): Promise<Record<MessageState, number>> {
      const rows = await db.read.all<{ state: MessageState; n: number }>(
        'select state, count(*) as n from mail_messages group by state',
      );
      const none = { queued: 0, sending: 0, sent: 0, failed: 0, cancelled: 0 };
      return { ...none, ...Object.fromEntries(rows.map(({ state, n }) => [state, Number(n)])) };
    },
    /** Changes a message that is in one of the states; answers whether it was. */
    async change(tx: Tx, id: number, from: readonly MessageState[], change: Partial<MessageRow>): Promise<boolean> {
      return (await tx<MessageRow>('mail_messages').where({ id }).whereIn('state', from).update(change)) > 0;
    },
    /** What still has to be sent, oldest first. */
    unsettled: async (tx: Tx): Promise<{ id: number; next_try_at: string }[]> =>
      tx('mail_messages').whereIn('state', UNSETTLED).orderBy('id').select('id', 'next_try_at'),
    sooner: (tx: Tx, at: string) =>
      tx<MessageRow>('mail_messages')
        .where({ state: 'queued' })
        .where('next_try_at', '>', at)
        .update({ next_try_at: at }),
    removeEnded: (tx: Tx, before: string) => tx('mail_messages').where('ended_at', '<', before).delete(),
    /** The last try of all, and the oldest message that waits. */
    async latest(): Promise<{ last: MessageRow | undefined; oldestWaiting: string | null }> {
      const last = await db.read.get<MessageRow>(
        `select * from mail_messages where outcome is not null order by coalesce(ended_at, next_try_at) desc, id desc limit 1`,
      );
      const oldest = await db.read.get<{ at: string | null }>(
        `select min(queued_at) as at from mail_messages where state in ('queued', 'sending')`,
      );
      return { last, oldestWaiting: oldest?.at ?? null };
    },
    wordings: () => db.read.all<StoredWording>('select template, language, subject, body from mail_templates'),
    wording: (tx: Tx, template: TemplateName, language: MailLanguage) =>
      tx<StoredWording>('mail_templates').where({ template, language }).first<StoredWording | undefined>(),
    async saveWording(tx: Tx, wording: StoredWording, by: number, at: string): Promise<void> {
      const row = { ...wording, updated_at: at, updated_by: by };
      await tx('mail_templates').insert(row).onConflict(['template', 'language']).merge();
    },
    removeWording: (tx: Tx, template: TemplateName, language: MailLanguage) =>
      tx('mail_templates').where({ template, language }).delete(),
  };
}

export function toMessage(row: MessageRow): MailMessage {
  const { to_address, to_name, template, language, subject, state, attempts, outcome, answer, created_at } = row;
  return {
    id: Number(row.id),
    to_address,
    to_name,
    user_id: row.user_id === null ? null : Number(row.user_id),
    template,
    language,
    subject,
    state,
    attempts,
    next_try_at: state === 'queued' ? row.next_try_at : null,
    outcome,
    answer,
    created_at,
    ended_at: row.ended_at,
  };
}
