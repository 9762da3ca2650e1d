/** The outbox: what is put into it with the business transaction, and what the console does with it. */
import { randomUUID } from 'node:crypto';
import { type Clock, instant } from '../platform/clock.ts';
import type { Sealing } from '../platform/crypto/sealing.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Unit, Work } from '../platform/db/work.ts';
import { found, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { Page } from '../platform/http/contract.ts';
import type { Settings } from '../platform/settings/settings.ts';
import type {
  MailLanguage,
  MailMessage,
  MailMessageDetail,
  MessageState,
  Preview,
  TemplateName,
  TemplateValues,
} from './contract.ts';
import { canSend, explanationOf } from './delivery-rules.ts';
import { type MailRepository, type MessageRow, toMessage } from './repository.ts';
import { mailSettings } from './settings.ts';
import { dress, shippedWording, type SiteFace } from './templates.ts';

export type MailToSend = {
  [T in TemplateName]: {
    to: { address: string; name?: string; userId?: number };
    template: T;
    values: TemplateValues[T];
    /** The academy's own unless told. */
    language?: MailLanguage | undefined;
  };
}[TemplateName];

/** What other features are handed. */
export interface Mail {
  /** Whether there is a mail server to send through; without one, one-time links do. */
  isConfigured(): Promise<boolean>;
  /**
   * Puts a message into the outbox inside the caller's transaction and answers its id; sending is the jobs process's. Refuses
   * with MAIL_NOT_SET_UP when there is no mail server.
   */
  send(unit: Unit, mail: MailToSend): Promise<number>;
}

export interface OutboxDeps {
  work: Work;
  clock: Clock;
  settings: Settings;
  sealing: Sealing;
  mail: MailRepository;
  face: (tx?: Tx) => Promise<SiteFace>;
  logo: () => Promise<Buffer | null>;
}

export const CONTENT_PLACE = 'mail_messages.content';
export const sealContent = (sealing: Sealing, content: Pick<Preview, 'text' | 'html'>): string =>
  sealing.seal(JSON.stringify(content), CONTENT_PLACE);
export const openContent = (sealing: Sealing, row: Pick<MessageRow, 'content'>): Pick<Preview, 'text' | 'html'> =>
  JSON.parse(sealing.open(row.content, CONTENT_PLACE)) as Pick<Preview, 'text' | 'html'>;

export const jobKey = (id: number) => `mail:${id}`;
/** The message itself says when it is given up; the job only must not give up before. */
export const jobOptions = (id: number, runAt: string) => ({
  uniqueKey: jobKey(id),
  maxAttempts: 20,
  runAt,
  bringForward: true,
});

export type Outbox = ReturnType<typeof createOutbox>;

export function createOutbox(deps: OutboxDeps) {
  const { work, clock, settings, mail, sealing, logo } = deps;
  const now = () => instant(clock.now());
  const row = async (id: number) => found(await mail.read(id), 'There is no such message.');
  const send: Mail['send'] = (unit, message) => put(deps, unit, message);
  return {
    isConfigured: async () => canSend(await settings.read(mailSettings)),
    send,
    list: (filter: {
      state?: MessageState;
      search?: string;
      page: number;
      per_page: number;
    }): Promise<Page<MailMessage>> => mail.list(filter),
    counts: mail.counts,
    async read(id: number): Promise<MailMessageDetail> {
      const one = await row(id);
      const explanation = one.outcome && explanationOf(one.outcome);
      return { ...toMessage(one), message_id: one.message_id, transcript: one.transcript, explanation };
    },
    async preview(id: number): Promise<Preview> {
      const one = await row(id);
      const { text, html } = openContent(sealing, one);
      const picture = html.includes('cid:logo') ? await logo() : null;
      const shown = picture ? `data:image/png;base64,${picture.toString('base64')}` : '';
      return { subject: one.subject, text, html: html.replace('cid:logo', shown) };
    },
    async test(to: string, language: MailLanguage | undefined, actor: Actor): Promise<MailMessage> {
      const id = await work.run(async unit => {
        const { host } = await settings.read(mailSettings, unit.tx);
        const made = await send(unit, { to: { address: to }, template: 'test', values: { server: host }, language });
        await unit.record({ userId: actor.userId, action: 'mail.test', resourceType: 'mail', resourceId: made });
        return made;
      });
      return toMessage(await row(id));
    },
    async resend(id: number, actor: Actor): Promise<MailMessage> {
      await row(id);
      await work.run(async unit => {
        const values = await settings.read(mailSettings, unit.tx);
        if (!canSend(values)) refuseUnconfigured();
        // A message that arrived before would be taken for a double by its number.
        const again = {
          state: 'queued' as const,
          attempts: 0,
          next_try_at: now(),
          queued_at: now(),
          ended_at: null,
          message_id: newMessageId(values.from_address),
        };
        const changed = await mail.change(unit.tx, id, ['queued', 'sent', 'failed', 'cancelled'], again);
        if (!changed) refuse('CONFLICT', 'This message is being sent right now.');
        await unit.enqueue('mail.send', { messageId: id }, jobOptions(id, now()));
        await unit.record({ userId: actor.userId, action: 'mail.resend', resourceType: 'mail', resourceId: id });
      });
      return toMessage(await row(id));
    },
    async cancel(id: number, actor: Actor): Promise<MailMessage> {
      await row(id);
      await work.run(async ({ tx, record }) => {
        const changed = await mail.change(tx, id, ['queued'], { state: 'cancelled', ended_at: now() });
        if (!changed) refuse('CONFLICT', 'Only a message that waits can be taken out of the outbox.');
        await record({ userId: actor.userId, action: 'mail.cancel', resourceType: 'mail', resourceId: id });
      });
      return toMessage(await row(id));
    },
  };
}

const newMessageId = (from: string) => `<${randomUUID()}@${from.split('@').at(-1)}>`;

const refuseUnconfigured = () =>
  refuse('MAIL_NOT_SET_UP', 'This academy sends no mail yet. Enter the mail server under Settings, Mail.');

async function put(
  { clock, settings, mail, sealing, face }: OutboxDeps,
  unit: Unit,
  message: MailToSend,
): Promise<number> {
  const values = await settings.read(mailSettings, unit.tx);
  if (!canSend(values)) refuseUnconfigured();
  const site = await face(unit.tx);
  const { to, template, language = site.language } = message;
  const wording = (await mail.wording(unit.tx, template, language)) ?? shippedWording(template, language);
  const { subject, text, html } = dress(
    wording,
    { ...message.values },
    site,
    language,
    site.hasLogo ? 'cid:logo' : null,
  );
  const at = instant(clock.now());
  const id = await mail.insert(unit.tx, {
    message_id: newMessageId(values.from_address),
    to_address: to.address,
    to_name: to.name ?? null,
    user_id: to.userId ?? null,
    template,
    language,
    subject,
    content: sealContent(sealing, { text, html }),
    at,
  });
  await unit.enqueue('mail.send', { messageId: id }, jobOptions(id, at));
  return id;
}
