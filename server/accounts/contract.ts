/** People: registering, signing in, sessions, and the administrator's list of users. */
import { z } from 'zod';
import { FactorMethod, FactorStanding, PasskeyAnswer, Code } from '../factors/contract.ts';
import { LinkFacts, LinkPurpose, MadeLink, OpenLink } from './links/contract.ts';
import { endpoint, Id, Instant, line, Nothing, Paging, prose } from '../platform/http/contract.ts';

export * from './links/contract.ts';

export const Role = z.enum(['student', 'instructor', 'mentor', 'corporate_representative', 'administrator']);
export type Role = z.output<typeof Role>;

export const Email = z.email('Write the address like name@example.org.').trim().max(254);
/** The rules of the site say what it must be; see password-rules.ts. */
export const NewPassword = z.string().min(1, 'Choose a password.').max(200);

export const Profile = z.object({
  first_name: z.string(),
  last_name: z.string(),
  bio: z.string().nullable(),
  avatar: Id.nullable(),
  phone: z.string().nullable(),
  organization: z.string().nullable(),
});

export const User = Profile.extend({
  id: Id,
  /** Only for the person and for administrators; null for everybody else. */
  email: z.string().nullable(),
  roles: z.array(Role),
  is_active: z.boolean(),
  /** Has no password yet: it is chosen with the invitation. */
  invited: z.boolean(),
  created_at: Instant,
  last_sign_in_at: Instant.nullable(),
});
export type User = z.output<typeof User>;

/** The signed-in person as the browser needs it. */
export const Me = User.extend({
  permissions: z.array(z.string()),
  second_factor: FactorStanding,
  /** An administrator looks at the academy as this person. */
  impersonated: z.boolean(),
});
export type Me = z.output<typeof Me>;

const Names = { first_name: line(80), last_name: line(80) };

export const SignedIn = z.object({
  user: Me,
  /** Access token (JWT, 15 minutes) for API clients; browsers get it as a cookie and null here. */
  token: z.string().nullable(),
  refresh_token: z.string().nullable(),
  expires_at: Instant,
});
export type SignedIn = z.output<typeof SignedIn>;

/** Somebody who is in; or, with null for user and tokens, who still has to show a second factor before `expires_at`. */
export const SignInStep = SignedIn.extend({
  user: Me.nullable(),
  second_factor: z
    .object({
      /** Goes with the answer to POST /auth/second-factor. */
      challenge: z.string(),
      methods: z.array(FactorMethod),
    })
    .nullable(),
});
export type SignInStep = z.output<typeof SignInStep>;

/** How the tokens travel: `cookie` for browsers, `bearer` for programs. */
const ClientKind = z.enum(['bearer', 'cookie']);
export type Client = z.output<typeof ClientKind>;
const Client = ClientKind.default('bearer');

/** Version of the notice before signing in that was accepted; browsers send it where there is one, whichever way they come in. */
export const AcceptedNotice = z.number().int().optional();

export const UserListItem = User.extend({
  email: z.string(),
  course_count: z.number().int(),
  /** Mean of the person's courses, 0 to 100; null without a course. */
  progress_percentage: z.number().nullable(),
});
export type UserListItem = z.output<typeof UserListItem>;

/** Ways to prove within a session that one is still the same person. */
export const ConfirmMethod = z.enum(['password', 'passkey', 'totp', 'provider']);
export type ConfirmMethod = z.output<typeof ConfirmMethod>;
/** The field that belongs to the method, the others stay out. A provider is asked by POST /auth/sso/:provider/confirm. */
export const Proof = z.object({
  method: ConfirmMethod.default('password'),
  password: z.string().max(200).default(''),
  /** For `totp`. */
  code: Code.optional(),
  /** For `passkey`: what the browser answered to POST /auth/passkey/options. */
  passkey: PasskeyAnswer.optional(),
});
export type Proof = z.output<typeof Proof>;
/** What became of one person whom a link was to be made for. */
export const Invited = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  /** null when nothing was made. */
  link: MadeLink.nullable(),
  refused: z.enum(['taken', 'suspended', 'gone']).nullable(),
});
export type Invited = z.output<typeof Invited>;

/** People at once in one request. */
const MANY = 200;

/** Within what somebody may do something: themself, the courses they teach, their mentees, the organisation they represent. */
export const Scope = z.enum(['self', 'courses', 'mentees', 'organisation']);
export type Scope = z.output<typeof Scope>;

