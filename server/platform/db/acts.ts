/**
 * Writing acts into the ledger, `user_activity_logs`: every entry holds the hash of itself and the one before.
 *
 * On PostgreSQL one transaction at a time appends: it takes a lock of the transaction and lets go with the commit. Acts are the last
 * thing that a transaction writes, so whoever holds the lock waits for nobody any more: there is no circle in which to wait. On
 * SQLite a transaction that writes is alone anyway.
 */
import type { Knex } from 'knex';
import { type Context, contextNow } from '../context.ts';
import { canonical, chained, type Entry, NOTHING_BEFORE } from './act-rules.ts';
import { rowsOf } from './dialect.ts';

/** Who did what to which thing. From where, and by which request, is taken from the context. */
export interface Act {
  userId: number | null;
  /** `course.publish` style. */
  action: string;
  resourceType: string;
  resourceId: number | null;
  /** What was changed, `{ roles: { from, to } }`: small, without secrets, without texts that people wrote. */
  details?: Readonly<Record<string, unknown>> | undefined;
}

/** Any number that no other lock of this database has. */
const CHAIN_LOCK = 7_210_426;
const AGENT_LENGTH = 300;

const APPEND = `insert into user_activity_logs (id, created_at, user_id, action, resource_type, resource_id, details, ip,
  user_agent, session_id, impersonator_id, via, request_id, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Appends in this order. Must be the last that the transaction does. */
export async function appendActs(
  tx: Knex,
  acts: readonly Act[],
  at: string,
  context: Context = contextNow(),
): Promise<void> {
  let { id, hash } = await headOf(tx);
  for (const act of acts) {
    const entry = entryOf(act, ++id, at, context);
    hash = chained(hash, entry);
    await rowsOf(tx, APPEND, [
      entry.id,
      entry.created_at,
      entry.user_id,
      entry.action,
      entry.resource_type,
      entry.resource_id,
      entry.details,
      entry.ip,
      entry.user_agent,
      entry.session_id,
      entry.impersonator_id,
      entry.via,
      entry.request_id,
      hash,
    ]);
  }
}

/** The last entry, which nobody else can follow before this transaction ends. */
async function headOf(tx: Knex): Promise<{ id: number; hash: string }> {
  // By itself: what the next statement sees must begin after the lock was had.
  if ((tx.client as { dialect: string }).dialect !== 'sqlite3')
    await rowsOf(tx, 'select pg_advisory_xact_lock(?)', [CHAIN_LOCK]);
  const [head] = await rowsOf<{ id: number; hash: string }>(
    tx,
    'select id, hash from user_activity_logs order by id desc limit 1',
    [],
  );
  return head ?? { id: 0, hash: NOTHING_BEFORE };
}

function entryOf(act: Act, id: number, at: string, context: Context): Entry {
  return {
    id,
    created_at: at,
    user_id: act.userId,
    action: act.action,
    resource_type: act.resourceType,
    resource_id: act.resourceId,
    details: act.details ? canonical(act.details) : null,
    ip: context.ip,
    user_agent: context.userAgent?.slice(0, AGENT_LENGTH) ?? null,
    session_id: context.sessionId,
    impersonator_id: context.impersonatorId,
    via: context.via,
    request_id: context.requestId,
  };
}
