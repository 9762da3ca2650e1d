/** How people come in by themselves, change their address, and leave. */
import { z } from 'zod';
import { AcceptedNotice, Email, Me, NewPassword, SignedIn, SignInStep } from '../accounts/contract.ts';
import { Answers } from '../privacy/contract.ts';
import { endpoint, Id, IdParams, Instant, line, Nothing } from '../platform/http/contract.ts';

const Token = z.string().min(20).max(100);
const Client = z.enum(['bearer', 'cookie']).default('bearer');
/** As people type it: dashes, blanks and small letters do not matter. */
const Code = z.string().trim().min(1).max(40);

const InvitedCourse = z.object({ id: Id, title: z.string() });

export const InvitationState = z.enum(['open', 'used up', 'expired', 'revoked']);
export type InvitationState = z.output<typeof InvitationState>;

export const RegistrationInvitation = z.object({
  id: Id,
  label: z.string(),
  /** To read out; `url` is the same as an address. */
  code: z.string(),
  url: z.string(),
  /** null without a limit. */
  max_uses: z.number().int().nullable(),
  used: z.number().int(),
  state: InvitationState,
  courses: z.array(InvitedCourse),
  /** Who made it; null when that person is gone. */
  created_by: z.string().nullable(),
  created_at: Instant,
  /** null: it works until it is taken back. */
  expires_at: Instant.nullable(),
});
export type RegistrationInvitation = z.output<typeof RegistrationInvitation>;

export const InvitationUse = z.object({
  used_at: Instant,
  /** null while the address is not confirmed yet, and for people who are gone. */
  user: z.object({ id: Id, first_name: z.string(), last_name: z.string() }).nullable(),
});
export type InvitationUse = z.output<typeof InvitationUse>;

/** What somebody who was invited may know before registering. */
export const InvitationFacts = z.object({
  label: z.string(),
  courses: z.array(InvitedCourse),
  expires_at: Instant.nullable(),
});
export type InvitationFacts = z.output<typeof InvitationFacts>;

/** Somebody who is in; or, with null for user and tokens, who first opens the link in the mail. */
export const Registered = SignedIn.extend({
  user: Me.nullable(),
  /** The link in the mail works, and can be asked for again, until `expires_at`. */
  verify_email: z.boolean(),
});
export type Registered = z.output<typeof Registered>;

export const EmailSide = z.enum(['old', 'new']);
export type EmailSide = z.output<typeof EmailSide>;

export const EmailChange = z.object({
  new_email: z.string(),
  created_at: Instant,
  expires_at: Instant,
  /** Addresses at which the link was not followed yet. */
  missing: z.array(EmailSide),
});
export type EmailChange = z.output<typeof EmailChange>;

export const OwnEmail = z.object({
  email: z.string(),
  /** Without mail only an administrator changes an address. */
  by_mail: z.boolean(),
  pending: EmailChange.nullable(),
});
export type OwnEmail = z.output<typeof OwnEmail>;

/** What the page of a link about a change shows. */
export const EmailChangeFacts = z.object({
  /** Which address the link went to. */
  side: EmailSide,
  first_name: z.string(),
  old_email: z.string(),
  new_email: z.string(),
  missing: z.array(EmailSide),
  expires_at: Instant,
});
export type EmailChangeFacts = z.output<typeof EmailChangeFacts>;

