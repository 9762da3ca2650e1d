/** Acts as a table. */
import { rowOf } from '../platform/files/csv-rules.ts';
import type { LedgerEntry } from './contract.ts';

export const HEAD = [
  'entry',
  'at',
  'action',
  'who',
  'user_id',
  'who_is_now',
  'resource_type',
  'resource_id',
  'about',
  'about_is_now',
  'details',
  'address',
  'browser',
  'session',
  'in_the_name_of_by',
  'in_the_name_of_by_id',
  'via',
  'request',
  'hash',
];

export function lineOf(entry: LedgerEntry): string {
  return rowOf([
    entry.id,
    entry.at,
    entry.action,
    entry.who,
    entry.user_id,
    entry.who_now,
    entry.resource_type,
    entry.resource_id,
    entry.what,
    entry.what_now,
    entry.details && JSON.stringify(entry.details),
    entry.ip,
    entry.user_agent,
    entry.session_id,
    entry.impersonator,
    entry.impersonator_id,
    entry.via,
    entry.request_id,
    entry.hash,
  ]);
}
