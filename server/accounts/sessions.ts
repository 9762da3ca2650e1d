/** Sessions: opened at sign-in, carried on by rotating refresh tokens, ended at once everywhere. */
import type { Knex } from 'knex';
import { type Clock, DAY, instant, SECOND } from '../platform/clock.ts';
import { randomToken, sha256 } from '../platform/crypto/secrets.ts';
import type { Database } from '../platform/db/database.ts';
import type { Work } from '../platform/db/work.ts';
import { Refusal, refuse } from '../platform/errors/refusal.ts';
import type { Actor, Authenticate } from '../platform/http/actor.ts';
import type { From } from '../platform/http/routes.ts';
import type { Role } from './contract.ts';
import { permissionsFor } from './permissions.ts';
import type { Tokens } from './tokens.ts';

export const REFRESH_MS = 7 * DAY;
/** Two tabs of one browser may refresh at the same moment; within this time the loser is told to try again, not thrown out. */
const OVERLAP_MS = 20 * SECOND;

export type Client = 'bearer' | 'cookie';

export interface TokenPair {
  userId: number;
  sessionId: number;
  client: Client;
  access: string;
  refresh: string;
  expiresAt: string;
}

interface SessionRow {
  id: number;
  user_id: number;
  refresh_hash: string;
  previous_refresh_hash: string | null;
  client: Client;
  refreshed_at: string;
  expires_at: string;
  revoked_at: string | null;
}

export interface Sessions {
  open(tx: Knex, userId: number, client: Client, from: From): Promise<TokenPair>;
  /** Rotates. A token used twice ends the session: one of the two users of it is not the owner. */
  refresh(token: string): Promise<TokenPair>;
  end(tx: Knex, sessionId: number, because: string): Promise<void>;
  /** Answers the ids of the sessions that ended. */
  endAllOf(tx: Knex, userId: number, because: string): Promise<number[]>;
  authenticate: Authenticate;
}

interface SessionsDeps {
  db: Database;
  work: Work;
  tokens: Tokens;
  clock: Clock;
}

export function createSessions({ db, work, tokens, clock }: SessionsDeps): Sessions {
  const pair = async (session: Pick<SessionRow, 'id' | 'user_id' | 'client'>, refresh: string): Promise<TokenPair> => {
    const { token, expiresAt } = await tokens.issue(session.user_id, session.id);
    const { id: sessionId, user_id: userId, client } = session;
    return { userId, sessionId, client, access: token, refresh, expiresAt: instant(expiresAt) };
  };
  return {
    async open(tx, userId, client, from) {
      const refresh = randomToken();
      const now = clock.now();
      const [row] = await tx('sessions')
        .insert({
          user_id: userId,
          refresh_hash: sha256(refresh),
          client,
          ip: from.ip,
          user_agent: from.userAgent.slice(0, 300),
          created_at: instant(now),
          refreshed_at: instant(now),
          expires_at: instant(now + REFRESH_MS),
        })
        .returning('id');
      return pair({ id: (row as { id: number }).id, user_id: userId, client }, refresh);
    },
    async refresh(token) {
      const outcome = await work.run(async ({ tx, announce }) => {
        const next = await rotate(tx, token, clock.now());
        if (next instanceof Refusal && next.code === 'REFRESH_REUSED') {
          const session = await sessionByPrevious(tx, token);
          if (session) announce('session.ended', { sessionId: session.id, userId: session.user_id });
        }
        return next;
      });
      // Thrown outside the transaction: the revocation must stay.
      if (outcome instanceof Refusal) throw outcome;
      return pair(outcome.session, outcome.refresh);
    },
    async end(tx, sessionId, because) {
      await revoke(tx, { id: sessionId }, because, instant(clock.now()));
    },
    endAllOf: (tx, userId, because) => revoke(tx, { user_id: userId }, because, instant(clock.now())),
    authenticate: credentials => authenticate(db, tokens, credentials),
  };
}

const sessionByPrevious = (tx: Knex, token: string) =>
  tx<SessionRow>('sessions')
    .where({ previous_refresh_hash: sha256(token) })
    .first();

async function rotate(
  tx: Knex,
  token: string,
  now: number,
): Promise<{ session: SessionRow; refresh: string } | Refusal> {
  const session = await tx<SessionRow>('sessions')
    .where({ refresh_hash: sha256(token) })
    .first();
  if (!session) return reused(tx, token, now);
  if (session.revoked_at || session.expires_at <= instant(now))
    return new Refusal('UNAUTHENTICATED', 'The session has ended. Please sign in again.');
  const refresh = randomToken();
  await tx<SessionRow>('sessions')
    .where({ id: session.id })
    .update({
      refresh_hash: sha256(refresh),
      previous_refresh_hash: session.refresh_hash,
      refreshed_at: instant(now),
      expires_at: instant(now + REFRESH_MS),
    });
  return { session, refresh };
}

async function reused(tx: Knex, token: string, now: number): Promise<Refusal> {
  const session = await sessionByPrevious(tx, token);
  if (!session || session.revoked_at)
    return new Refusal('UNAUTHENTICATED', 'The session has ended. Please sign in again.');
  if (session.client === 'cookie' && session.refreshed_at > instant(now - OVERLAP_MS))
    return new Refusal('CONFLICT', 'Another tab has just refreshed this session.', { retryAfter: 1 });
  await revoke(tx, { id: session.id }, 'refresh token reused', instant(now));
  return new Refusal('REFRESH_REUSED', 'This session was ended for safety. Please sign in again.');
}

async function revoke(
  tx: Knex,
  which: { id: number } | { user_id: number },
  because: string,
  at: string,
): Promise<number[]> {
  const rows = (await tx('sessions')
    .where(which)
    .whereNull('revoked_at')
    .update({ revoked_at: at, revoked_because: because })
    .returning('id')) as { id: number }[];
  return rows.map(row => row.id);
}

/** One row per role of the session's owner; none when the session is not there. */
const ACTOR_SQL = `select s.revoked_at, u.is_active, r.role from sessions s join users u on u.id = s.user_id
  left join user_roles r on r.user_id = u.id where s.id = ?`;

async function authenticate(
  db: Database,
  tokens: Tokens,
  { bearer, cookie }: Parameters<Authenticate>[0],
): Promise<Actor | null> {
  const token = bearer ?? cookie;
  if (!token) return null;
  const { userId, sessionId } = await tokens.read(token);
  const rows = await db.read.all<{ revoked_at: string | null; is_active: boolean | number; role: Role | null }>(
    ACTOR_SQL,
    [sessionId],
  );
  const first = rows[0];
  if (!first || first.revoked_at || !first.is_active)
    refuse('UNAUTHENTICATED', 'The session has ended. Please sign in again.');
  const roles = rows.flatMap(row => row.role ?? []);
  return { userId, sessionId, roles, permissions: permissionsFor(roles) };
}
