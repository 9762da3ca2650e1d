/** Looking into a backup beside the academy, and taking back one course, one person or one attempt. */
import { z } from 'zod';
import { endpoint, Id, Instant, Paging } from '../../platform/http/contract.ts';
import { BackupId } from '../contract.ts';

export const InsideKind = z.enum(['courses', 'people', 'attempts']);
export type InsideKind = z.output<typeof InsideKind>;

/** `gone`: in the backup and not in the academy. `changed`: in both, not alike. `same`: nothing to take back. */
export const InsideState = z.enum(['gone', 'changed', 'same']);
export type InsideState = z.output<typeof InsideState>;

/** How many things of a kind there are, and what separates the two. */
export const Comparison = z.object({
  kind: InsideKind,
  then: z.number().int(),
  now: z.number().int(),
  /** In the backup only. */
  gone: z.number().int(),
  changed: z.number().int(),
  /** Made since. */
  newer: z.number().int(),
});
export type Comparison = z.output<typeof Comparison>;

export const Inside = z.object({
  backup_id: z.string(),
  made_at: Instant,
  state: z.enum(['closed', 'opening', 'open']),
  /** The job that opens it. */
  job_id: Id.nullable(),
  /** Once it is open. */
  comparison: z.array(Comparison),
});
export type Inside = z.output<typeof Inside>;

export const InsideItem = z.object({
  id: Id,
  state: InsideState,
  /** Title of the course, name of the person, or the quiz of the attempt. */
  name: z.string(),
  /** Instructor, e-mail, or whose attempt it was. */
  detail: z.string(),
  /** Last change of the course, when the account was made, when the attempt was handed in or begun. */
  at: Instant,
  /** Lessons of a course, enrolments of a person, per cent of an attempt; in the backup and now. */
  then: z.number().nullable(),
  now: z.number().nullable(),
});
export type InsideItem = z.output<typeof InsideItem>;

export const Taken = z.object({
  /** Rows that were added or put back to what they were, by what they are. */
  lessons: z.number().int(),
  people: z.number().int(),
  attempts: z.number().int(),
  certificates: z.number().int(),
  files: z.number().int(),
  rows: z.number().int(),
});
export type Taken = z.output<typeof Taken>;

const params = z.object({ id: BackupId });

export const insideEndpoints = {
  open: endpoint('POST /backups/:id/inside', {
    summary: 'Opens a backup beside the academy, for looking; the academy is not touched.',
    params,
    data: Inside,
    status: 202,
  }),
  read: endpoint('GET /backups/:id/inside', {
    summary: 'Whether the backup is open, and how it differs from the academy.',
    params,
    data: Inside,
  }),
  list: endpoint('GET /backups/:id/inside/:kind', {
    summary: 'Courses, people or attempts of an open backup, compared with the academy.',
    params: params.extend({ kind: InsideKind }),
    query: Paging.extend({ search: z.string().max(100).optional(), state: InsideState.optional() }),
    data: z.array(InsideItem),
    paged: true,
  }),
  takeBack: endpoint('POST /backups/:id/inside/:kind/:item/take-back', {
    summary:
      'Puts one course, person or attempt back as it was. What was made since stays; a course’s newer lessons move to its end.',
    params: params.extend({ kind: InsideKind, item: Id }),
    data: Taken,
  }),
  close: endpoint('DELETE /backups/:id/inside', {
    summary: 'Closes an open backup and frees its room.',
    params,
    data: z.object({}),
  }),
};
