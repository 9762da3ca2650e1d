/** Updates of the program: what runs, what is offered, what was tried and what became of it. */
import { z } from 'zod';
import { endpoint, Id, Instant, someOf } from '../platform/http/contract.ts';
import { Notes } from './package/contract.ts';

const Version = z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}(-[0-9A-Za-z.-]{1,40})?$/, 'is not a version');

/** One thing that was tried on the copy, as a learner would. */
export const RehearsalProbe = z.object({ name: z.string(), ok: z.boolean(), detail: z.string() });

export const Rehearsal = z.object({
  version: z.string(),
  at: Instant,
  ok: z.boolean(),
  seconds: z.number(),
  probes: z.array(RehearsalProbe),
  /** Why it failed; null when it did not. */
  reason: z.string().nullable(),
});
export type Rehearsal = z.output<typeof Rehearsal>;

export const Offer = z.object({
  version: z.string(),
  from: z.string(),
  released_at: z.string(),
  notes: Notes,
  /** Bytes of the package. */
  size: z.number(),
  /** Changes of the database that it brings; null while the package is not here. */
  migrations: z.number().int().nullable(),
  /** Where it comes from: it was brought as a file, or the feed names it. */
  source: z.enum(['file', 'feed']),
  /** The package is on this machine. */
  is_here: z.boolean(),
  /** Somebody said "not this one". */
  is_skipped: z.boolean(),
  /** Why this machine cannot take it: a sentence; null when it can. */
  unfit: z.string().nullable(),
  rehearsal: Rehearsal.nullable(),
});
export type Offer = z.output<typeof Offer>;

export const PastUpdate = z.object({
  /** Of the operation. */
  id: z.string(),
  from: z.string(),
  version: z.string(),
  outcome: z.enum(['done', 'rolled-back', 'failed']),
  /** Why it did not stay; null when it did. */
  reason: z.string().nullable(),
  started_at: Instant,
  ended_at: Instant,
});
export type PastUpdate = z.output<typeof PastUpdate>;

export const UpdateSettings = z.object({
  /** Asks the feed once a day. */
  automatic: z.boolean(),
  /** Empty when there is none. */
  feed_url: z.string(),
});

export const Updates = z.object({
  version: z.string(),
  /** Why this server cannot update itself: a sentence; null when it can. */
  unable: z.string().nullable(),
  offers: z.array(Offer),
  settings: UpdateSettings,
  checked_at: Instant.nullable(),
  /** Why the feed could not be asked last time. */
  check_error: z.string().nullable(),
  /** Nobody wants to be reminded before; null when nobody said "later". */
  remind_at: Instant.nullable(),
  /** The background job that downloads or rehearses now. */
  job: z.object({ id: Id, kind: z.enum(['download', 'rehearsal']), version: z.string() }).nullable(),
  /** Packages found on disks that are plugged in. */
  found: z.array(z.object({ path: z.string(), name: z.string(), size: z.number() })),
  history: z.array(PastUpdate),
});
export type Updates = z.output<typeof Updates>;

const VersionParams = z.object({ version: Version });
const Started = z.object({ job_id: Id });

export const updateEndpoints = {
  read: endpoint('GET /updates', {
    summary: 'What runs, what is offered, and how earlier updates ended.',
    data: Updates,
  }),
  configure: endpoint('PUT /updates/settings', {
    summary: 'Says whether and where to look for new versions.',
    body: someOf(z.object({ automatic: z.boolean(), feed_url: z.string().trim().max(500) })),
    data: Updates,
  }),
  check: endpoint('POST /updates/check', { summary: 'Asks the feed now.', data: Updates }),
  take: endpoint('POST /updates/packages', {
    summary: 'Takes a package from a file of this machine, for example on a USB disk.',
    body: z.object({ path: z.string().min(1).max(1000) }),
    data: Updates,
    status: 201,
  }),
  remove: endpoint('DELETE /updates/:version', {
    summary: 'Removes the package of a version from this machine.',
    params: VersionParams,
    data: Updates,
  }),
  decide: endpoint('PUT /updates/:version', {
    summary: 'Not this one, or not now; false takes that back.',
    params: VersionParams,
    body: someOf(z.object({ skipped: z.boolean(), later: z.boolean() })),
    data: Updates,
  }),
  download: endpoint('POST /updates/:version/download', {
    summary: 'Fetches the package of a version that the feed offers; goes on where an earlier try stopped.',
    params: VersionParams,
    data: Started,
    status: 202,
  }),
  rehearse: endpoint('POST /updates/:version/rehearse', {
    summary: 'Tries the new version on a copy of the data, while the academy serves; changes nothing.',
    params: VersionParams,
    data: Started,
    status: 202,
  }),
  apply: endpoint('POST /updates/:version/apply', {
    summary: 'Updates: backs up, rehearses on a copy, switches, and goes back by itself when anything fails.',
    params: VersionParams,
    data: z.object({ operation_id: z.string() }),
    status: 202,
  }),
};

declare module '../platform/realtime/contract.ts' {
  interface Messages {
    /** Something about updates changed: an offer, a download, a rehearsal. */
    'update.changed': Record<string, never>;
  }
}