export const RoleFacts = z.object({
  role: Role,
  people: z.number().int(),
  permissions: z.array(
    z.object({ permission: z.string(), /** null where nothing narrows it. */ within: Scope.nullable() }),
  ),
});
export type RoleFacts = z.output<typeof RoleFacts>;

const Token = z.string().min(20).max(100);

const UserFilters = {
  search: z.string().max(100).optional(),
  role: Role.optional(),
  state: z.enum(['active', 'invited', 'suspended']).optional(),
  sort: z.enum(['name', 'email', 'created_at', 'last_sign_in_at']).default('name'),
  order: z.enum(['asc', 'desc']).default('asc'),
};

/** `me` or a number. */
const UserRef = z.object({ id: z.union([z.literal('me'), Id]) });

export const accountEndpoints = {
  login: endpoint('POST /auth/login', {
    rate: 'none',
    summary: 'Signs in; where a second factor is due, says which, and nobody is signed in yet.',
    body: z.object({
      email: z.string().trim().max(254),
      password: z.string().max(200),
      client: Client,
      notice: AcceptedNotice,
    }),
    data: SignInStep,
  }),
  secondFactor: endpoint('POST /auth/second-factor', {
    rate: 'none',
    summary:
      'Finishes signing in with a code of an app, a recovery code or a passkey. A challenge works once, five minutes, for five tries.',
    body: z.object({
      challenge: Token,
      method: FactorMethod,
      /** For `totp` and `recovery`. */
      code: Code.optional(),
      /** For `passkey`: what the browser answered to POST /auth/passkey/options. */
      passkey: PasskeyAnswer.optional(),
    }),
    data: SignedIn,
  }),
  passkey: endpoint('POST /auth/passkey', {
    summary:
      'Signs in with a passkey alone: what the browser answered to POST /auth/passkey/options. Counts as both factors, for the device asks for a finger, a face or a PIN.',
    body: z.object({ passkey: PasskeyAnswer, client: Client, notice: AcceptedNotice }),
    data: SignedIn,
  }),
  refresh: endpoint('POST /auth/refresh', {
    rate: 'none',
    summary: 'Exchanges the refresh token for a new pair; each refresh token works once.',
    body: z.object({ refresh_token: z.string().max(300).optional() }).default({}),
    data: SignedIn,
  }),
  confirmMethods: endpoint('GET /auth/confirm', {
    summary: 'With what the caller can prove again who they are, the usual one first.',
    data: z.object({ methods: z.array(ConfirmMethod) }),
  }),
  confirm: endpoint('POST /auth/confirm', {
    summary:
      'Proves again who the caller is: for acts that refuse with CONFIRM_IDENTITY, and for a console that was locked. Wrong proofs are counted as at sign-in.',
    body: Proof,
    data: Nothing,
  }),
  logout: endpoint('POST /auth/logout', { rate: 'none', summary: 'Ends the session.', data: Nothing }),
  forgotPassword: endpoint('POST /auth/forgot-password', {
    rate: 'links',
    summary:
      'Mails a link for a new password, when somebody has the address; the answer is the same for every address.',
    body: z.object({ email: z.string().trim().min(1).max(254) }),
    data: z.object({
      /** False where the academy sends no mail: an administrator makes the link. */
      by_mail: z.boolean(),
      /** Whom to ask; empty when nobody was named. */
      support: z.string(),
    }),
  }),
  checkLink: endpoint('POST /auth/links/check', {
    rate: 'links',
    summary: 'For whom a one-time link is and what for; refused with the reason when it does not work.',
    body: z.object({ token: Token }),
    data: LinkFacts,
  }),
  resetPassword: endpoint('POST /auth/reset-password', {
    rate: 'links',
    summary:
      'Chooses a password with a one-time link and signs in, as far as no second factor is due. The link stops working, older sessions end.',
    body: z.object({
      token: Token,
      password: NewPassword,
      first_name: line(80).optional(),
      last_name: line(80).optional(),
      client: Client,
      notice: AcceptedNotice,
    }),
    data: SignInStep,
  }),
  checkPassword: endpoint('POST /auth/check-password', {
    summary: 'Whether a new password would be taken, for a hint while it is chosen; nothing is kept of it.',
    rate: 'none',
    body: z.object({
      password: z.string().max(200),
      email: z.string().max(254).optional(),
      first_name: z.string().max(80).optional(),
      last_name: z.string().max(80).optional(),
    }),
    data: z.object({
      /** null when it would be taken. */
      trouble: z.enum(['short', 'known', 'personal', 'plain']).nullable(),
      /** Characters that a password must have. */
      min_length: z.number().int(),
    }),
  }),
  exportUsers: endpoint('GET /users/export', {
    rate: 'heavy',
    summary: 'Everybody whom the filters leave, as CSV; or only the named ones.',
    query: z.object({
      ...UserFilters,
      /** Numbers of people, separated by commas. */
      ids: z
        .string()
        .regex(/^\d{1,15}(,\d{1,15}){0,999}$/, 'must be numbers separated by commas')
        .transform(text => text.split(',').map(Number))
        .optional(),
    }),
    data: 'bytes',
  }),
  read: endpoint('GET /users/:id', { summary: 'A person; `me` for the caller.', params: UserRef, data: Me }),
  update: endpoint('PUT /users/:id', {
    summary: 'Changes the own profile, or as an administrator anybody’s.',
    params: UserRef,
    body: z
      .object({
        ...Names,
        bio: prose(2000).nullable(),
        phone: line(40).nullable(),
        organization: line(120).nullable(),
        avatar: Id.nullable(),
        /** Only administrators change an address; open one-time links of the person stop working. */
        email: Email,
      })
      .partial(),
    data: User,
  }),
  list: endpoint('GET /users', {
    summary: 'Everybody, for administrators: search, filter, sort, page.',
    query: Paging.extend(UserFilters),
    data: z.array(UserListItem),
    paged: true,
  }),
  create: endpoint('POST /users', {
    summary:
      'Creates an account for somebody, who gets in by a password (made and answered once when none is given), by a one-time link, or by an invitation that is mailed.',
    body: z.object({
      ...Names,
      email: Email,
      roles: z.array(Role).min(1).default(['student']),
      password: NewPassword.optional(),
      welcome: z.enum(['password', 'link', 'mail']).default('password'),
    }),
    data: z.object({ user: User, password: z.string().nullable(), link: MadeLink.nullable() }),
    status: 201,
  }),
  invite: endpoint('POST /users/invitations', {
    summary: 'Invites several people at once, by mail or with links that are answered once.',
    body: z.object({
      people: z
        .array(z.object({ email: Email, first_name: line(80), last_name: z.string().trim().max(80).default('') }))
        .min(1)
        .max(MANY),
      roles: z.array(Role).min(1).default(['student']),
      send: z.enum(['mail', 'link']),
    }),
    data: z.array(Invited),
  }),
  makeLinks: endpoint('POST /users/links', {
    summary: 'Makes one-time links for several people at once, to hand out or to mail; older ones stop working.',
    body: z.object({ ids: z.array(Id).min(1).max(MANY), send: z.enum(['mail', 'link']) }),
    data: z.array(Invited),
  }),
  roles: endpoint('GET /roles', {
    summary: 'What each role may do and how many people hold it, beside everything that anybody may do.',
    data: z.object({ roles: z.array(RoleFacts), permissions: z.array(z.string()) }),
  }),
  setRoles: endpoint('PUT /users/:id/roles', {
    summary: 'Replaces the roles of a person.',
    params: z.object({ id: Id }),
    body: z.object({ roles: z.array(Role).min(1, 'Choose at least one role.') }),
    data: User,
  }),
  suspend: endpoint('POST /users/:id/suspend', {
    summary: 'Suspends an account and ends its sessions everywhere.',
    params: z.object({ id: Id }),
    data: User,
  }),
  reactivate: endpoint('POST /users/:id/reactivate', {
    summary: 'Lifts a suspension.',
    params: z.object({ id: Id }),
    data: User,
  }),
  signOutEverywhere: endpoint('POST /users/:id/sign-out', {
    summary: 'Ends every session of a person.',
    params: z.object({ id: Id }),
    data: z.object({ ended: z.number().int() }),
  }),
  links: endpoint('GET /users/:id/links', {
    summary: 'One-time links of a person that still work.',
    params: z.object({ id: Id }),
    data: z.array(OpenLink),
  }),
  makeLink: endpoint('POST /users/:id/links', {
    summary: 'Makes a one-time link, to hand out or to mail; older ones of the person stop working.',
    params: z.object({ id: Id }),
    body: z.object({ purpose: LinkPurpose, send: z.enum(['link', 'mail']).default('link') }),
    data: MadeLink,
    status: 201,
  }),
  revokeLink: endpoint('DELETE /users/:id/links/:linkId', {
    summary: 'Takes a one-time link back.',
    params: z.object({ id: Id, linkId: Id }),
    data: Nothing,
  }),
};