export const registrationEndpoints = {
  register: endpoint('POST /auth/register', {
    rate: 'registrations',
    summary:
      'Makes an account with the role student. Where addresses are confirmed by mail the answer (202) is the same for every address, and nobody is signed in yet; elsewhere the person is signed in, and a taken address is told.',
    body: z.object({
      first_name: line(80),
      last_name: line(80),
      email: Email,
      password: NewPassword,
      /** Code of an invitation; needed where registration is by invitation. */
      invitation: Code.optional(),
      consents: Answers.optional(),
      client: Client,
      notice: AcceptedNotice,
    }),
    data: Registered,
    status: 201,
  }),
  checkInvitation: endpoint('POST /auth/invitation', {
    summary: 'What an invitation to register is for; refused with the reason when it does not work.',
    body: z.object({ code: Code }),
    data: InvitationFacts,
  }),
  verify: endpoint('POST /auth/verify-email', {
    summary: 'Confirms the address of a registration with the link that was mailed, makes the account and signs in.',
    body: z.object({ token: Token, client: Client, notice: AcceptedNotice }),
    data: SignedIn,
  }),
  resend: endpoint('POST /auth/verify-email/resend', {
    rate: 'links',
    summary: 'Mails the link of a registration anew; the answer is the same for every address.',
    body: z.object({ email: Email }),
    data: Nothing,
  }),
  invitations: endpoint('GET /registration-invitations', {
    summary: 'Every invitation to register, the newest first.',
    data: z.array(RegistrationInvitation),
  }),
  invite: endpoint('POST /registration-invitations', {
    summary: 'Makes an invitation to register: a link and a code for many people.',
    body: z.object({
      label: line(120),
      max_uses: z.number().int().min(1).max(100_000).nullable().default(null),
      /** Days for which it works; null until it is taken back. */
      days: z.number().int().min(1).max(3650).nullable().default(30),
      /** Courses that people of this invitation are enrolled in at once. */
      course_ids: z.array(Id).max(50).default([]),
    }),
    data: RegistrationInvitation,
    status: 201,
  }),
  invitationUses: endpoint('GET /registration-invitations/:id/uses', {
    summary: 'Who came with an invitation, the latest first, at most 200.',
    params: IdParams,
    data: z.array(InvitationUse),
  }),
  revokeInvitation: endpoint('DELETE /registration-invitations/:id', {
    summary: 'Takes an invitation back. Who registered with it stays.',
    params: IdParams,
    data: Nothing,
  }),
  ownEmail: endpoint('GET /users/me/email', {
    summary: 'The caller’s address, and a change of it that waits for being confirmed.',
    data: OwnEmail,
  }),
  changeEmail: endpoint('PUT /users/me/email', {
    summary:
      'Asks for another address: links go to the old and the new one, and both have to be followed within a day. Without mail an administrator hands out the link. The answer is the same for every new address.',
    body: z.object({ email: Email }),
    data: OwnEmail,
  }),
  resendChange: endpoint('POST /users/me/email/resend', {
    summary: 'Mails the links of the waiting change anew; older ones stop working.',
    data: OwnEmail,
  }),
  waitingChange: endpoint('GET /users/:id/email-change', {
    summary: 'A change of address that somebody asked for and that is not confirmed yet.',
    params: IdParams,
    data: z.object({ pending: EmailChange.nullable() }),
  }),
  handOutChange: endpoint('POST /users/:id/email-change/link', {
    summary:
      'Vouches for a waiting change of address and makes the link that carries it out, shown this once: for an academy that sends no mail. An older link stops working.',
    params: IdParams,
    data: z.object({ url: z.string(), new_email: z.string(), expires_at: Instant }),
    status: 201,
  }),
  cancelChange: endpoint('DELETE /users/me/email', { summary: 'Ends the waiting change.', data: OwnEmail }),
  checkChange: endpoint('POST /auth/email-change/check', {
    summary: 'Which change of address a link belongs to, and what is still missing.',
    body: z.object({ token: Token }),
    data: EmailChangeFacts,
  }),
  confirmChange: endpoint('POST /auth/email-change/confirm', {
    summary: 'Confirms a change of address at one of the two addresses; the second one carries it out.',
    body: z.object({ token: Token }),
    data: z.object({ missing: z.array(EmailSide) }),
  }),
  refuseChange: endpoint('POST /auth/email-change/cancel', {
    summary: 'Ends a change of address from one of its mails; from the old address also every session, if wanted.',
    body: z.object({ token: Token, sign_out: z.boolean().default(false) }),
    data: z.object({ ended_sessions: z.number().int() }),
  }),
  leave: endpoint('POST /users/me/leave', {
    summary:
      'Closes the own account: signs out everywhere, and nobody gets in until an administrator, or the person by a mailed link within 30 days, opens it again.',
    body: z.object({
      /** The own address, typed as a confirmation. */
      email: z.string().trim().max(254),
    }),
    data: z.object({
      /** A link for coming back is on its way. */
      by_mail: z.boolean(),
    }),
  }),
  comeBack: endpoint('POST /auth/return', {
    summary: 'Opens an account again that its owner closed, with the link that was mailed, and signs in.',
    body: z.object({ token: Token, client: Client, notice: AcceptedNotice }),
    data: SignInStep,
  }),
};
