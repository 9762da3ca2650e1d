/** The ledger: who did what to which thing, from where and when; numbered, chained and sealed so that tampering shows. */
import { z } from 'zod';
import { endpoint, Id, Instant, Paging, someOf } from '../platform/http/contract.ts';

export const LedgerSettings = z.object({
  /** A fresh seal is set after this many minutes in which something was written. */
  seal_minutes: z.number().int().min(5).max(1440).default(10),
});
export type LedgerSettings = z.output<typeof LedgerSettings>;

/** What can be wrong; screens say it in words. */
export const TroubleKind = z.enum([
  'changed',
  'missing',
  'inserted',
  'reordered',
  'unchained',
  'start-missing',
  'end-missing',
  'rewritten',
  'seal-not-ours',
]);
export type TroubleKind = z.output<typeof TroubleKind>;

export const Trouble = z.object({
  kind: TroubleKind,
  /** Number of the first entry that is broken. */
  entry: z.number().int(),
  /** Last one of the stretch in which the change lies; the same where it is one entry. */
  until: z.number().int(),
  /** In English, for the command line and the log. */
  sentence: z.string(),
});
export type Trouble = z.output<typeof Trouble>;

export const Verdict = z.object({
  at: Instant,
  /** `recent`: only what came since the last seal. */
  scope: z.enum(['full', 'recent']),
  ok: z.boolean(),
  /** Entries that were looked at. */
  entries: z.number().int(),
  seals: z.number().int(),
  /** First and last number that was looked at; 0 in an empty ledger. */
  first: z.number().int(),
  last: z.number().int(),
  /** Last entry that a seal covers; 0 without one. */
  sealed: z.number().int(),
  seconds: z.number(),
  trouble: Trouble.nullable(),
});
export type Verdict = z.output<typeof Verdict>;

export const Seal = z.object({
  kind: z.enum(['checkpoint', 'beginning']),
  entry_id: z.number().int(),
  entry_hash: z.string(),
  /** Of a beginning: how many entries went before it. */
  removed: z.number().int(),
  created_at: Instant,
  key_id: z.string(),
  signature: z.string(),
});
export type Seal = z.output<typeof Seal>;

export const LedgerEntry = z.object({
  id: Id,
  at: Instant,
  /** `course.publish` style. */
  action: z.string(),
  who: z.string().nullable(),
  user_id: Id.nullable(),
  /** Name of the person into whose account the one of `who` was merged since; null when it was not. */
  who_now: z.string().nullable(),
  /** Name of the administrator who acted in the name of the person. */
  impersonator: z.string().nullable(),
  impersonator_id: Id.nullable(),
  resource_type: z.string(),
  resource_id: Id.nullable(),
  /** Name of the course or person that it was about; null when it has none or is gone. */
  what: z.string().nullable(),
  /** Name of the person into whose account the one that it was about was merged since; null when it was not. */
  what_now: z.string().nullable(),
  /** What was changed, `{ roles: { from, to } }`. */
  details: z.record(z.string(), z.unknown()).nullable(),
  ip: z.string().nullable(),
  user_agent: z.string().nullable(),
  session_id: Id.nullable(),
  /** `job:…`, `command line` or `system` where nobody's request was answered. */
  via: z.string().nullable(),
  request_id: z.string().nullable(),
  hash: z.string(),
});
export type LedgerEntry = z.output<typeof LedgerEntry>;

/** Which acts; what is left out is any. */
export const LedgerFilter = z.object({
  /** Kind of act, `course` or `course.publish`. */
  action: z
    .string()
    .regex(/^[a-z]+(\.[a-z-]+)?$/)
    .max(60)
    .optional(),
  /** Part of the name of the person who did it, in their own name or in somebody's; or of an account that is part of theirs now. */
  who: z.string().trim().min(1).max(100).optional(),
  /** Who did it, in the same sense. */
  user_id: Id.optional(),
  /** Part of the name of the person or course that it was about, or of what was changed. */
  text: z.string().trim().min(1).max(100).optional(),
  resource_type: z
    .string()
    .regex(/^[a-z-]+$/)
    .max(40)
    .optional(),
  resource_id: Id.optional(),
  /** Address that it came from, or its beginning. */
  address: z
    .string()
    .trim()
    .regex(/^[0-9a-fA-F.:]+$/, 'Write an address like 192.0.2.7, or its beginning.')
    .max(45)
    .optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
});
export type LedgerFilter = z.output<typeof LedgerFilter>;

export const ledgerEndpoints = {
  list: endpoint('GET /activity', {
    summary: 'What people did, newest first: who, what, with which thing, from where and when.',
    query: Paging.extend(LedgerFilter.shape),
    data: z.array(LedgerEntry),
    paged: true,
  }),
  export: endpoint('GET /activity/export', {
    rate: 'heavy',
    summary:
      'What the filter leaves, oldest first, as a table (CSV) or with everything that a check needs (JSON, a line each).',
    query: LedgerFilter.extend({ format: z.enum(['csv', 'json']).default('csv') }),
    data: 'bytes',
  }),
  read: endpoint('GET /ledger', {
    summary: 'How the ledger stands: its first and last entry, its seals, the public key, and the last verdict.',
    data: z.object({
      settings: LedgerSettings,
      first: z.number().int(),
      last: z.number().int(),
      hash: z.string(),
      last_seal: Seal.nullable(),
      /** PEM; with it anybody can check the seals of an export. */
      public_key: z.string(),
      key_id: z.string(),
      verdict: Verdict.nullable(),
      /** The job that verifies now. */
      job_id: Id.nullable(),
    }),
  }),
  verify: endpoint('POST /ledger/verify', {
    summary: 'Verifies the whole ledger in the background, entry by entry.',
    data: z.object({ job_id: Id }),
    status: 202,
  }),
  update: endpoint('PUT /ledger/settings', {
    summary: 'Changes how often the ledger is sealed.',
    body: someOf(LedgerSettings),
    data: LedgerSettings,
  }),
};
