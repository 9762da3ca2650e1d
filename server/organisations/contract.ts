/** Organisations: who belongs to them, who represents them, and what representatives see. */
import { z } from 'zod';
import { PersonHead, PersonProgress, Standing } from '../learning/contract.ts';
import { endpoint, Id, IdParams, Instant, line, Paging, prose, someOf } from '../platform/http/contract.ts';

const Wish = z.object({ name: line(160), note: prose(2000).nullable().default(null) });

export const Organisation = z.object({
  id: Id,
  name: z.string(),
  note: z.string().nullable(),
  created_at: Instant,
  /** Nobody sees anything through an archived organisation. */
  archived_at: Instant.nullable(),
  members: z.number().int(),
  representatives: z.number().int(),
});
export type Organisation = z.output<typeof Organisation>;

export const Member = z.object({
  user: PersonHead.extend({ email: z.string(), is_active: z.boolean() }),
  is_representative: z.boolean(),
  /** Holds the role of a representative; without it representing has no effect. */
  has_role: z.boolean(),
  since: Instant,
});
export type Member = z.output<typeof Member>;

export const Membership = z.object({
  organisation: z.object({ id: Id, name: z.string(), archived: z.boolean() }),
  is_representative: z.boolean(),
  since: Instant,
});
export type Membership = z.output<typeof Membership>;

/** Somebody of the representative's organisation; without a standing where the person did not agree to its being seen. */
export const OwnPerson = z.object({ user: PersonHead, since: Instant, standing: Standing.nullable() });
export type OwnPerson = z.output<typeof OwnPerson>;

export const OwnOrganisation = z.object({
  id: Id,
  name: z.string(),
  people: z.number().int(),
  /** Whether the academy asks people at all if their progress may be seen; nobody's is shown where it does not. */
  asks_consent: z.boolean(),
});
export type OwnOrganisation = z.output<typeof OwnOrganisation>;

const Many = z.array(Id).min(1).max(200);

export const organisationEndpoints = {
  list: endpoint('GET /organisations', {
    summary: 'Every organisation by name, archived ones last.',
    data: z.array(Organisation),
  }),
  create: endpoint('POST /organisations', {
    summary: 'Adds an organisation.',
    body: Wish,
    data: Organisation,
    status: 201,
  }),
  change: endpoint('PUT /organisations/:id', {
    summary: 'Renames an organisation, changes its note, archives it or takes it back.',
    params: IdParams,
    body: someOf(Wish.extend({ archived: z.boolean() })),
    data: Organisation,
  }),
  members: endpoint('GET /organisations/:id/members', {
    summary: 'Who belongs to an organisation, representatives first; for administrators.',
    params: IdParams,
    query: Paging.extend({ search: z.string().max(100).optional() }),
    data: z.array(Member),
    paged: true,
  }),
  addMembers: endpoint('POST /organisations/:id/members', {
    summary: 'Adds people to an organisation, or says of those who are in it whether they represent it.',
    params: IdParams,
    body: z.object({ user_ids: Many, is_representative: z.boolean().default(false) }),
    data: z.object({ added: z.number().int(), changed: z.number().int() }),
  }),
  removeMembers: endpoint('POST /organisations/:id/members/remove', {
    summary: 'Takes people out of an organisation.',
    params: IdParams,
    body: z.object({ user_ids: Many }),
    data: z.object({ removed: z.number().int() }),
  }),
  ofPerson: endpoint('GET /users/:id/organisations', {
    summary: 'The organisations that a person belongs to; for themself and administrators.',
    params: z.object({ id: z.union([z.literal('me'), Id]) }),
    data: z.array(Membership),
  }),
  own: endpoint('GET /organisations/own', {
    summary: 'The organisations that the caller represents.',
    data: z.array(OwnOrganisation),
  }),
  people: endpoint('GET /organisations/:id/people', {
    summary: 'People of an organisation that the caller represents, and how those get on who agreed to its being seen.',
    params: IdParams,
    query: Paging.extend({
      search: z.string().max(100).optional(),
      /** `quiet`: who has a course to finish and was not in any for two weeks; `agreed`: whose progress is shown. */
      show: z.enum(['all', 'quiet', 'agreed']).default('all'),
    }),
    data: z.array(OwnPerson),
    paged: true,
  }),
  person: endpoint('GET /organisations/:id/people/:userId', {
    summary: 'One of these people; `progress` is null where the person did not agree to its being seen.',
    params: z.object({ id: Id, userId: Id }),
    data: z.object({
      user: PersonHead,
      organisation: z.object({ id: Id, name: z.string() }),
      since: Instant,
      progress: PersonProgress.nullable(),
    }),
  }),
};
