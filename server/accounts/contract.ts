/** People: registering, signing in, sessions, and the administrator's list of users. */
import { z } from 'zod';
import { endpoint, Id, Instant, line, Nothing, Paging, prose } from '../platform/http/contract.ts';

export const Role = z.enum(['student', 'instructor', 'mentor', 'corporate_representative', 'administrator']);
export type Role = z.output<typeof Role>;

export const Email = z.email('Write the address like name@example.org.').trim().max(254);
/** NIST SP 800-63B: length counts, composition does not. */
export const NewPassword = z.string().min(10, 'Use at least 10 characters.').max(200);

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
  created_at: Instant,
  last_sign_in_at: Instant.nullable(),
});
export type User = z.output<typeof User>;

/** The signed-in person as the browser needs it. */
export const Me = User.extend({ permissions: z.array(z.string()) });
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

/** How the tokens travel: `cookie` for browsers, `bearer` for programs. */
const ClientKind = z.enum(['bearer', 'cookie']);
export type Client = z.output<typeof ClientKind>;
const Client = ClientKind.default('bearer');

export const UserListItem = User.extend({
  email: z.string(),
  course_count: z.number().int(),
  /** Mean of the person's courses, 0 to 100; null without a course. */
  progress_percentage: z.number().nullable(),
});
export type UserListItem = z.output<typeof UserListItem>;

/** `me` or a number. */
const UserRef = z.object({ id: z.union([z.literal('me'), Id]) });

export const accountEndpoints = {
  register: endpoint('POST /auth/register', {
    summary: 'Creates an account with the role student and signs it in.',
    body: z.object({ ...Names, email: Email, password: NewPassword, client: Client }),
    data: SignedIn,
    status: 201,
  }),
  login: endpoint('POST /auth/login', {
    summary: 'Signs in.',
    body: z.object({ email: z.string().trim().max(254), password: z.string().max(200), client: Client }),
    data: SignedIn,
  }),
  refresh: endpoint('POST /auth/refresh', {
    summary: 'Exchanges the refresh token for a new pair; each refresh token works once.',
    body: z.object({ refresh_token: z.string().max(300).optional() }).default({}),
    data: SignedIn,
  }),
  logout: endpoint('POST /auth/logout', { summary: 'Ends the session.', data: Nothing }),
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
      })
      .partial(),
    data: User,
  }),
  list: endpoint('GET /users', {
    summary: 'Everybody, for administrators: search, filter, sort, page.',
    query: Paging.extend({
      search: z.string().max(100).optional(),
      role: Role.optional(),
      state: z.enum(['active', 'suspended']).optional(),
      sort: z.enum(['name', 'email', 'created_at', 'last_sign_in_at']).default('name'),
      order: z.enum(['asc', 'desc']).default('asc'),
    }),
    data: z.array(UserListItem),
    paged: true,
  }),
  create: endpoint('POST /users', {
    summary: 'Creates an account for somebody; without a password a strong one is made and answered once.',
    body: z.object({
      ...Names,
      email: Email,
      roles: z.array(Role).min(1).default(['student']),
      password: NewPassword.optional(),
    }),
    data: z.object({ user: User, password: z.string().nullable() }),
    status: 201,
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
};
