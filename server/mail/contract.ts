/** Mail: how it is sent, what lies in the outbox, and what the messages say. */
import { z } from 'zod';
import { endpoint, Id, IdParams, Instant, line, Paging, prose, someOf } from '../platform/http/contract.ts';

export const TemplateName = z.enum([
  'invitation',
  'password',
  'password-changed',
  'verify-email',
  'account-exists',
  'email-change-old',
  'email-change-new',
  'email-changed',
  'account-closed',
  'account-unused',
  'session-reused',
  'new-device',
  'factors-changed',
  'factors-reset',
  'alert',
  'test',
]);
export type TemplateName = z.output<typeof TemplateName>;
export const MailLanguage = z.enum(['en', 'es']);
export type MailLanguage = z.output<typeof MailLanguage>;

/** What each template is filled with, besides `site` and `support`. */
export interface TemplateValues {
  /** `link`: address of the one-time page; `until`: when it stops working, in words; `inviter`: who invites. */
  invitation: { name: string; link: string; until: string; inviter: string };
  password: { name: string; link: string; until: string };
  'password-changed': { name: string; link: string };
  /** Nothing of what a stranger typed: anybody could have letters of their choice sent to anybody. */
  'verify-email': { link: string; until: string };
  /** To whoever has an account, when somebody enters the address anew; `link` leads to choosing a password. */
  'account-exists': { link: string };
  /** `address`: the new one in the mail to the old one, and the other way round. */
  'email-change-old': { name: string; address: string; link: string; until: string };
  'email-change-new': { name: string; address: string; link: string; until: string };
  /** `address`: the new one. */
  'email-changed': { name: string; address: string; link: string };
  /** `link` opens the account again. */
  'account-closed': { name: string; link: string; until: string };
  /** Nobody has used the account for long; `until`: the day on which it is erased, in words. */
  'account-unused': { name: string; link: string; until: string };
  /** `device`, `address`, `time`: of the session that was ended, or of the sign-in. */
  'session-reused': { name: string; device: string; address: string; time: string; link: string };
  'new-device': { name: string; device: string; address: string; time: string; link: string };
  /** `link` may be empty. */
  'factors-changed': { name: string; link: string };
  'factors-reset': { name: string; link: string };
  /** `remedy` and `link` may be empty. */
  alert: { title: string; detail: string; remedy: string; link: string };
  test: { server: string };
}

const Address = z.email('Write the address like name@example.org.').trim().max(254);
const OptionalAddress = z.union([z.literal(''), Address]);

/** `starttls` begins in the clear and insists on encryption; `tls` is encrypted from the first byte. */
export const Security = z.enum(['starttls', 'tls', 'none']);
export type Security = z.output<typeof Security>;

const HostName = z
  .string()
  .trim()
  .max(253)
  .regex(/^[\p{L}\p{N}._:-]*$/u, 'Write the name only, like mail.example.org.');

/** Without defaults: a change leaves alone what it does not name. */
const Fields = z.object({
  enabled: z.boolean(),
  host: HostName,
  port: z.number().int().min(1).max(65_535),
  security: Security,
  check_certificate: z.boolean(),
  user: z.string().trim().max(254),
  /** Write-only. */
  password: z.string().max(1000),
  from_address: OptionalAddress,
  /** Empty: the academy's name. */
  from_name: z.union([z.literal(''), line(80)]),
  reply_to: OptionalAddress,
  /** Where the mail servers report what could not be delivered; empty: the sender's address. */
  bounce_address: OptionalAddress,
  /** Messages in a minute at the most; what providers allow. */
  per_minute: z.number().int().min(1).max(6000),
});

const UNSET: z.output<typeof Fields> = {
  enabled: false,
  host: '',
  port: 587,
  security: 'starttls',
  check_certificate: true,
  user: '',
  password: '',
  from_address: '',
  from_name: '',
  reply_to: '',
  bounce_address: '',
  per_minute: 60,
};

/** As stored: whatever is missing is as it was before anybody set it. */
export const MailSettings = Fields.partial().transform(given => ({ ...UNSET, ...given }));
export type MailSettings = z.output<typeof MailSettings>;

const ShownSettings = Fields.omit({ password: true }).extend({
  secrets_set: z.array(z.literal('password')),
  /** Mail is switched on and can be sent. */
  configured: z.boolean(),
});
export type ShownMailSettings = z.output<typeof ShownSettings>;

