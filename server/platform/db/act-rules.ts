/** What an entry of the ledger looks like when its hash is taken. The format is docs/formats/ledger.md; nothing here may ever change it. */
import { createHash } from 'node:crypto';

/** One entry as it stands in `user_activity_logs`, without its hash. `details` is canonical JSON already. */
export interface Entry {
  /** Number of the entry: one more than the one before, without gaps. */
  id: number;
  created_at: string;
  user_id: number | null;
  action: string;
  resource_type: string;
  resource_id: number | null;
  details: string | null;
  ip: string | null;
  user_agent: string | null;
  session_id: number | null;
  impersonator_id: number | null;
  via: string | null;
  request_id: string | null;
}

/** What stands before the first entry of all. */
export const NOTHING_BEFORE = '0'.repeat(64);

/** Plain values as JSON with sorted keys and no spaces (RFC 8785 for what acts hold: text, whole numbers, truth, lists, objects). */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const pairs = Object.entries(value).filter(([, one]) => one !== undefined);
  const sorted = pairs.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
}

/** The entry as canonical JSON; its keys stand in the order of the alphabet. */
export function canonicalEntry(entry: Entry): string {
  const { id, created_at, user_id, action, resource_type, resource_id, details, ip, user_agent } = entry;
  const text = JSON.stringify;
  return (
    `{"action":${text(action)},"created_at":${text(created_at)},"details":${details ?? 'null'},"id":${id}` +
    `,"impersonator_id":${entry.impersonator_id},"ip":${text(ip)},"request_id":${text(entry.request_id)}` +
    `,"resource_id":${resource_id},"resource_type":${text(resource_type)},"session_id":${entry.session_id}` +
    `,"user_agent":${text(user_agent)},"user_id":${user_id},"via":${text(entry.via)}}`
  );
}

/** Hex SHA-256 of the hash of the entry before, a line feed, and the entry as canonical JSON, in UTF-8. */
export const chained = (before: string, entry: Entry): string =>
  createHash('sha256')
    .update(`${before}\n${canonicalEntry(entry)}`)
    .digest('hex');
