/** Two accounts of one person become one. */
import { z } from 'zod';
import { endpoint, Id, IdParams } from '../../platform/http/contract.ts';
import { Role, User, UserListItem } from '../contract.ts';

/** Why two accounts may be one person's. */
export const PairReason = z.enum(['same-phone', 'same-name']);
export type PairReason = z.output<typeof PairReason>;

const Pair = z.object({ first: UserListItem, second: UserListItem, reason: PairReason });
export type Pair = z.output<typeof Pair>;

export const moveKinds = [
  'enrolments',
  'progress',
  'attempts',
  'certificates',
  'study',
  'courses',
  'files',
  'mails',
  'sessions',
  'links',
] as const;

const Move = z.object({
  what: z.enum(moveKinds),
  count: z.number().int(),
  /** Of which both accounts have one; the better of the two is kept. */
  both: z.number().int(),
});
export type Move = z.output<typeof Move>;

export const MergePreview = z.object({ kept: UserListItem, gone: UserListItem, moves: z.array(Move) });
export type MergePreview = z.output<typeof MergePreview>;

const Side = z.enum(['kept', 'gone']).default('kept');

export const MergeChoice = z.object({
  /** The account that is given up. */
  other: Id,
  /** From which of the two each part of the profile is. */
  name: Side,
  email: Side,
  phone: Side,
  organization: Side,
  bio: Side,
  avatar: Side,
  roles: z.array(Role).min(1, 'Choose at least one role.'),
  /** Whether the address that is not kept leads to the account from now on; else it becomes free. */
  alias: z.boolean().default(true),
});
export type MergeChoice = z.output<typeof MergeChoice>;

export const mergeEndpoints = {
  pairs: endpoint('GET /users/pairs', {
    summary:
      'Accounts that may belong to one person: the same telephone number, or the same name and similar addresses.',
    data: z.array(Pair),
  }),
  mergePreview: endpoint('GET /users/:id/merge/:otherId', {
    summary: 'What becomes of two accounts when they are merged into the first.',
    params: z.object({ id: Id, otherId: Id }),
    data: MergePreview,
  }),
  merge: endpoint('POST /users/:id/merge', {
    summary: 'Merges another account into this one. It cannot be undone but by a backup.',
    params: IdParams,
    body: MergeChoice,
    data: User,
  }),
};