/** What came of the last try. */
export const Outcome = z.enum([
  'accepted',
  'recipient-refused',
  'content-refused',
  'deferred',
  'sender-refused',
  'login-refused',
  'login-needed',
  'certificate',
  'no-tls',
  'tls-failed',
  'name-unknown',
  'port-closed',
  'timeout',
  'dropped',
  'unreadable',
  'other',
]);
export type Outcome = z.output<typeof Outcome>;

export const MessageState = z.enum(['queued', 'sending', 'sent', 'failed', 'cancelled']);
export type MessageState = z.output<typeof MessageState>;

export const MailMessage = z.object({
  id: Id,
  to_address: z.string(),
  to_name: z.string().nullable(),
  user_id: Id.nullable(),
  template: TemplateName,
  language: MailLanguage,
  subject: z.string(),
  state: MessageState,
  attempts: z.number().int(),
  /** When it is tried next; null unless it waits. */
  next_try_at: Instant.nullable(),
  outcome: Outcome.nullable(),
  /** What the mail server, or the way to it, said last, in its own words. */
  answer: z.string().nullable(),
  created_at: Instant,
  ended_at: Instant.nullable(),
});
export type MailMessage = z.output<typeof MailMessage>;

export const MailMessageDetail = MailMessage.extend({
  message_id: z.string(),
  /** The conversation with the mail server, for test messages; passwords are left out. */
  transcript: z.string().nullable(),
  /** What the outcome means and what to do, in plain English; null before the first try. */
  explanation: z.string().nullable(),
});
export type MailMessageDetail = z.output<typeof MailMessageDetail>;

const Preview = z.object({ subject: z.string(), text: z.string(), html: z.string() });
export type Preview = z.output<typeof Preview>;

const TemplateRef = z.object({ template: TemplateName, language: MailLanguage });
const Wording = z.object({ subject: line(200), body: prose(8000) });

export const Template = TemplateRef.extend({
  subject: z.string(),
  body: z.string(),
  /** An administrator changed what is shipped. */
  changed: z.boolean(),
  /** Names that stand in braces; the required ones must stay in the text. */
  placeholders: z.array(z.object({ name: z.string(), required: z.boolean() })),
});
export type Template = z.output<typeof Template>;

export const mailEndpoints = {
  settings: endpoint('GET /mail/settings', {
    summary: 'How mail is sent; the password stays here.',
    data: ShownSettings,
  }),
  saveSettings: endpoint('PUT /mail/settings', {
    summary: 'Changes how mail is sent. Waiting messages are tried again at once.',
    body: someOf(Fields),
    data: ShownSettings,
  }),
  test: endpoint('POST /mail/test', {
    summary: 'Puts a test message into the outbox; what came of it stands at the message.',
    body: z.object({ to: Address, language: MailLanguage.optional() }),
    data: MailMessage,
    status: 202,
  }),
  list: endpoint('GET /mail/messages', {
    summary: 'The outbox, newest first.',
    query: Paging.extend({ state: MessageState.optional(), search: z.string().max(100).optional() }),
    data: z.array(MailMessage),
    paged: true,
  }),
  counts: endpoint('GET /mail/counts', {
    summary: 'How many messages there are in each state.',
    data: z.record(MessageState, z.number().int()),
  }),
  read: endpoint('GET /mail/messages/:id', {
    summary: 'One message with what came of it.',
    params: IdParams,
    data: MailMessageDetail,
  }),
  preview: endpoint('GET /mail/messages/:id/preview', {
    summary: 'What a message says, as it was put into the outbox.',
    params: IdParams,
    data: Preview,
  }),
  resend: endpoint('POST /mail/messages/:id/resend', {
    summary: 'Puts a message into the outbox again, or tries a waiting one at once.',
    params: IdParams,
    data: MailMessage,
  }),
  cancel: endpoint('POST /mail/messages/:id/cancel', {
    summary: 'Takes a waiting message out of the outbox.',
    params: IdParams,
    data: MailMessage,
  }),
  templates: endpoint('GET /mail/templates', { summary: 'What the messages say.', data: z.array(Template) }),
  saveTemplate: endpoint('PUT /mail/templates/:template/:language', {
    summary: 'Changes what a message says; unknown and missing placeholders are refused by name.',
    params: TemplateRef,
    body: Wording,
    data: Template,
  }),
  resetTemplate: endpoint('DELETE /mail/templates/:template/:language', {
    summary: 'Goes back to the text that is shipped.',
    params: TemplateRef,
    data: Template,
  }),
  previewTemplate: endpoint('POST /mail/templates/:template/:language/preview', {
    summary: 'Shows a text with sample values, without keeping it.',
    params: TemplateRef,
    body: Wording,
    data: Preview,
  }),
};
