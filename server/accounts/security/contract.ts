/** What people see and decide of their own safety: where they are signed in, what happened lately, and looking as somebody else. */
import { z } from 'zod';
import { endpoint, Id, Instant, Nothing } from '../../platform/http/contract.ts';
import { NewPassword, SignedIn } from '../contract.ts';

/** What a browser or program says of itself; null where it does not. */
export const Device = z.object({
  browser: z.string().nullable(),
  system: z.string().nullable(),
  kind: z.enum(['phone', 'tablet', 'computer', 'program']),
});
export type Device = z.output<typeof Device>;

export const OpenSession = z.object({
  id: Id,
  device: Device,
  address: z.string(),
  signed_in_at: Instant,
  /** Noted a minute apart at most. */
  last_seen_at: Instant,
  /** The session that asks. */
  current: z.boolean(),
  /** An administrator looks at the academy as this person. */
  impersonated: z.boolean(),
});
export type OpenSession = z.output<typeof OpenSession>;

export const NoticeKind = z.enum(['session-reused', 'new-device', 'factors-changed', 'factors-reset']);
export type NoticeKind = z.output<typeof NoticeKind>;

/** Told at the next sign-in, until it is put away. */
export const SecurityNotice = z.object({
  id: Id,
  kind: NoticeKind,
  at: Instant,
  device: Device,
  address: z.string(),
  /** Of a session that was ended: when it had begun. */
  signed_in_at: Instant.nullable(),
});
export type SecurityNotice = z.output<typeof SecurityNotice>;

const Who = z.object({ first_name: z.string(), last_name: z.string() });

/** What the pages must know of the session that they are in. */
export const ThisSession = z.object({
  /** Minutes without anybody there after which it ends; 0 never. */
  idle_minutes: z.number().int(),
  /** The administrator who looks at the academy as this person; null when it is the person. */
  impersonator: Who.nullable(),
  /** When looking as somebody else is over. */
  ends_at: Instant.nullable(),
  /** The time before this one, where the academy tells it. */
  last_sign_in: z.object({ at: Instant, device: Device, address: z.string() }).nullable(),
  notices: z.array(SecurityNotice),
});
export type ThisSession = z.output<typeof ThisSession>;

export const SecurityAct = z.object({
  id: Id,
  /** `session.sign-in` style, as in the audit. */
  action: z.string(),
  at: Instant,
  device: Device,
  address: z.string().nullable(),
  /** Done by somebody else: an administrator, or the academy itself. */
  by_other: z.boolean(),
});
export type SecurityAct = z.output<typeof SecurityAct>;

const Person = z.object({ id: z.union([z.literal('me'), Id]) });

export const securityEndpoints = {
  session: endpoint('GET /users/me/session', {
    summary: 'The session of the caller: when it ends by itself, who looks on, and what its person must be told.',
    data: ThisSession,
  }),
  activity: endpoint('POST /auth/activity', {
    summary: 'Says that somebody is there, where nothing else does.',
    data: Nothing,
  }),
  sessions: endpoint('GET /users/:id/sessions', {
    summary: 'Where a person is signed in, the latest first; `me` for the caller.',
    params: Person,
    data: z.array(OpenSession),
  }),
  endSession: endpoint('DELETE /users/:id/sessions/:sessionId', {
    summary: 'Signs a person out in one place.',
    params: Person.extend({ sessionId: Id }),
    data: Nothing,
  }),
  endOthers: endpoint('POST /users/me/sign-out-elsewhere', {
    summary: 'Signs the caller out everywhere but here.',
    data: z.object({ ended: z.number().int() }),
  }),
  changePassword: endpoint('POST /users/me/password', {
    summary: 'Changes the own password. The caller stays signed in here and is signed out everywhere else.',
    body: z.object({ current_password: z.string().max(200), password: NewPassword }),
    data: z.object({ ended: z.number().int() }),
  }),
  security: endpoint('GET /users/me/security', {
    summary: 'What happened lately around the safety of the own account, and what the person is told by mail.',
    data: z.object({
      has_password: z.boolean(),
      /** The academy sends mail at all. */
      by_mail: z.boolean(),
      mails_new_device: z.boolean(),
      acts: z.array(SecurityAct),
    }),
  }),
  saveSecurity: endpoint('PUT /users/me/security', {
    summary: 'Chooses what one is told by mail.',
    body: z.object({ mails_new_device: z.boolean() }),
    data: Nothing,
  }),
  putNoticeAway: endpoint('DELETE /users/me/notices/:noticeId', {
    summary: 'Puts a notice away that was read.',
    params: z.object({ noticeId: Id }),
    data: Nothing,
  }),
  impersonate: endpoint('POST /users/:id/impersonate', {
    summary:
      'Opens a session of at most an hour in which an administrator sees the academy as a person who is none. Everything done in it carries both names.',
    params: z.object({ id: Id }),
    body: z.object({ client: z.enum(['bearer', 'cookie']).default('bearer') }),
    data: SignedIn,
  }),
  endImpersonation: endpoint('POST /auth/impersonation/end', {
    summary: 'Leads an administrator who sees the academy as somebody else back to their own session.',
    data: SignedIn,
  }),
};
